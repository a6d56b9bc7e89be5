import type { Frame, FrameLocator, Page } from '@playwright/test'
import { complaints } from './support/axe.ts'
import { expect, test } from './support/strict-page.ts'

// Every test here also fails on a violation of the policy, an error or a request to somewhere else: strict-page.ts.

/** A page elsewhere with a frame in it, as an author writes it. */
async function host(page: Page, body: string): Promise<void> {
  await page.route('**/host.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Host</title>${body}` }),
  )
  await page.goto('./host.html')
}

const frame = (src: string, sandbox = 'allow-scripts') =>
  `<iframe title="x" src="./embed.html${src}" sandbox="${sandbox}" width="720" height="480"></iframe>`

const arrow = (frame: FrameLocator | Page) => frame.getByRole('button', { name: /SYN ACK/ }).first()
const clock = (frame: FrameLocator | Page) => frame.getByRole('timer')

/** What a frame says to its parent and what it answers on its port. */
async function listen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    addEventListener('message', ({ data }) => heard.push(data))
  })
}
const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: { type: string }[] }).heard)

test('a frame without origin, storage and cookies shows the connection at its moment', async ({ page }) => {
  await host(page, frame('?lang=en#close-ack2-lost?t=1332'))
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('heading', { name: 'The last ACK is lost' })).toBeVisible()
  await expect(inside.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  await expect(clock(inside)).toHaveText(/1.332 ms/)
  await expect(inside.getByRole('link', { name: 'Open in Synscope' })).toHaveAttribute(
    'href',
    './index.html#close-ack2-lost?t=1332',
  )
})

test('it keeps nothing, even where it could', async ({ page }) => {
  await page.goto('./embed.html?lang=en#open-normal')
  await expect(arrow(page)).toBeVisible()
  await page.keyboard.press('t')
  await page.keyboard.press('l')
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ])
})

test('it takes neither focus nor wheel, and does not play by itself', async ({ page }) => {
  await host(
    page,
    `<div style="height: 200px"></div>${frame('#close-ack2-lost?at=12')}<div style="height: 3000px"></div>`,
  )
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  expect(await page.evaluate(() => [document.activeElement?.tagName, scrollY])).toEqual(['BODY', 0])
  await expect(inside.getByRole('button', { name: 'Play' })).toBeVisible()
  await page.mouse.move(300, 400)
  await page.mouse.wheel(0, 300)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(300)
})

