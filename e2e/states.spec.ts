import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Empty, loading and error states (design.md section 9). Links that do not open: security.spec.ts.

test('the first visit says one line, and it goes when somebody plays', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open()
  const line = page.getByText('Drag the arrow head to delay this segment.')
  await expect(line).toBeVisible()
  await studio.button('Play').click()
  await expect(line).toBeHidden()
})

test('while the engine starts: lifelines at once, words after 800 ms', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class extends EventTarget {
      postMessage() {}
      terminate() {}
    } as unknown as typeof Worker
  })
  await page.goto('./?lang=en')
  const paper = page.locator('[aria-busy=true]')
  await expect(paper.locator('svg rect')).toHaveCount(2)
  await expect(paper.getByText('Computing trace')).toBeVisible()
})

test('an empty tab says what fills it', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal')
  await expect(page.getByText('Select a segment to see its header.')).toBeVisible()
})

test('a change without effect says so, for two seconds', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#open-normal')
  await studio.button('More').click()
  const seed = page.getByRole('slider', { name: 'Seed' })
  await seed.focus()
  await page.keyboard.press('ArrowRight')
  const chip = page.getByText('No difference', { exact: true })
  await expect(chip).toBeVisible()
  await expect(chip).toBeHidden({ timeout: 4000 })
})

test('a run that reaches a limit ends torn, and says which', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-ack2-lost')
  await page.keyboard.press('e')
  const editor = page.getByRole('dialog', { name: 'Edit the scenario' })
  await editor.getByLabel('Most events').fill('6')
  await page.keyboard.press('Control+Enter')
  await expect(editor).toBeHidden()
  await page.keyboard.press('End')
  await expect(page.getByText('Stopped after 6 events.')).toBeVisible()
  await expect(page.locator('[data-torn]')).toHaveCount(2)
})

test('an invalid link leaves the scenario, says where, and can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const studio = new StudioPage(page)
  await studio.open('#close-normal')
  await page.evaluate(() => (location.hash = '#1.damaged'))
  await expect(page.getByText(/incomplete or damaged/)).toBeVisible()
  await expect(studio.title('Four-segment close')).toBeVisible()
  await studio.button('Copy original').click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#1\.damaged$/)
})

test('an engine that breaks is started again, says so, and keeps the run', async ({ page }) => {
  await page.addInitScript(() => {
    const Real = globalThis.Worker
    globalThis.Worker = class extends Real {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args)
        Object.assign(globalThis, { lastWorker: this })
      }
    }
  })
  const studio = new StudioPage(page)
  await studio.open('#close-normal')
  await page.evaluate(() => {
    const { lastWorker } = globalThis as unknown as { lastWorker: Worker }
    lastWorker.dispatchEvent(new ErrorEvent('error', { message: 'broken by a test' }))
  })
  await expect(page.getByText('The engine stopped answering and was started again.')).toBeVisible()
  await studio.knob('Delay from client to server').press('ArrowRight')
  await expect(studio.button('Reset').last()).toBeEnabled()
})

test('without JavaScript there is a picture and a table', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(baseURL ?? '')
  const picture = page.getByRole('img')
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(500)
  await expect(page.getByRole('row')).not.toHaveCount(1)
  await expect(page.getByRole('table')).toContainText('FIN ACK')
  await context.close()
})

test('on paper: the whole run in the light palette, with a table of all of it', async ({ page }) => {
  const studio = new StudioPage(page)
  await studio.open('#close-ack2-lost?at=3', 'lang=en&theme=dark')
  await page.waitForLoadState('networkidle')
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  const sheet = page
    .locator('article')
    .filter({ has: page.getByRole('heading', { name: 'The last ACK is lost' }) })
  await expect(sheet).toBeVisible()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(22)
  await expect(studio.button('Play')).toBeHidden()
  const colours = await sheet.evaluate((paper) => {
    const { color, backgroundColor } = getComputedStyle(paper)
    return [color, backgroundColor]
  })
  expect(colours).toEqual(['rgb(21, 23, 26)', 'rgb(255, 255, 255)'])
  // Nothing of the future is left.
  await expect(sheet.locator('[data-segment][data-phase=future]')).toHaveCount(0)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await expect(sheet).toHaveCount(0)
})
