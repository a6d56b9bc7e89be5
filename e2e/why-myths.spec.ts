import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// What people say about TCP (WHY-4). That each moment shows what its card claims: scenario/myth-cards.test.ts.

const card = (page: Page, id: string) => page.locator(`[id="${id}"]`)
const see = (page: Page, id: string) => card(page, id).getByRole('button', { name: /See it happen/ })

test('has every card, sorted by verdict on demand, each with a reference', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=myths')
  await expect(page.getByText('71 cards')).toBeVisible()
  await expect(page.locator('cite')).toHaveCount(71)
  await page.getByText('Wrong word', { exact: true }).first().click()
  const left = Number((await page.getByText(/^\d+ cards$/).textContent())?.split(' ')[0])
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(71)
  await expect(page.locator('cite')).toHaveCount(left)
})

const SEEN = [
  { id: 'M-01', title: 'Four-segment close', clock: /1\s300 ms/, states: 'TIME-WAIT / LAST-ACK' },
  { id: 'M-05', title: 'Four-segment close', clock: /1\s350 ms/, states: 'TIME-WAIT / CLOSED' },
  // Another profile than the scenario's.
  { id: 'M-09', title: 'Four-segment close', clock: /61\s300 ms/, states: 'CLOSED / CLOSED' },
] as const

for (const { id, title, clock, states } of SEEN) {
  test(`${id} opens the run and the moment that show it`, async ({ page }) => {
    await page.goto(`./?lang=en#open-normal?view=myths&about=${id}`)
    await expect(card(page, id)).toBeFocused()
    await see(page, id).click()
    const studio = new StudioPage(page)
    await expect(studio.title(title)).toBeVisible()
    await expect(studio.clock).toHaveText(clock)
    await expect.poll(() => studio.states()).toBe(states)
    await page.goBack()
    await expect(see(page, id)).toBeVisible()
  })
}

test('explains its terms where they stand, by keyboard, in Chinese', async ({ page }) => {
  await page.goto('./?lang=zh#open-normal?view=myths&about=M-08')
  const term = card(page, 'M-08').getByRole('button', { name: '四元组' })
  await term.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '四元组' })).toContainText('两个地址加两个端口')
  await page.keyboard.press('Escape')
  await expect(term).toBeFocused()
})
