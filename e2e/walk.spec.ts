import type { Page } from '@playwright/test'
import { centreOf, Fingers } from './support/hands.ts'
import { arrow, changes, headOf } from './support/segments.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// From the first visit to sharing a change, with one kind of hand only.

// The journey of a returning reader, whose browser has kept the site.
test.use({ keepsSite: true })

const SYN_ACK = /^Server to client, SYN ACK/
const shareDialog = (page: Page) => page.getByRole('dialog', { name: /Share/ })

test('with keys alone: from the first visit to sharing', async ({ page }) => {
  test.slow()
  const studio = new StudioPage(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await studio.open()
  /** Presses Tab until the focus is on something of this name. */
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      if (name.test((await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '')) return
    }
    throw new Error(`Tab never comes to ${name}.`)
  }

  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Skip to the diagram' })).toBeFocused()
  await page.keyboard.press('Enter')
  await tabTo(/^Client to server, SYN|^Server to client/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await expect(arrow(page, SYN_ACK)).toBeFocused()
  await page.keyboard.press(']')
  await expect(changes(page)).toContainText('by 10 ms')
  await expect(arrow(page, SYN_ACK)).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(changes(page)).toBeHidden()
  await page.keyboard.press('Control+Shift+z')
  await expect(changes(page)).toContainText('by 10 ms')

  await tabTo(/TCP profile|^Position in time|^CLOSED|^ESTABLISHED|^SYN/)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('the last')
  await page.keyboard.press('Enter')
  await expect(studio.title('The last ACK is lost')).toBeVisible()
  // Its title comes before its run, which begins at the beginning.
  await expect(studio.scrubber).toHaveAttribute('aria-valuenow', '0')
  // What was pressed has gone with the dialog; the keys of the studio still act.
  await studio.press('ArrowRight', 1)
  await page.keyboard.press('Space')
  await expect(studio.button('Pause')).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('s')
  await expect(shareDialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shareDialog(page)).toBeHidden()
})

test.describe('on a phone', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('with fingers alone: from the first visit to sharing', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open()
    await expect(page.getByText('Drag the arrow head to delay this segment.')).toBeVisible()
    const fingers = new Fingers(page)
    const syn = await centreOf(arrow(page, SYN_ACK))
    await page.touchscreen.tap(syn.x, syn.y)
    await expect(arrow(page, SYN_ACK)).toHaveAttribute('aria-pressed', 'true')
    const head = await centreOf(headOf(arrow(page, SYN_ACK)))
    await fingers.move([[head, { x: head.x, y: head.y + 40 }]])
    await expect(page).toHaveURL(/#1\./)
    await expect(changes(page)).toContainText(/Delay server’s segment 1 by \d+ ms/)
    await page.goBack()
    await expect(changes(page)).toBeHidden()
    await page.goForward()
    await expect(changes(page)).toContainText(/Delay server’s segment 1 by \d+ ms/)

    await studio.button(/^(Share|Copy the link)/).tap()
    await expect(shareDialog(page)).toBeVisible()
    await shareDialog(page).getByRole('button', { name: 'Close' }).tap()
    await studio.button('Menu').tap()
    await page.getByRole('link', { name: 'The last ACK is lost' }).tap()
    await expect(studio.title('The last ACK is lost')).toBeVisible()
    for (const name of ['Segment', 'Why', 'Network', 'TCB', 'Code', 'Terminal', 'States']) {
      const tab = page.getByRole('tab', { name, exact: true })
      await tab.tap()
      await expect(tab).toHaveAttribute('aria-selected', 'true')
    }
    await studio.button('Next event').tap()
    await expect.poll(() => studio.step()).toBe(1)
    await studio.button('Play').tap()
    await expect(studio.button('Pause')).toBeVisible()
  })
})
