import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// A real kernel beside our run (WHY-5).

const differences = (page: Page) => page.getByRole('region', { name: 'Differences' })
const pane = (page: Page, name: string) => page.getByRole('group', { name })

test('leads from a situation to what a kernel did in it, and says why we differ', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=reality')
  await page.getByRole('button', { name: 'The last ACK is lost', exact: true }).click()
  await expect(page).toHaveURL(/view=reality&about=last-ack-lost/)
  await expect(page.getByRole('heading', { name: /^Linux \d+\.\d+/ })).toBeVisible()
  await expect(pane(page, 'What the kernel did')).toBeVisible()
  await expect(pane(page, 'What we do')).toBeVisible()
  await expect(differences(page).getByRole('heading', { name: 'Tail loss probe' })).toBeVisible()
  // The number of a difference stands on the segment that it is about, in both.
  for (const whose of ['What the kernel did', 'What we do'])
    await expect(pane(page, whose).locator('svg').getByText('2', { exact: true }).first()).toBeVisible()
})

const EXPLAINED = [
  { about: 'three-segment-close', reason: 'Delayed acknowledgment' },
  { about: 'first-fin-lost', reason: 'Tail loss probe' },
  { about: 'syn-lost-twice', reason: 'SYN repeated at an even pace' },
] as const

for (const { about, reason } of EXPLAINED) {
  test(`explains ${reason} in ${about}, and our linux profile does as the kernel does`, async ({ page }) => {
    await page.goto(`./?lang=en#close-normal?view=reality&about=${about}`)
    await expect(differences(page).getByRole('heading', { name: reason })).toBeVisible()
    await page.getByText('Linux', { exact: true }).first().click()
    await expect(differences(page)).toContainText(/same \d+ segments in the same order/)
    await expect(differences(page).getByRole('heading', { name: reason })).toHaveCount(0)
  })
}

test('gives the capture as a file, and our run to the studio', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=reality&about=first-fin-lost')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Capture at the client' }).click()
  const file = await (await download).path()
  // The magic number of a pcap, in one of its two byte orders and two resolutions.
  expect((await readFile(file)).subarray(0, 4).toString('hex')).toMatch(
    /^(d4c3b2a1|a1b2c3d4|4d3cb2a1|a1b23c4d)$/,
  )
  await page.getByRole('button', { name: 'Open ours in the studio' }).click()
  const studio = new StudioPage(page)
  await expect(studio.title('The first FIN is lost')).toBeVisible()
})

test('goes to the moment of a difference', async ({ page }) => {
  await page.goto('./?lang=en#close-normal?view=reality&about=fin-all-lost-orphan')
  await differences(page)
    .getByRole('button', { name: /^Difference 4/ })
    .click()
  await expect(page.getByRole('timer')).toHaveText(/[7-9]\s\d{3} ms|\d{2}\s\d{3} ms/)
})
