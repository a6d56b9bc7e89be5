import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { settled } from './looks.ts'

/** What only depends on colours: all that another theme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

interface Question {
  /** A part of the page, as a selector. */
  readonly within?: string
  readonly colours?: boolean
}

/** What is in the way of other senses in a page that rests: the rules that are broken, and where. */
export async function complaints(page: Page, { within, colours = false }: Question = {}): Promise<unknown[]> {
  await settled(page)
  // Without this it opens another page in front of this one, which is slow; it would only matter for frames from elsewhere.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (within !== undefined) axe.include(within)
  if (colours) axe.withRules(COLOUR_RULES)
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))])
}

/** Takes another theme at once, as the menu does. */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name
  }, theme)
}
