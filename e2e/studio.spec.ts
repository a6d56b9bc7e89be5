import { complaints, setTheme } from './support/axe.ts'
import { centreOf, drag } from './support/hands.ts'
import { arrow, changes, headOf } from './support/segments.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

const TO_SERVER = 'Delay from client to server'
const TO_CLIENT = 'Delay from server to client'

const LAST_ACK_LOST = '#close-ack2-lost?at=0'

/** Both hosts, from first to last. */
const LAST_ACK_LOST_STATES = [
  'CLOSED / LISTEN',
  'SYN-SENT / LISTEN',
  'SYN-SENT / SYN-RECEIVED',
  'ESTABLISHED / SYN-RECEIVED',
  'ESTABLISHED / ESTABLISHED',
  'FIN-WAIT-1 / ESTABLISHED',
  'FIN-WAIT-1 / CLOSE-WAIT',
  'FIN-WAIT-2 / CLOSE-WAIT',
  'FIN-WAIT-2 / LAST-ACK',
  'TIME-WAIT / LAST-ACK',
  'TIME-WAIT / CLOSED',
  'CLOSED / CLOSED',
]

test('opens the handshake with SYN ACK in flight and says what to do', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open()
  await expect(studio.title('Three-way handshake')).toBeVisible()
  await expect(studio.clock).toHaveText('t = 75 ms')
  await expect(page.getByText('Drag the arrow head to delay this segment.')).toBeVisible()
  await expect.poll(() => studio.states()).toBe('SYN-SENT / SYN-RECEIVED')
})

test('steps to the end and back through the same states', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LAST_ACK_LOST)
  const last = await studio.lastStep()
  const forth: string[] = [await studio.states()]
  for (let step = 1; step <= last; step++) {
    await studio.press('ArrowRight', step)
    forth.push(await studio.states())
  }
  expect([...new Set(forth)]).toEqual(LAST_ACK_LOST_STATES)
  const back: string[] = [await studio.states()]
  for (let step = last - 1; step >= 0; step--) {
    await studio.press('ArrowLeft', step)
    back.push(await studio.states())
  }
  expect(back.reverse()).toEqual(forth)
})

test('scrubs by pointer, by key and by chapter, and plays', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LAST_ACK_LOST)
  const box = await studio.scrubber.boundingBox()
  if (box === null) throw new Error('The scrubber has no size.')
  await page.mouse.move(box.x + 4, box.y + 30)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.75, box.y + 30, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => studio.states()).toBe('TIME-WAIT / LAST-ACK')

  await page.getByRole('button', { name: /^Client closes, 1\s000 ms/ }).click()
  await expect(studio.clock).toHaveText('t = 1\u2009000 ms')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(studio.clock).toHaveText('t = 1\u2009010 ms')
  await page.keyboard.press('PageUp')
  await expect(studio.clock).toHaveText('t = 1\u2009000 ms')
  await page.keyboard.press('End')
  await expect.poll(() => studio.step()).toBe(await studio.lastStep())

  // From the end it begins again. Two compressed stretches, the last of four minutes, take 900 ms each.
  await studio.button('Speed 0.1\u00d7').click()
  await page.getByRole('menuitemradio', { name: '1\u00d7', exact: true }).click()
  await studio.button('Play').click()
  await expect(studio.button('Pause')).toBeVisible()
  await expect(studio.button('Play')).toBeVisible({ timeout: 15_000 })
  await expect.poll(() => studio.states()).toBe('CLOSED / CLOSED')
})

test('the scrubber says under the pointer which moment it is, and what happens then', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LAST_ACK_LOST)
  const box = await studio.scrubber.boundingBox()
  if (box === null) throw new Error('The scrubber has no size.')
  await studio.scrubber.evaluate((scrubber) => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    new MutationObserver(() => said.push(scrubber.lastElementChild?.textContent ?? '')).observe(scrubber, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  })
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 2, y)
  await page.mouse.move(box.x + box.width - 2, y, { steps: 150 })
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
  for (const event of ['0 ms\u2002SYN leaves', '1\u2009325 ms\u2002ACK lost', '2\u2009250 ms\u2002RTO fires'])
    expect(said).toContain(event)
  // The pointer chooses nothing.
  await expect.poll(() => studio.step()).toBe(0)
})

test('a changed delay runs again at once, keeps the moment, and can be taken back', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal?t=75')
  const delay = studio.knob(TO_CLIENT)
  await delay.focus()
  await page.keyboard.press('End')
  await expect(delay).toHaveAttribute('aria-valuetext', '200 ms')
  // The run comes a moment after the value.
  await expect(page).toHaveURL(/#1\./)
  await expect(studio.clock).toHaveText('t = 75 ms')
  await studio.scrubber.press('End')
  await expect(studio.clock).toHaveText('t = 300 ms')

  await page.goBack()
  await expect(delay).toHaveAttribute('aria-valuetext', '50 ms')
  await page.goForward()
  await expect(delay).toHaveAttribute('aria-valuetext', '200 ms')
  await studio.button('Reset').click()
  await expect(delay).toHaveAttribute('aria-valuetext', '50 ms')
  await page.keyboard.press('Control+z')
  await expect(delay).toHaveAttribute('aria-valuetext', '200 ms')
})

