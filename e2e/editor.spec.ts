import type { Page } from '@playwright/test'
import { complaints, setTheme } from './support/axe.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

const editorOf = (page: Page) => page.getByRole('dialog', { name: 'Edit the scenario' })

async function openEditor(page: Page, hash = '#open-normal', query = 'lang=en') {
  const studio = new StudioPage(page)
  await studio.open(hash, query)
  await page.keyboard.press('e')
  const editor = editorOf(page)
  const json = editor.getByRole('textbox', { name: 'JSON' })
  await expect(json).toBeVisible()
  return { studio, editor, json }
}

test('form and JSON say the same, and the result is one change', async ({ page }) => {
  const { studio, editor, json } = await openEditor(page)
  await editor.getByText('Network', { exact: true }).click()
  await editor.getByRole('group', { name: 'Server to client' }).getByLabel('Delay').fill('0.2 s')
  await expect(json).toHaveValue(/"StoC": \{\s*"delayUs": 200000/)
  await json.fill((await json.inputValue()).replace('"seed": 1', '"seed": 7'))
  await expect(editor.getByLabel('Seed')).toHaveValue('7')
  await expect(editor.getByText('Changed, not run yet')).toBeVisible()

  await page.keyboard.press('Control+Enter')
  await expect(editor).toBeHidden()
  await expect(studio.knob('Delay from server to client')).toHaveAttribute('aria-valuetext', '200 ms')
  await expect(page).toHaveURL(/#1\./)
  await page.goBack()
  await expect(studio.knob('Delay from server to client')).toHaveAttribute('aria-valuetext', '50 ms')
})

test('what is wrong is said at its place, and nothing is lost meanwhile', async ({ page }) => {
  const { editor, json } = await openEditor(page)
  const seed = editor.getByLabel('Seed')
  await seed.fill('seven')
  await expect(editor.getByText('Seed must be a number.', { exact: true })).toBeVisible()
  await expect(seed).toHaveAttribute('aria-invalid', 'true')
  await expect(editor.getByRole('button', { name: 'Run it' })).toBeDisabled()

  // Closed and opened again it is still there; the studio still has the old scenario.
  await page.keyboard.press('Escape')
  await expect(editor).toBeHidden()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Find a scenario' })).toBeVisible()
  await page.keyboard.type('json')
  await expect(page.getByRole('option')).toHaveText(['Edit the scenario'])
  await page.keyboard.press('Enter')
  await expect(editor.getByLabel('Seed')).toHaveValue('seven')

  // Not even JSON: the form waits.
  await json.fill((await json.inputValue()).replace('"seven"', '7,,'))
  await expect(editor.getByText(/The JSON cannot be read/)).toBeVisible()
  await json.fill((await json.inputValue()).replace('7,,', '7').replace('"port": 443', '"port": 70000'))
  await editor.getByRole('button', { name: /hosts\.S\.port must be/ }).click()
  await expect(editor.getByRole('group', { name: 'Server' }).getByLabel('Port')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('80')
  await expect(editor.getByRole('button', { name: 'Run it' })).toBeEnabled()
  await editor.getByRole('button', { name: 'Discard' }).click()
  await expect(json).toHaveValue(/"port": 443/)
})

test('faults, calls and settings can be made from nothing, by keyboard', async ({ page }) => {
  const { editor, json } = await openEditor(page)
  const openPart = async (name: string) => {
    await editor.locator('summary').filter({ hasText: name }).first().focus()
    await page.keyboard.press('Enter')
  }
  await openPart('Faults')
  await editor.getByRole('button', { name: 'Add: Faults' }).focus()
  await page.keyboard.press('Enter')
  await expect(editor.locator('summary').filter({ hasText: '1 drop' })).toBeVisible()
  await editor.getByLabel('What happens').selectOption('delay')
  await editor.getByLabel('Which of them').fill('2+')
  await expect(json).toHaveValue(/"nth": \{\s*"from": 2\s*\}[^]*"do": "delay",\s*"byUs": 100000/)

  await openPart('Changes to the profile')
  await openPart('Close and TIME-WAIT')
  await editor.getByLabel('TIME-WAIT', { exact: true }).fill('30 s')
  await expect(json).toHaveValue(/"timeWaitUs": 30000000/)
  await editor.getByRole('button', { name: "TIME-WAIT: back to the profile's value" }).click()
  await expect(json).toHaveValue(/"settings": \{\}/)
  await openPart('Counterfactuals')
  await expect(editor.getByText(/no real TCP does this/)).toBeVisible()
  await editor.getByLabel('Messages that open').selectOption('2')

  await openPart('Applications')
  await editor.getByRole('button', { name: 'Add: Client' }).click()
  await editor.getByLabel('Call', { exact: true }).filter({ visible: true }).selectOption('send')
  await editor.getByRole('button', { name: 'Run it' }).click()
  await expect(editor).toBeHidden()
  await expect(page.getByRole('group', { name: 'Changes' }).getByRole('button')).not.toHaveCount(0)
})

for (const width of [1440, 320]) {
  test(`axe finds nothing in the editor, in any theme, at ${width} px`, async ({ page }) => {
    test.slow()
    const { editor } = await openEditor(page, '#close-ack2-lost', 'lang=en&theme=light')
    await editor.getByLabel('Seed').fill('x')
    for (const summary of await editor.locator('summary').all()) {
      if (await summary.isVisible())
        await summary.evaluate((node) => ((node.parentElement as HTMLDetailsElement).open = true))
    }
    await page.setViewportSize({ width, height: 800 })
    const within = '[role=dialog]'
    expect(await complaints(page, { within })).toEqual([])
    const form = editor.locator('[data-scrolls]').first()
    expect(await form.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0)
    for (const theme of ['dark', 'contrast']) {
      await setTheme(page, theme)
      expect(await complaints(page, { within, colours: true }), theme).toEqual([])
    }
  })
}
