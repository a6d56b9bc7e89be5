import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Runs side by side (WHY-1). What each table has to show is held in features/compare/pairs.test.ts.

const run = (page: Page, name: string) => page.getByRole('group', { name: `Sequence diagram: ${name}` })
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name })
const clock = (page: Page) => page.getByRole('timer')

test('leads from a question to the runs and the table that answer it', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=compare')
  await page.getByRole('button', { name: /^Why TIME-WAIT\? Old data/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Why TIME-WAIT? Old data')
  await expect(run(page, 'With TIME-WAIT')).toBeVisible()
  await expect(run(page, 'Without TIME-WAIT')).toBeVisible()
  await expect(row(page, /^Delivered to the server from another connection/)).toHaveText(
    /nothing.*100 bytes OLD/,
  )
  await expect(page).toHaveURL(/view=compare&about=time-wait-or-old-data/)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Questions with runs that answer them' })).toBeVisible()
})

test('has runs of different length on one scale: 1MSL is over while 2MSL waits', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=compare&about=one-or-two-msl')
  await expect(clock(page)).toHaveText(/8\s150 ms/)
  await expect(row(page, /^Client in TIME-WAIT/)).toHaveText(/6\.85 s2 s$/)
  // The stray FIN arrives at the same height in both, and finds nobody in one.
  await expect(run(page, '1MSL').getByText('no connection')).toBeVisible()
  await expect(run(page, '2MSL').getByText('no connection')).toHaveCount(0)
})

test('forks the studio at any moment; both branches can be changed and come back from a link', async ({
  page,
}) => {
  const studio = new StudioPage(page)
  await studio.open('#close-normal?at=8')
  await page.getByRole('button', { name: 'Fork here: compare with a change' }).click()
  await expect(page.getByText(/^Nothing differs yet/)).toBeVisible()
  await expect(clock(page)).toHaveText(/1\s250 ms/)

  await run(page, 'Run 2')
    .getByRole('button', { name: /^Client to server, ACK, seq 2/ })
    .focus()
  await page.keyboard.press('d')
  await expect(row(page, /^Segments lost/)).toHaveText(/01$/)
  await run(page, 'Run 1')
    .getByRole('button', { name: /^Server to client, FIN ACK/ })
    .first()
    .focus()
  await page.keyboard.press('d')
  await expect(row(page, /^First segment that differs/)).toHaveText(
    /FIN ACK.*from the server, lost.*FIN ACK.*from the server$/,
  )

  await page.reload()
  await expect(run(page, 'Run 1')).toBeVisible()
  await expect(row(page, /^First segment that differs/)).toHaveText(
    /FIN ACK.*from the server, lost.*FIN ACK.*from the server$/,
  )
  await page.getByRole('slider', { name: 'Moment of all runs' }).press('End')
  await expect(
    run(page, 'Run 2').getByRole('button', { name: /^Client to server, ACK, seq 2.*(lost|dropped)/ }),
  ).toBeVisible()
})

test('lends a run to the studio, where everything can be changed, and takes it back', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=compare&about=three-or-four-segments')
  await page.getByRole('button', { name: 'Open “Three segments” in the studio' }).click()
  await page.getByText('Linux', { exact: true }).click()
  await expect(page).toHaveURL(/#1\./)
  await page.getByRole('button', { name: 'Back to the comparison' }).click()
  await expect(row(page, /^Client in TIME-WAIT/)).toHaveText(/240 s60 s$/)
  await expect(row(page, /^Segments sent/)).toHaveText(/76$/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  for (const [about, runs] of [
    ['two-or-three-way', 3],
    ['message-count', 4],
    ['fin-or-rst', 2],
  ] as const) {
    test(`keeps runs, table and clock of ${about} within reach`, async ({ page }) => {
      await page.goto(`./?lang=en#close-normal?view=compare&about=${about}`)
      await expect(page.getByRole('group', { name: /^Sequence diagram/ })).toHaveCount(runs)
      await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('slider', { name: 'Moment of all runs' })).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('table').getByRole('row').nth(1)).toBeInViewport({ ratio: 0.5 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    })
  }
})