test('all views follow a head that is dragged, and tell the same run when it is let go', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal?at=3')
  const panel = page.getByRole('complementary')
  const narration = page.getByRole('region', { name: 'What happens' })
  const told = async () => [
    await studio.scrubber.innerHTML(),
    await studio.scrubber.getAttribute('aria-valuetext'),
    // Without what is spoken, which comes when it is still.
    ...(await narration.locator('p:not([aria-live])').allInnerTexts()),
    await panel.innerText(),
  ]
  const before = await studio.scrubber.innerHTML()
  const head = await centreOf(headOf(arrow(page, /^Client to server, SYN,/)))
  await page.mouse.move(head.x - 4, head.y - 1)
  await drag(page, { x: head.x - 4, y: head.y - 1 }, { x: head.x - 4, y: head.y + 60 }, async () => {
    await expect.poll(() => studio.scrubber.innerHTML()).not.toBe(before)
    await expect(changes(page)).toContainText(/Delay client’s segment 1 by \d+ ms/)
  })
  await expect(page).toHaveURL(/#1\./)
  // Neither selected nor pointed at: an address does not say what is.
  await page.keyboard.press('Escape')
  await page.mouse.move(0, 0)
  const after = await told()
  await page.reload()
  await expect.poll(told).toEqual(after)
})

test('a dragged knob shows each value and makes one change of them', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal?t=75')
  const delay = studio.knob(TO_SERVER)
  const box = await delay.boundingBox()
  if (box === null) throw new Error('The knob has no size.')
  await page.mouse.move(box.x + 6 + (box.width - 12) / 4, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 })
  // At 75 ms the SYN had arrived; with 100 ms it has not.
  await expect(page.getByRole('button', { name: /^Client to server, SYN, .*in flight/ })).toBeVisible()
  // Out of the knob and past its end.
  await page.mouse.move(box.x + box.width * 3, box.y - 60, { steps: 4 })
  await page.mouse.up()
  await expect(delay).toHaveAttribute('aria-valuetext', '200 ms')
  await expect(page).toHaveURL(/#1\./)
  await page.goBack()
  await expect(delay).toHaveAttribute('aria-valuetext', '50 ms')
})

test('a value can be typed, and what cannot be is not taken', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal')
  await page.getByRole('button', { name: 'Type a value for MSL' }).click()
  await page.keyboard.type('3 min')
  await page.keyboard.press('Enter')
  await expect(studio.knob('MSL')).toHaveAttribute('aria-valuetext', '3 min')
  await page.getByRole('button', { name: 'Type a value for MSL' }).click()
  await page.keyboard.type('11 min')
  await page.keyboard.press('Enter')
  await expect(studio.knob('MSL')).toHaveAttribute('aria-valuetext', '3 min')
})

test('the link brings back scenario, changes and moment', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-ack2-lost?at=8')
  await studio.knob(TO_SERVER).focus()
  await page.keyboard.press('ArrowRight')
  await expect(studio.button('Reset')).toBeEnabled()
  const lastStep = await studio.lastStep()
  await page.getByRole('radio', { name: 'Linux' }).check({ force: true })
  await expect(page).toHaveURL(/#1\./)
  // The address is written at once, the run comes from the engine; Linux's has other events.
  await expect.poll(() => studio.lastStep()).not.toBe(lastStep)
  await studio.scrubber.press('ArrowLeft')
  const before = { states: await studio.states(), clock: await studio.clock.textContent() }
  await expect
    .poll(async () => {
      const url = page.url()
      await page.waitForTimeout(400)
      return url === page.url()
    })
    .toBe(true)

  await page.reload()
  await expect(studio.clock).toHaveText(before.clock ?? '')
  await expect(studio.title('The last ACK is lost')).toBeVisible()
  await expect(studio.knob(TO_SERVER)).toHaveAttribute('aria-valuetext', '51 ms')
  await expect(page.getByRole('radio', { name: 'Linux' })).toBeChecked()
  await expect.poll(() => studio.states()).toBe(before.states)
})

test('works by keyboard alone', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal')
  await page.keyboard.press('Space')
  await expect(studio.button('Pause')).toBeVisible()
  await page.keyboard.press('k')
  await expect(studio.button('Play')).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find a scenario' })).toBeVisible()
  await page.keyboard.type('last-ack')
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(studio.title('Three-way handshake')).toBeHidden()

  // One Tab stop for the knobs: down goes from one to the next.
  await studio.knob(TO_SERVER).focus()
  await page.keyboard.press('ArrowDown')
  await expect(studio.knob(TO_CLIENT)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(studio.knob(TO_CLIENT)).toHaveAttribute('aria-valuetext', '51 ms')
})

