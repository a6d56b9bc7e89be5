import type { Page } from '@playwright/test'
import { addressOf, type Item, ITEMS, LANGUAGES, THEMES } from '../src/gallery/items.ts'
import { complaints, setTheme } from './support/axe.ts'
import { flaws, settled } from './support/looks.ts'
import { expect, test } from './support/strict-page.ts'

// Every view of the gallery in both languages and all themes, a run of its own: `npm run test:gallery`. The pictures
// are left in test-results.

const [FIRST_THEME, ...OTHER_THEMES] = THEMES

async function show(page: Page, item: Item, language: string): Promise<void> {
  await page.setViewportSize(item)
  await page.goto(addressOf(item, language, FIRST_THEME))
  await settled(page)
  if (item.keys === undefined) return
  for (const key of item.keys) await page.keyboard.press(key)
  await settled(page)
}

for (const item of ITEMS) {
  for (const language of LANGUAGES) {
    test(`${item.name}, ${language}`, async ({ page }, info) => {
      test.slow()
      const picture = (theme: string) => page.screenshot({ path: info.outputPath(`${theme}.png`) })
      await show(page, item, language)
      expect.soft(await flaws(page), 'looks').toEqual([])
      await picture(FIRST_THEME)
      // What axe knows but the colours is the same in the other language and in the other themes.
      if (language === LANGUAGES[0]) expect.soft(await complaints(page)).toEqual([])
      for (const theme of OTHER_THEMES) {
        await setTheme(page, theme)
        await picture(theme)
        // The projector has larger type.
        if (theme === 'projector') expect.soft(await flaws(page), theme).toEqual([])
        if (language !== LANGUAGES[0]) continue
        expect.soft(await complaints(page, { colours: true }), theme).toEqual([])
      }
    })
  }
}

test('the check of looks sees text in drawings: on other text, turned, and cut', async ({ page }) => {
  await page.setContent(`
    <svg viewBox="0 0 300 200" width="300" height="200">
      <text x="10" y="50">first</text><text x="20" y="52">second</text>
      <text x="240" y="100">too far right</text>
      <g transform="translate(20 120) rotate(20)"><text>turned</text></g>
      <g transform="translate(20 136) rotate(20)"><text>beside it</text></g>
      <g transform="translate(20 140) rotate(20)"><text>on that</text></g>
    </svg>
    <p style="width: 40px; overflow: hidden; white-space: nowrap">narrow place</p>`)
  expect(await flaws(page)).toEqual([
    'cut in its drawing: too far right',
    'cut: narrow place',
    'overlap: first | second',
    'overlap: beside it | on that',
  ])
})