test('it pauses when it is scrolled out of sight', async ({ page }) => {
  await host(page, `${frame('#close-ack2-lost')}<div style="height: 3000px"></div>`)
  const inside = page.frameLocator('iframe')
  await inside.getByRole('button', { name: 'Play' }).click()
  await expect(inside.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.evaluate(() => scrollTo(0, 2000))
  await expect(inside.getByRole('button', { name: 'Play' })).toHaveCount(1)
})

test('parts, keys and language are as its address says', async ({ page }) => {
  await page.goto('./embed.html?lang=zh&show=axis,transport&keys=off#open-normal?at=2')
  await expect(arrow(page)).toBeVisible()
  await expect(page.getByRole('link')).toHaveCount(0)
  await expect(page.getByRole('region', { name: '正在发生什么' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible()
  const before = await clock(page).textContent()
  await page.keyboard.press('End')
  await page.waitForTimeout(200)
  expect(await clock(page).textContent()).toBe(before)
})

test('a link that does not open says so and shows the first scenario', async ({ page }) => {
  await page.goto('./embed.html?lang=en#1.AAAA')
  await expect(page.getByText(/incomplete or damaged/)).toBeVisible()
  await expect(arrow(page)).toBeVisible()
})

test('where nothing starts, the link to the same place does', async ({ page, problems }) => {
  problems.expect(/./)
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto('./embed.html#close-ack2-lost?at=12')
  const link = page.getByRole('link', { name: /Open in Synscope/ })
  await expect(link).toBeVisible({ timeout: 8000 })
  await expect(link).toHaveAttribute('href', './index.html#close-ack2-lost?at=12')
})

test('a reader with other senses finds nothing in the way', async ({ page, browserName }) => {
  test.slow(browserName === 'firefox', 'asking takes it long')
  await page.goto('./embed.html?lang=en#close-ack2-lost?t=1332')
  await expect(page.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  expect(await complaints(page)).toEqual([])
})

test('before the handshake the frame tells its height and nothing of what it shows', async ({ page }) => {
  await host(page, '')
  await listen(page)
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), frame('#open-normal'))
  await expect.poll(async () => (await heard(page)).map(({ type }) => type)).toContain('resize')
  await arrow(page.frameLocator('iframe')).click()
  const messages = await heard(page)
  expect(messages).toContainEqual({ ns: 'synscope', v: 1, type: 'resize', height: 480 })
  expect(new Set(messages.map(({ type }) => type))).toEqual(new Set(['ready', 'resize']))
})

test('after it, commands are obeyed and answered on the port', async ({ page }) => {
  await host(page, frame('?lang=en#open-normal'))
  await expect(arrow(page.frameLocator('iframe'))).toBeVisible()
  const answers = await page.evaluate(async () => {
    const { port1, port2 } = new MessageChannel()
    const say = (message: object) => port1.postMessage({ ns: 'synscope', v: 1, ...message })
    const all: { type: string; id?: number }[] = []
    const done = new Promise((resolve) => {
      port1.onmessage = ({ data }) => {
        all.push(data)
        if (data.id === 4) resolve(undefined)
      }
    })
    document
      .querySelector('iframe')
      ?.contentWindow?.postMessage({ ns: 'synscope', v: 1, type: 'connect' }, '*', [port2])
    say({ type: 'seek', step: 3, id: 1 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    say({ type: 'load', link: '#nonsense?', id: 2 })
    say({ type: 'fly', id: 9 })
    say({ type: 'setLanguage', language: 'zh', id: 3 })
    await new Promise((resolve) => setTimeout(resolve, 300))
    say({ type: 'load', link: 'close-normal?at=2', id: 4 })
    await done
    return all.filter(({ type }) => type === 'answer')
  })
  expect(Object.fromEntries(answers.map(({ id, ...answer }) => [id, answer]))).toMatchObject({
    1: { ok: true, state: { step: 3, playing: false } },
    2: { ok: false, code: 'unknown-scenario' },
    3: { ok: true },
    4: { ok: true },
  })
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveText('四次挥手')
})

test('reveal.js and player.js hosts can drive it', async ({ page }) => {
  await host(page, frame('?lang=en#close-ack2-lost', 'allow-scripts allow-same-origin'))
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('button', { name: 'Play' })).toBeEnabled()
  await expect(inside.getByRole('button', { name: /FIN ACK/ }).first()).toBeVisible()
  const say = (message: string) =>
    page.evaluate((text) => document.querySelector('iframe')?.contentWindow?.postMessage(text, '*'), message)
  await say('slide:start')
  await expect(inside.getByRole('button', { name: 'Pause' })).toBeVisible()
  await say('slide:stop')
  await expect(inside.getByRole('button', { name: 'Play' })).toBeVisible()
  await listen(page)
  const call = (method: string, value?: unknown) =>
    say(JSON.stringify({ context: 'player.js', version: '0.0.11', method, value, listener: '7' }))
  await call('setCurrentTime', 1.3)
  await call('getCurrentTime')
  await expect.poll(async () => JSON.stringify(await heard(page))).toContain('\\"value\\":1.3')
  await expect(clock(inside)).toHaveText(/1.300 ms/)
})

test('questions in a frame take no focus, keep nothing, and tell the host how they were answered', async ({
  page,
}) => {
  await host(page, frame('?lang=en#close-normal?view=predict', 'allow-scripts allow-same-origin'))
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('radio').first()).toBeAttached()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  const told = page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = ({ data }) => data.type === 'quiz' && resolve(data)
        document
          .querySelector('iframe')
          ?.contentWindow?.postMessage({ ns: 'synscope', v: 1, type: 'connect' }, '*', [port2])
      }),
  )
  await inside.getByRole('radio').first().check({ force: true })
  await inside.getByRole('button', { name: 'Answer' }).click()
  expect(await told).toMatchObject({ type: 'quiz', scenario: 'close-normal' })
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test.describe('the demo page', () => {
  const player = (page: Page) => page.locator('synscope-player').first()
  const embedded = (page: Page): Frame | undefined =>
    page.frames().find((f) => f.url().includes('close-ack2'))

  test('shows its players, lazily, and leads through one', async ({ page }) => {
    await page.goto('./embed-demo.html')
    await expect(player(page).locator('iframe')).toBeVisible()
    await expect(page.locator('synscope-player').nth(1).locator('iframe')).toHaveCount(0)
    await page.getByRole('button', { name: 'The timer fires' }).click()
    await expect(page.locator('.buttons output')).toHaveText(/2250 ms/)
    await expect.poll(() => embedded(page)?.locator('[role=timer]').textContent()).toMatch(/2.250/)
    await page.getByRole('button', { name: 'Show the connection' }).click()
    await expect(page.locator('synscope-player').nth(1).locator('iframe')).toBeVisible()
  })

  test('Esc inside a player leads out of it', async ({ page }) => {
    await page.goto('./embed-demo.html')
    await player(page).locator('iframe').waitFor()
    await player(page).evaluate((element) => element.scrollIntoView({ block: 'end' }))
    await player(page).frameLocator('iframe').getByRole('button', { name: 'Play' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  })
})
