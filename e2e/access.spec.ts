import AxeBuilder from '@axe-core/playwright'
import { flaws } from './support/looks.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Zoom, forced colours, less motion. Sizes of the window: studio.spec.ts; pictures of all views: gallery.spec.ts.

const LOST = '#close-ack2-lost?t=1332'

for (const [width, height] of [
  [1440, 900],
  [1280, 1024],
] as const) {
  test(`a zoom of 200 % loses nothing at ${width}`, async ({ page, browserName }) => {
    test.skip(browserName !== 'chromium', 'only its driver zooms')
    const studio = new StudioPage(page)
    await page.setViewportSize({ width, height })
    // What zooming does to a page: half the room, twice the pixels.
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: width / 2,
      height: height / 2,
      deviceScaleFactor: 2,
      mobile: false,
    })
    await studio.open(LOST)
    await expect(studio.button('Play')).toBeInViewport()
    expect(await flaws(page)).toEqual([])
  })
}

test('forced colours leave nothing unseen', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await studio.open(LOST)
  expect(await flaws(page)).toEqual([])
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

test('with reduced motion playing is a step at a time', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await studio.open('#close-ack2-lost?at=3')
  await studio.button('Play').click()
  const clock = studio.clock
  await page.waitForTimeout(600)
  await expect(clock).toHaveText('t = 100 ms')
  await expect(studio.scrubber).toHaveAttribute('aria-valuenow', '4', { timeout: 2000 })
  await expect(clock).toHaveText('t = 150 ms')
  const moving = await page.evaluate(
    () => document.getAnimations().filter((each) => each.playState === 'running').length,
  )
  expect(moving).toBe(0)
})
