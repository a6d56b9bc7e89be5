import type { Page } from '@playwright/test'
import { CATALOGUE } from '../src/scenario/catalogue.ts'
import { loadTitles } from '../src/scenario/catalogue/texts.ts'
import { complaints } from './support/axe.ts'
import { expect, test } from './support/strict-page.ts'

const at = (page: Page) => page.getByRole('slider', { name: 'Position in time' })
const open = async (page: Page, hash: string) => {
  await page.goto(`./?lang=en${hash}`)
  await expect(page.getByRole('main', { name: 'Presentation' })).toBeVisible()
  await expect(at(page)).toHaveAttribute('aria-valuetext', /\d/)
}
const step = async (page: Page) => Number(await at(page).getAttribute('aria-valuenow'))

test('PageDown leads from the title through every event to the lesson, and PageUp back', async ({ page }) => {
  await open(page, '#open-normal?view=present')
  await expect(page.getByRole('heading', { level: 2, name: 'Three-way handshake' })).toBeVisible()
  const last = Number(await at(page).getAttribute('aria-valuemax'))
  for (let n = 1; n <= last; n++) {
    // Pressed again at once it cuts to the event.
    await page.keyboard.press('PageDown')
    await expect
      .poll(async () => {
        if ((await step(page)) < n) await page.keyboard.press('PageDown')
        return step(page)
      })
      .toBe(n)
  }
  await page.keyboard.press('PageDown')
  await expect(page.getByRole('heading', { name: 'What it teaches' })).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(page.getByRole('heading', { name: 'What it teaches' })).toHaveCount(0)
  await page.keyboard.press('PageUp')
  await expect.poll(() => step(page)).toBe(last - 1)
})

test('a lecture that begins while the full screen of the last one still ends stays', async ({ page }) => {
  for (const id of ['open-normal', 'close-normal', 'open-refused']) {
    await open(page, `#${id}?view=present`)
    // A key that was pressed is what lets the next lecture have the whole screen.
    await page.keyboard.press('PageDown')
    await page.keyboard.press('Escape')
  }
  await open(page, '#open-normal?view=present')
})

/** So many pages, each with its share of the scenarios. */
const PARTS = 4

for (let part = 0; part < PARTS; part++) {
  const ids = CATALOGUE.map(({ id }) => id).filter((_, n) => n % PARTS === part)
  test(`nothing but PageDown makes a lecture of each scenario, ${part + 1} of ${PARTS}`, async ({ page }) => {
    test.setTimeout(20_000 + ids.length * 15_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const id of ids) {
      await open(page, `#${id}?view=present`)
      const { title } = (await loadTitles('en'))[id]
      await expect(page.getByRole('main').getByRole('heading', { level: 2, name: title })).toBeVisible()
      // Until the new run is there, the last one stands at its end.
      await expect(at(page)).toHaveAttribute('aria-valuenow', '0')
      const last = Number(await at(page).getAttribute('aria-valuemax'))
      expect(await page.evaluate(clickThrough, last), id).toEqual([])
      await page.keyboard.press('PageDown')
      await expect(page.getByRole('heading', { name: 'What it teaches' })).toBeVisible()
      // Leaving ends it: the next one begins at its title.
      await page.keyboard.press('Escape')
    }
  })
}

/** In the page: PageDown for each event; what was wrong with any stop. */
async function clickThrough(last: number): Promise<string[]> {
  const stop = () => {
    const now = document.querySelector('[role=slider]')?.getAttribute('aria-valuenow')
    const said = document.querySelector('section[aria-label="What happens"]')?.textContent ?? ''
    return { now, said, isTold: /\p{L}{2}/u.test(said.replace(/^[\d /]+/, '')) }
  }
  const wrong: string[] = []
  for (let n = 1; n <= last; n++) {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, cancelable: true }),
    )
    // Two frames at most; React is often done before the next one, which takes long where only a processor draws.
    let isLate = false
    requestAnimationFrame(() => requestAnimationFrame(() => (isLate = true)))
    let { now, said, isTold } = stop()
    while ((now !== String(n) || !isTold) && !isLate) {
      await new Promise((resolve) => setTimeout(resolve))
      ;({ now, said, isTold } = stop())
    }
    if (now !== String(n) || !isTold) wrong.push(`event ${n}: at ${now}, "${said}"`)
  }
  return wrong
}

test('clickers blank the screen, begin anew and leave', async ({ page }) => {
  await open(page, '#open-normal?at=3&view=present')
  await page.keyboard.press('.')
  await expect(page.getByText('Black screen')).toBeAttached()
  await page.keyboard.press('PageDown')
  await expect(page.getByText('Black screen')).toHaveCount(0)
  await expect.poll(() => step(page)).toBe(3)
  await page.keyboard.press('w')
  await expect(page.getByText('White screen')).toBeAttached()
  await page.keyboard.press('w')
  await page.keyboard.press('F5')
  await expect(page.getByRole('heading', { level: 2, name: 'Three-way handshake' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /Share/ })).toBeVisible()
  expect(new URL(page.url()).hash).toBe('#open-normal')
})

test('the notes stand in a second window and lead the first', async ({ page, context }) => {
  await open(page, '#open-normal?at=2&view=present')
  const opened = context.waitForEvent('page')
  await page.getByRole('button', { name: 'Speaker notes' }).click()
  const notes = await opened
  await expect(notes.getByRole('main', { name: 'Speaker notes' })).toBeVisible()
  await expect(notes.getByText(/^2 \/ \d/)).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(notes.getByText(/^1 \/ \d/)).toBeVisible()
  await notes.getByRole('button', { name: 'Next step' }).click()
  await expect.poll(() => step(page)).toBe(2)
})

test('nothing is in the way of other senses', async ({ page }) => {
  await open(page, '#close-ack2-lost?t=2282&view=present')
  expect(await complaints(page)).toEqual([])
})

test('it stands in a frame of somebody’s slides, and Esc gives the keys back', async ({ page }) => {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe title="x" sandbox="allow-scripts" width="1200" height="675" src="./embed.html?lang=en&theme=projector#close-ack2-lost?view=present"></iframe>',
    }),
  )
  await page.goto('./host.html')
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('main', { name: 'Presentation' })).toBeVisible()
  await inside.getByRole('main').click()
  await page.keyboard.press('PageDown')
  await expect(inside.getByRole('heading', { level: 2 })).toHaveCount(0)
  const asked = page.evaluate(
    () => new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data.type))),
  )
  await page.keyboard.press('Escape')
  expect(await asked).toBe('blur-request')
})
