import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Each segment lost, copied and late in turn (WHY-2).

const map = (page: Page) => page.getByRole('table', { name: 'Map of outcomes' })
const verdict = (page: Page) => page.getByText(/^[\d,]+ runs, every invariant holds in each of them/)

/** What `npm run explore` says of a scenario: how many runs, and how many of them failed. */
async function commandsTotals(scenario: string, faults: 1 | 2): Promise<{ runs: string; failed: string }> {
  const args = ['tools/run-ts.mjs', 'src/cli/explore.ts', '--scenario', scenario, '--faults', String(faults)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const [, runs = '', failed = ''] = /([\d,]+) different runs[^]*? ([\d,]+) failed/.exec(stdout) ?? []
  return { runs, failed }
}

const COUNTED = [
  { scenario: 'close-normal', faults: 1 },
  { scenario: 'close-simultaneous', faults: 1 },
  { scenario: 'isn-and-sequence-numbers', faults: 1 },
  { scenario: 'open-normal', faults: 2 },
  { scenario: 'close-normal', faults: 2 },
  { scenario: 'open-synack-lost/2', faults: 2 },
] as const

for (const { scenario, faults } of COUNTED) {
  test(`counts ${faults === 1 ? 'single faults' : 'pairs'} of ${scenario} as npm run explore does`, async ({
    page,
  }) => {
    // The command bundles itself first.
    test.slow()
    const { runs, failed } = await commandsTotals(scenario, faults)
    expect(failed).toBe('0')
    await page.goto(`./?lang=en#${scenario}?view=explore`)
    await expect(verdict(page)).toBeVisible()
    if (faults === 2) {
      await page.getByText('Every pair too').click()
      await page.getByRole('button', { name: 'Explore', exact: true }).click()
    }
    await expect(page.getByText(`${runs} runs, every invariant holds in each of them`)).toBeVisible({
      timeout: 30_000,
    })
  })
}

test('is a map for the keyboard: arrows go from cell to cell, Enter opens the run, Back leads to the map', async ({
  page,
}) => {
  await page.goto('./?lang=en#close-normal?view=explore')
  await expect(verdict(page)).toBeVisible()
  await page.getByRole('radio', { name: 'Ending' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).toHaveAccessibleName(/^segment 1 \(SYN\) is lost: ending/)
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
  await expect(page.locator(':focus')).toHaveAccessibleName(/^segment 6 \(FIN ACK\) is lost: ending/)
  await page.keyboard.press('Enter')
  const studio = new StudioPage(page)
  await expect(studio.scrubber).toBeVisible()
  await expect(page.getByRole('group', { name: 'Changes' })).toContainText(/segment 6/i)
  await page.goBack()
  await expect(map(page).getByRole('button')).toHaveCount(28)
})

test('says by each cell what it measures, and sorts the same runs in a table', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=explore')
  const lostFin = map(page).getByRole('button', { name: /^segment 4 \(FIN ACK\) is lost/ })
  await page.getByText('Time to close', { exact: true }).first().click()
  await expect(lostFin).toHaveText(/^\d+(\.\d+)? s$/)
  await page.getByText('Retransmissions', { exact: true }).first().click()
  await expect(lostFin).toHaveText('1')
  const sort = page.getByRole('button', { name: 'Sort by Time to close' })
  await sort.click()
  await sort.click()
  await expect(page.getByRole('columnheader', { name: 'Sort by Time to close' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
})

test('explores the other run when the profile changes', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=explore')
  await expect(verdict(page)).toBeVisible()
  await page.getByText('Time to close', { exact: true }).first().click()
  const twoSyns = map(page).getByRole('button', { name: /^segment 1 \(SYN\) arrives twice/ })
  await expect(twoSyns).toHaveText('241.30 s')
  await page.getByText('Linux', { exact: true }).click()
  await expect(twoSyns).toHaveText('61.30 s')
})
