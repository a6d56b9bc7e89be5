import type { Page } from '@playwright/test'
import { complaints } from './support/axe.ts'
import { flaws } from './support/looks.ts'
import { expect, test } from './support/strict-page.ts'

// The population lab: a run for each question, streamed from its worker. What the runs come to is held by unit tests.

/** Little enough for a machine that does other things too. */
const SMALL =
  'about=port-exhaustion.rate-100.arrive-40000000.run-40000000.life-1000000.wait-10000000.ports-500'
/** Long enough to be stopped, and to ask before. */
const LONG = 'about=million'

async function open(page: Page, about = SMALL, query = 'lang=en'): Promise<void> {
  await page.goto(`./?${query}#open-normal?view=lab&${about}`)
  await expect(page.getByRole('main').getByRole('button', { name: /^(Question|问题)/ })).toBeVisible()
}

const status = (page: Page) => page.locator('footer b')
const cursor = (page: Page) => page.getByRole('slider', { name: /^Moment, Client host/ })
const done = (page: Page) => expect(status(page)).toHaveText(/simulated$|^已模拟/, { timeout: 60_000 })

test('the first question shows its ceiling within 1 % of theory', async ({ page }) => {
  await open(page, '')
  await expect(page.getByText('allow at most 448 connections per second')).toBeVisible()
  await done(page)
  await expect(page.getByText(/^Ports exhausted at 47/)).toBeVisible()
  await expect(page.getByText('connect() EADDRNOTAVAIL').first()).toBeVisible()
  const ceiling = page.getByRole('row', { name: /ports \/ holding time/ })
  await expect(ceiling.getByRole('cell').first()).toHaveText('448 /s')
  const deviation = await ceiling.getByRole('cell').last().innerText()
  expect(Math.abs(Number.parseFloat(deviation.replace('−', '-')))).toBeLessThan(1)
})

test('a run streams, pauses, goes on and can be cancelled', async ({ page }) => {
  await open(page, LONG)
  await expect(status(page)).toHaveText(/^About 17\.0 M events: some \d+ s and \d+ MB on this computer\.$/)
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(status(page)).toHaveText(/^Simulating [1-9]\d* s of 102 s$/, { timeout: 30_000 })
  const opened = page.getByRole('definition').first()
  await expect(opened).not.toHaveText('0')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(status(page)).toHaveText(/^Paused at/)
  await page.waitForTimeout(300)
  const before = await opened.innerText()
  await page.waitForTimeout(500)
  expect(await opened.innerText()).toBe(before)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(opened).not.toHaveText(before)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(status(page)).toHaveText(/^Cancelled at/)
  // What was counted stays, and can be looked into.
  await cursor(page).press('Home')
  await expect(
    page.getByRole('table', { name: 'The last that began' }).getByRole('rowheader'),
  ).not.toHaveCount(0)
})

test('a worker that breaks keeps the chart, says so, and Retry runs again', async ({ page }) => {
  await page.addInitScript(() => {
    const Real = globalThis.Worker
    const workers: Worker[] = []
    Object.assign(globalThis, {
      workers,
      Worker: class extends Real {
        constructor(...args: ConstructorParameters<typeof Worker>) {
          super(...args)
          workers.push(this)
        }
      },
    })
  })
  await open(page, LONG)
  await page.getByRole('button', { name: 'Start' }).click()
  const opened = page.getByRole('definition').first()
  await expect(opened).not.toHaveText('0', { timeout: 30_000 })
  await page.evaluate(() => {
    const { workers } = globalThis as unknown as { workers: Worker[] }
    for (const worker of workers)
      worker.dispatchEvent(new ErrorEvent('error', { message: 'broken by a test' }))
  })
  await expect(status(page)).toHaveText(/^The simulation broke off; what it had come to stays\.\s*$/)
  const before = await opened.innerText()
  expect(before).not.toBe('0')
  await expect(cursor(page)).toBeVisible()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(status(page)).toHaveText(/^Simulating [1-9]\d* s of 102 s$/, { timeout: 30_000 })
  await expect(opened).not.toHaveText('0')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(status(page)).toHaveText(/^Cancelled at/)
})

