import type { Page } from '@playwright/test'
import { policyHeaderOf, policyOf } from '../tools/csp.mjs'
import { expect, test } from './support/strict-page.ts'

test.use({ keepsSite: true })

test('the page opens without a complaint, under its policy', async ({ page }) => {
  const response = await page.goto('./')
  expect(response?.headers()).toMatchObject({
    'content-security-policy': policyHeaderOf('index'),
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  })
  const meta = page.locator('meta[http-equiv="Content-Security-Policy"]')
  await expect(meta).toHaveAttribute('content', policyOf('index'))
  await expect(page.locator('#root')).not.toBeEmpty()
})

test('each style sheet says first which layer wins, whichever comes first', async ({ page }) => {
  await page.goto('./')
  await expect(page.locator('#root')).not.toBeEmpty()
  const firstRules = await page.evaluate(() =>
    Array.from(document.styleSheets, (sheet) => sheet.cssRules[0]?.cssText),
  )
  const sheets = firstRules.filter((rule) => !rule?.includes('react-aria'))
  expect(sheets.length).toBeGreaterThan(0)
  expect(new Set(sheets)).toEqual(new Set(['@layer reset, tokens, base, ui, view;']))
})

// The guard that all other tests rely on: each of these must fail.
test.describe('a page that complains fails its test:', () => {
  test.fail()

  test.beforeEach(async ({ page }) => {
    await page.goto('./')
  })

  test('a console error', async ({ page }) => {
    await page.evaluate(() => console.error('something is wrong'))
  })

  /** A browser takes its time to tell. Never told: no reason to fail here. */
  const told = (page: Page) =>
    Promise.any([
      page.waitForEvent('console', { predicate: (message) => message.type() === 'error', timeout: 10_000 }),
      page.waitForEvent('pageerror', { timeout: 10_000 }),
    ]).catch(() => null)

  test('an uncaught error', async ({ page }) => {
    const heard = told(page)
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('nobody caught me')
      })
    })
    await heard
  })

  test('a violation of the policy', async ({ page }) => {
    const heard = told(page)
    await page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/pixel.png' }))
    })
    await heard
  })
})

test('a problem that a test expects does not fail it', async ({ page, problems }) => {
  problems.expect(/something is wrong/)
  await page.goto('./')
  await page.evaluate(() => console.error('something is wrong'))
})
