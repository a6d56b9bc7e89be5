import type { Page } from '@playwright/test'
import { centreOf, Fingers } from './support/hands.ts'
import { arrow, changes, FIN, headOf, LOST, toolbar } from './support/segments.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Every row of the table of pointers and keys (design.md section 8), by finger.

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })

test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })

test('tap selects, a long press opens the toolbar with targets of 44 px', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?at=8`)
  const fin = await centreOf(arrow(page, FIN))
  await page.touchscreen.tap(fin.x, fin.y)
  await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'true')
  await expect(toolbar(page)).toBeHidden()
  await new Fingers(page).press(fin, 700)
  const drop = toolbar(page).getByRole('button', { name: 'Drop' })
  await expect(drop).toBeVisible()
  expect((await drop.boundingBox())?.height).toBeGreaterThanOrEqual(44)
  await drop.tap()
  await expect(arrow(page, FIN)).toHaveAccessibleName(/dropped by a change/)
  await toolbar(page).getByRole('button', { name: 'Restore' }).tap()
  await expect(arrow(page, FIN)).toHaveAccessibleName(/delivered/)
})

test('drag of a selected head delays it', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?at=8`)
  const fin = await centreOf(arrow(page, FIN))
  await page.touchscreen.tap(fin.x, fin.y)
  const head = await centreOf(headOf(arrow(page, FIN)))
  await new Fingers(page).move([[head, { x: head.x, y: head.y + 40 }]])
  await expect(changes(page)).toContainText(/Delay client’s segment 3 by \d+ ms/)
})

test('up and down scrolls time, sideways scrubs, two fingers stretch', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?t=1025`)
  const fingers = new Fingers(page)
  const paper = page.getByRole('group', { name: 'Sequence diagram' })
  const top = async () => (await paper.boundingBox())?.y ?? 0
  const box = await page.getByRole('main').boundingBox()
  const at = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + (box?.height ?? 0) - 120 }
  const before = await top()
  await fingers.move([[at, { x: at.x, y: at.y - 150 }]])
  await expect.poll(top).toBeLessThan(before - 50)
  await expect(studio.clock).toHaveText('t = 1\u2009025 ms')
  await fingers.move([[at, { x: at.x + 60, y: at.y }]])
  await expect(studio.clock).not.toHaveText('t = 1\u2009025 ms')
  const length = async () => (await arrow(page, FIN).boundingBox())?.height ?? 0
  const usual = await length()
  await fingers.move([
    [
      { x: at.x, y: at.y - 80 },
      { x: at.x, y: at.y - 160 },
    ],
    [
      { x: at.x, y: at.y - 40 },
      { x: at.x, y: at.y + 40 },
    ],
  ])
  await expect.poll(length).toBeGreaterThan(usual * 1.2)
})

test('the scrubber, the knobs and the buttons work by finger', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LOST)
  const box = await studio.scrubber.boundingBox()
  if (box === null) throw new Error('The scrubber has no size.')
  const y = box.y + box.height * 0.6
  await new Fingers(page).move([
    [
      { x: box.x + 5, y },
      { x: box.x + box.width * 0.6, y },
    ],
  ])
  await expect.poll(() => studio.step()).toBeGreaterThan(2)
  await studio.button('Next event').tap()
  await studio.button('Play').tap()
  await expect(studio.button('Pause')).toBeVisible()
  await studio.button('Pause').tap()
  await page.getByRole('button', { name: /^CLOSE-WAIT, / }).tap()
  await expect(studio.clock).toHaveText('t = 1\u2009050 ms')
  await studio.button('Future shown').tap()
  await expect(studio.button('Future shown')).toHaveAttribute('aria-pressed', 'false')
  await tab(page, 'Terminal').tap()
  await expect(tab(page, 'Terminal')).toHaveAttribute('aria-selected', 'true')
  const delay = studio.knob('Delay from client to server')
  const knob = await centreOf(delay)
  await new Fingers(page).move([[knob, { x: knob.x + 300, y: knob.y }]])
  await expect(delay).toHaveAttribute('aria-valuetext', '200 ms')
  await expect(page).toHaveURL(/#1\./)
})

test('a finger that trembles still taps; the toolbar duplicates and delays', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?at=8`)
  const fingers = new Fingers(page)
  const fin = await centreOf(arrow(page, FIN))
  await fingers.move([[fin, { x: fin.x + 5, y: fin.y + 4 }]])
  await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'true')
  await expect(changes(page)).toBeHidden()
  await fingers.press(fin, 700)
  await toolbar(page).getByRole('button', { name: 'Duplicate' }).tap()
  await expect(arrow(page, /^Client to server, FIN ACK.*copy made by the network/)).toBeVisible()
  await toolbar(page).getByRole('button', { name: 'Delay' }).tap()
  await page.getByLabel('Extra delay, ms').fill('30')
  await expect(changes(page)).toContainText('by 30 ms')
  // What a chip says can be taken back on it.
  await changes(page).getByRole('button', { name: 'Reset' }).tap()
  await expect(changes(page)).toBeHidden()
})