test('the rail of the studio leads to each question, as one stop among its rows', async ({ page }) => {
  await page.goto('./?lang=en#close-normal')
  const row = page.getByRole('link', { name: 'Restart: EADDRINUSE', exact: true })
  await expect(row).toHaveAttribute('tabindex', '-1')
  await row.click()
  await expect(page).toHaveURL(/#close-normal\?.*view=lab&about=restart-addrinuse$/)
  await done(page)
  await page.goBack()
  await expect(row).toBeVisible()
})

test('a changed knob is run at once, marked, linked and taken back', async ({ page }) => {
  await open(page)
  await done(page)
  const rate = page.getByRole('slider', { name: 'Connection rate' }).first()
  await rate.press('ArrowRight')
  await expect(page).toHaveURL(/about=port-exhaustion\.rate-150\.arrive/)
  await done(page)
  await expect(page.getByRole('table', { name: 'Theory and run' })).toContainText('45.3 /s')
  await page.reload()
  await expect(rate).toHaveAttribute('aria-valuetext', '150 /s')
  await page.goBack()
  await expect(rate).toHaveAttribute('aria-valuetext', '100 /s')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(page).toHaveURL(/about=port-exhaustion$/)
})

test('a link out of range is refused in that part, with a sentence', async ({ page }) => {
  await open(page, 'about=restart-addrinuse.rate-9999999.loss-10000')
  await expect(page.getByRole('alert')).toHaveText(
    'The link sets “Connection rate” to 9,999,999 /s; it may be 1 /s to 100,000 /s.',
  )
  await page.getByText('All parameters').click()
  await expect(page.getByRole('slider', { name: 'Loss' })).toHaveAttribute('aria-valuetext', '1 %')
})

test('more than there can be is refused with its limit', async ({ page }) => {
  await open(page, 'about=million.rate-100000.destinations-64.arrive-60000000.run-60000000')
  await expect(status(page)).toHaveText('This population has 6,000,000 connections; the most is 5,000,000.')
})

test('by keyboard alone: a moment, a state, a connection, the studio and back', async ({ page }) => {
  await open(page)
  await done(page)
  await cursor(page).focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowLeft')
  await expect(cursor(page)).toHaveAttribute('aria-valuetext', /^35\.75 s, client: .*TIME-WAIT/)
  await expect(page.getByRole('heading', { name: 'At 35.75 s' })).toBeAttached()
  const state = page.getByRole('button', { name: /^Connections in TIME-WAIT at the client/ })
  await state.focus()
  await page.keyboard.press('Enter')
  await expect(state).toHaveAttribute('aria-pressed', 'true')
  const table = page.getByRole('table', { name: 'Some in TIME-WAIT at the client' })
  const first = table.getByRole('row').nth(1)
  await expect(first.getByRole('cell').nth(2)).toHaveText('TIME-WAIT', { timeout: 20_000 })
  const began = await first.getByRole('cell').first().innerText()
  const segments = Number(await first.getByRole('cell').nth(4).innerText())
  await first.getByRole('button').focus()
  await page.keyboard.press('Enter')
  // The studio opens at the same moment; alone it begins when it began, and sends as many segments.
  await expect(
    page.getByRole('button', { name: /^Scenario: Connection [\d,]+: Ephemeral ports run out/ }),
  ).toBeVisible()
  const clockMs = async () => Number((await page.getByRole('timer').innerText()).replaceAll(/\D/g, ''))
  await expect.poll(clockMs).toBe(35_750)
  await page.keyboard.press('Home')
  // Before it the server listens and waits in accept().
  await expect(async () => {
    if ((await clockMs()) === 0) await page.keyboard.press('ArrowRight')
    expect(await clockMs()).toBe(Number(began.replaceAll(/\D/g, '')))
  }).toPass()
  await page.getByRole('button', { name: 'Read as table' }).click()
  await expect(page.getByRole('row', { name: /Client to server|Server to client/i })).toHaveCount(segments)
  await page.goBack()
  await done(page)
})

for (const [name, query, look] of [
  ['light', 'lang=en&theme=light', null],
  ['dark, Chinese', 'lang=zh&theme=dark', '群体实验室'],
] as const) {
  test(`nothing is wrong with its looks or its names: ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await open(page, SMALL, query)
    await done(page)
    if (look !== null) await expect(page.getByRole('heading', { name: look })).toBeAttached()
    await expect(page.getByRole('table').first().getByRole('rowheader')).not.toHaveCount(0, {
      timeout: 20_000,
    })
    await page.getByText(/^(All parameters|全部参数)$/).click()
    expect(await flaws(page)).toEqual([])
    expect(await complaints(page)).toEqual([])
  })
}

for (const width of [390, 320]) {
  test(`everything is there at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await open(page)
    await done(page)
    expect(await flaws(page)).toEqual([])
    await expect(page.getByRole('button', { name: 'Run again' })).toBeInViewport()
    await page.getByText('As a table').click()
    await expect(page.getByRole('table', { name: 'Sockets of the client by state' })).toContainText('40 s')
    await page.getByRole('button', { name: 'Try it' }).scrollIntoViewIfNeeded()
    await expect(page.getByRole('button', { name: 'Try it' })).toBeInViewport()
  })
}

test('forced colours leave nothing unseen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await open(page)
  await done(page)
  expect(await flaws(page)).toEqual([])
  expect(await complaints(page)).toEqual([])
})

test('with reduced motion the picture grows in steps', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, LONG)
  await page.getByRole('button', { name: 'Start' }).click()
  // The chart's own end of time, looked at for two seconds.
  const ends = await cursor(page).evaluate(async (slider) => {
    const seen = new Set<string | null>()
    const until = performance.now() + 2_000
    while (performance.now() < until) {
      seen.add(slider.getAttribute('aria-valuemax'))
      await new Promise(requestAnimationFrame)
    }
    return seen.size
  })
  expect(ends).toBeLessThanOrEqual(3)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(status(page)).toHaveText(/^Cancelled at/)
})
