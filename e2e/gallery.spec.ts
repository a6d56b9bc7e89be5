import AxeBuilder from '@axe-core/playwright'
import { addressOf, ITEMS } from '../src/gallery/items.ts'
import { expect, test } from './support/strict-page.ts'
import { flaws } from './support/looks.ts'

// Every view in both languages and in both palettes. The screenshots lie in the folder of the test's results.

for (const item of ITEMS) {
  for (const [language, theme] of [
    ['en', 'light'],
    ['zh', 'dark'],
    ['en', 'contrast'],
  ] as const) {
    test(`${item.name}, ${language}, ${theme}`, async ({ page }, info) => {
      await page.setViewportSize(item)
      await page.goto(addressOf(item, language, theme))
      await page.waitForLoadState('networkidle')
      for (const key of item.keys ?? []) await page.keyboard.press(key)
      await page.waitForTimeout(500)
      await page.screenshot({ path: info.outputPath('picture.png') })
      expect.soft(await flaws(page)).toEqual([])
      const { violations } = await new AxeBuilder({ page })
        // The list of the palette is moved by the keys of its field, which has the focus.
        .disableRules(item.name === 'palette' ? ['scrollable-region-focusable'] : [])
        .analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])).toEqual([])
    })
  }
}
