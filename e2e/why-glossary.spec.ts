import type { Page } from '@playwright/test'
import { STATES } from '../src/engine/tcp/state.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// What states and terms mean, together and in place (WHY-6).

const narration = (page: Page) => page.getByRole('region', { name: 'What happens' })

for (const [lang, heading, asks] of [
  ['en', 'States and terms', ['How long', 'How it ends', 'ss prints', 'If there are thousands']],
  ['zh', '状态与术语', ['持续多久', '怎样结束', 'ss 的写法', '如果有成千上万个']],
] as const) {
  test(`has a card for each of the eleven states (${lang})`, async ({ page }) => {
    await page.goto(`./?lang=${lang}#close-normal?view=glossary`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    expect(STATES).toHaveLength(11)
    for (const state of STATES) {
      const card = page.locator(`[id="${state}"]`)
      for (const ask of asks) await expect(card.locator('dt').getByText(ask, { exact: true })).toBeVisible()
    }
  })
}

test('explains a term of the narration in place, by keyboard, and leads to its card', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-normal?at=9')
  const term = narration(page).getByRole('button', { name: 'TIME-WAIT' })
  await term.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'TIME-WAIT' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(term).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button').click()
  await expect(page).toHaveURL(/view=glossary&about=TIME-WAIT/)
  await expect(page.locator('[id="TIME-WAIT"]')).toBeFocused()
})

test('explains the terms of the rule behind a moment', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-ack2-lost?at=9')
  await page.getByRole('tab', { name: 'Why', exact: true }).click()
  const panel = page.getByRole('tabpanel')
  const terms = panel.locator('button[aria-haspopup=dialog]')
  await studio.scrubber.focus()
  for (let step = 9; (await terms.count()) === 0; step++) await studio.press('ArrowRight', step + 1)
  await terms.first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading')).toHaveText(/\S/)
  await expect(dialog.getByRole('paragraph')).toHaveText(/\S.*\./)
})