test('the help sheet lists the keys and switches single ones off', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Play, pause')).toBeVisible()
  await sheet.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await page.keyboard.press('.')
  await expect.poll(() => studio.step()).toBe(0)
  await studio.press('ArrowRight', 1)
})

test('speaks both languages, and keeps the choice', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.goto('./')
  await page.getByText('中文', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await expect(studio.title('三次握手')).toBeVisible()
  await page.reload()
  await expect(studio.title('三次握手')).toBeVisible()
  // An address decides for once.
  await page.goto('./?lang=en')
  await expect(studio.title('Three-way handshake')).toBeVisible()
  await page.goto('./')
  await expect(studio.title('三次握手')).toBeVisible()
  await page.keyboard.press('l')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('is light and dark, and keeps the choice', async ({ page }) => {
  const studio = new StudioPage(page)
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await studio.open('', 'lang=en&theme=dark')
  await expect.poll(background).toBe('rgb(14, 16, 19)')
  await page.goto('./?lang=en')
  await studio.button(/^Theme/).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(background).toBe('rgb(255, 255, 255)')
  await page.keyboard.press('t')
  await expect.poll(background).toBe('rgb(14, 16, 19)')
  await page.reload()
  await expect.poll(background).toBe('rgb(14, 16, 19)')
})

test('fits from 320 px to 4K without scrolling sideways', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LAST_ACK_LOST)
  for (const [width, height] of [
    [320, 640],
    [390, 844],
    [800, 1100],
    [1100, 800],
    [1440, 900],
    [3840, 2160],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect(studio.scrubber).toBeVisible()
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await expect.poll(overflow, { message: `at ${width}` }).toBeLessThanOrEqual(0)
    for (const control of [
      studio.button('Play'),
      studio.button(/^Speed/),
      studio.button(/Share|Copy the link/),
    ]) {
      // While the layout becomes another, a control is drawn anew.
      const isInSight = async () => {
        const box = await control.boundingBox()
        return box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height
      }
      await expect.poll(isInSight, { message: `at ${width}` }).toBe(true)
    }
  }
})

for (const [what, width, height] of [
  ['wide', 1440, 900],
  ['on a phone', 390, 844],
] as const) {
  test(`axe finds nothing to complain about in any theme, ${what}`, async ({ page }) => {
    test.slow()
    const studio = new StudioPage(page)
    await page.setViewportSize({ width, height })
    await studio.open('#close-ack2-lost?at=10', 'lang=en&theme=light')
    await expect(page.getByRole('button', { name: /^TIME-WAIT,/ })).toBeVisible()
    expect(await complaints(page)).toEqual([])
    for (const theme of ['dark', 'contrast']) {
      await setTheme(page, theme)
      expect(await complaints(page), theme).toEqual([])
    }
  })
}

test('the scale of time and the hidden future are in the link', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-ack2-lost?at=8')
  await page.keyboard.press('f')
  await studio.button('True scale').click()
  await expect(page).toHaveURL(/\?at=8&scale=true&future=hidden$/)
  await page.reload()
  await expect(studio.button('True scale')).toHaveAttribute('aria-pressed', 'true')
  await expect(studio.button('Future shown')).toHaveAttribute('aria-pressed', 'false')
})

test('the panel can be made wider by pointer and key, and stays so', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await studio.open('#open-normal')
  const line = page.getByRole('separator', { name: 'Resize the panel beside the diagram' })
  const width = async () => (await page.getByRole('complementary').boundingBox())?.width ?? 0
  const before = await width()
  await line.focus()
  await page.keyboard.press('ArrowLeft')
  await expect.poll(width).toBeGreaterThan(before)
  const wider = await width()
  const box = await line.boundingBox()
  await page.mouse.move(box?.x ?? 0, 300)
  await page.mouse.down()
  await page.mouse.move((box?.x ?? 0) + 30, 300, { steps: 3 })
  await page.mouse.up()
  await expect.poll(width).toBeCloseTo(wider - 30, -1)
  await page.reload()
  await expect.poll(width).toBeCloseTo(wider - 30, -1)
})

for (const [width, height] of [
  [1440, 900],
  [900, 1100],
  [390, 844],
] as const) {
  test(`the rest of the screen pushes nothing aside when it comes, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(globalThis, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.push((entry as PerformanceEntry & { readonly value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await new StudioPage(page).open()
    await page.waitForLoadState('networkidle')
    await expect(page.getByRole('tab').first()).toBeVisible()
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)
    // Titles and digits find their fonts; a panel that pushed the diagram aside would count for fifty times as much.
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.002)
  })
}