test('the pill and the present scrub, and delay nothing', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?t=1025`)
  const fingers = new Fingers(page)
  const pill = await centreOf(page.locator('[data-pill]').first())
  await fingers.move([[pill, { x: pill.x + 60, y: pill.y }]])
  await expect(studio.clock).toHaveText(/t = 1\u2009(03|04)\d ms/)
  const present = await centreOf(page.locator('[data-now]').last())
  await fingers.move([[present, { x: present.x, y: present.y + 30 }]])
  await expect(studio.clock).not.toHaveText(/t = 1\u20090[234]\d ms/)
  await expect(changes(page)).toBeHidden()
})

test('time goes by taps: steps, chapters, speed, scale', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(`${LOST}?at=4`)
  await studio.button('Next event').tap()
  await expect.poll(() => studio.step()).toBe(5)
  await studio.button('Previous event').tap()
  await expect.poll(() => studio.step()).toBe(4)
  await page.getByRole('button', { name: /^RTO fires/ }).tap()
  await expect(studio.clock).toHaveText('t = 2\u2009250 ms')
  await studio.button('Speed 0.1\u00d7').tap()
  await page.getByRole('menuitemradio', { name: '1\u00d7', exact: true }).tap()
  await expect(studio.button('Speed 1\u00d7')).toBeVisible()
  const length = async () => (await arrow(page, FIN).boundingBox())?.height ?? 0
  const usual = await length()
  await studio.button('Stretch time').tap()
  await expect.poll(length).toBeGreaterThan(usual + 5)
  await studio.button('Shrink time').tap()
  await expect.poll(length).toBeCloseTo(usual, 0)
})

test('states of the diagram and edges of the graph lead to their moments', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LOST)
  await page.getByRole('button', { name: /^SYN-RECEIVED from/ }).tap()
  await expect(studio.clock).toHaveText('t = 50 ms')
  await page.getByRole('button', { name: /^CLOSE-WAIT to LAST-ACK/ }).tap({ force: true })
  await expect(studio.clock).toHaveText('t = 1\u2009250 ms')
})

test('places are reached by taps: a scenario, Present, Share, theme, language, help', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open(LOST, 'lang=en&theme=light')
  await studio.button('Keyboard shortcuts').tap()
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByRole('button', { name: 'Close' }).tap()
  await expect(sheet).toBeHidden()
  await studio.button('Share').tap()
  const share = page.getByRole('dialog', { name: /Share/ })
  await share.getByRole('button', { name: 'Close' }).tap()
  await expect(share).toBeHidden()
  await studio.button(/^Theme/).tap()
  await page.getByRole('menuitemradio', { name: 'Dark', exact: true }).tap()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByText('\u4e2d\u6587', { exact: true }).tap()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
  await page.getByText('EN', { exact: true }).tap()
  await studio.title('The last ACK is lost').tap()
  await page.getByRole('option', { name: /^Four-segment close/ }).tap()
  await expect(studio.title('Four-segment close')).toBeVisible()
})

test('Present goes on, back and away by its buttons', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await studio.open(`${LOST}?at=3`)
  await studio.button('Present').tap()
  const presentation = page.getByRole('main', { name: 'Presentation' })
  await expect(presentation).toBeVisible()
  await presentation.tap()
  await studio.button('Next step').tap()
  await expect.poll(() => studio.step()).toBe(4)
  await studio.button('Previous step').tap()
  await expect.poll(() => studio.step()).toBe(3)
  await studio.button('Leave').tap()
  await expect(presentation).toHaveCount(0)
})
