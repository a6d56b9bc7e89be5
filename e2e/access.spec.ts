import type { Page } from '@playwright/test'
import { complaints } from './support/axe.ts'
import { flaws } from './support/looks.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Zoom, larger text, forced colours, less motion. Sizes of the window: studio.spec.ts; pictures of all views: gallery.spec.ts.

const LOST = '#close-ack2-lost?t=1332'

/** What zooming does to a page: less room, more pixels. */
async function zoom(page: Page, { width, height }: { width: number; height: number }, factor: number) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: width / factor,
    height: height / factor,
    deviceScaleFactor: factor,
    mobile: false,
  })
}

/** Text of the size that the reader has set in the browser, where 16 px is usual. */
async function enlargeText(page: Page, px: number) {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: px, fixed: px } })
}

/** Everything can be read and reached, by scrolling in one direction at most. */
async function expectNothingLost(page: Page) {
  const studio = new StudioPage(page)
  expect(await flaws(page)).toEqual([])
  for (const part of [page.getByRole('main'), page.getByRole('tabpanel'), studio.button('Play')]) {
    await part.scrollIntoViewIfNeeded()
    await expect(part).toBeInViewport()
    expect((await part.boundingBox())?.height).toBeGreaterThanOrEqual(40)
  }
}

test.describe('larger', () => {
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1280, height: 1024 },
  ]) {
    for (const factor of [2, 4]) {
      test(`a zoom of ${factor * 100} % loses nothing at ${size.width}`, async ({ page }) => {
        await zoom(page, size, factor)
        await new StudioPage(page).open(LOST)
        await expectNothingLost(page)
      })
    }

    test(`text of 200 % loses nothing at ${size.width}`, async ({ page }) => {
      await page.setViewportSize(size)
      await enlargeText(page, 32)
      await new StudioPage(page).open(LOST)
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px')
      await expectNothingLost(page)
    })
  }

  test('a phone that lies loses nothing', async ({ page }) => {
    await page.setViewportSize({ width: 844, height: 390 })
    await new StudioPage(page).open(LOST)
    await expectNothingLost(page)
  })
})

test('the longest sentences have room on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const strip = page.getByRole('region', { name: 'What happens' })
  for (const [hash, words] of [
    ['#open-refused?at=2', 'discards the client\u2019s SYN'],
    ['#tfo-data-in-syn?at=2', 'SYN with data'],
    ['#no-time-wait-old-data?at=23', 'as if it were genuine'],
  ] as const) {
    await page.goto('about:blank')
    await new StudioPage(page).open(hash)
    await expect(strip).toContainText(words)
    const hidden = await strip.evaluate((section) =>
      Math.max(
        ...[...section.querySelectorAll('div, p:not(.unseen)')].map(
          (part) => part.scrollHeight - part.clientHeight,
        ),
      ),
    )
    expect(hidden, hash).toBeLessThanOrEqual(1)
  }
})

test('forced colours leave nothing unseen', async ({ page }) => {
  const studio = new StudioPage(page)
  await page.emulateMedia({ forcedColors: 'active' })
  await studio.open(LOST)
  expect(await flaws(page)).toEqual([])
  expect(await complaints(page)).toEqual([])
  // What has no words: the moment on the scrubber is not painted as the paper is.
  const colours = await studio.scrubber.evaluate((scrubber) => {
    const head = scrubber.querySelector('[class*=_head_]')
    if (head === null) throw new Error('The scrubber shows no moment.')
    return [getComputedStyle(head, '::before'), getComputedStyle(document.body)].map(
      ({ backgroundColor }) => backgroundColor,
    )
  })
  expect(colours[0]).not.toBe(colours[1])
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
