import type { Page } from '@playwright/test'
import { expect, test } from './support/strict-page.ts'

// What comes next? (WHY-3)

const question = (page: Page, n: number, of: number) => page.getByText(`Question ${n} of ${of}`)
const options = (page: Page) => page.getByRole('radio', { name: /./ }).and(page.locator('[name=option]'))
const focused = (page: Page) => page.locator(':focus')

/** The run waits with the focus on an option. */
async function isAsked(page: Page): Promise<void> {
  await expect(focused(page)).toHaveAttribute('type', 'radio', { timeout: 10_000 })
}

/** What can be read of the diagram below the line of the present, beside what stands on that line. */
function textsBelowNow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const cover = document.querySelector('[class*=futureCover]')?.getBoundingClientRect()
    if (cover === undefined || cover.height === 0) return ['there is no cover']
    return [...document.querySelectorAll('svg text')]
      .filter((text) => text.checkVisibility({ visibilityProperty: true }))
      .filter((text) => {
        const { top, bottom } = text.getBoundingClientRect()
        const isInMovingLayer = text.closest('[data-future]')?.matches('svg') === true
        const isAboveIt = isInMovingLayer || text.closest('[class*=textLayer]') !== null
        return isAboveIt && top > cover.top + 24 && bottom > top
      })
      .map((text) => text.textContent ?? '')
  })
}

test.describe('a quiz', () => {
  test('is taken by keyboard only, from the first question to the score', async ({ page }) => {
    await page.goto('./?lang=en#close-normal?view=predict&about=state.segment.numbers.application-5')
    for (let n = 1; n <= 5; n++) {
      await expect(question(page, n, 5)).toBeVisible()
      await isAsked(page)
      if (n === 1) {
        // Arrows choose as well as digits do.
        await page.keyboard.press('ArrowDown')
        await expect(options(page).nth(1)).toBeChecked()
      } else await page.keyboard.press('2')
      await page.keyboard.press('Enter')
      await expect(page.getByText(/^(Right|Not so)\.$/)).toBeVisible()
      await expect(page.getByText(/^Rule /)).toBeVisible()
      await expect(focused(page)).toHaveText(n === 5 ? 'See the result' : 'Next')
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('heading', { name: 'Your result' })).toBeFocused()
    await expect(page.getByText(/^[0-5] of 5 right$/)).toBeVisible()
  })

  test('keeps its score in this browser, gives it as a file, and forgets it on demand', async ({ page }) => {
    await page.goto('./?lang=en#abort-rst?view=predict&about=state-5')
    const finish = async () => {
      for (;;) {
        await isAsked(page)
        await page.keyboard.press('1')
        await page.keyboard.press('Enter')
        await expect(focused(page)).toHaveText(/Next|See the result/)
        const isLast = (await focused(page).textContent()) !== 'Next'
        await page.keyboard.press('Enter')
        if (isLast) return
      }
    }
    await finish()
    await expect(page.getByText(/^1 of \d+ scenarios tried$/)).toBeVisible()

    await page.goto('./?lang=en#open-refused?view=predict&about=state.application-5')
    await page.reload()
    await finish()
    await expect(page.getByText(/^2 of \d+ scenarios tried$/)).toBeVisible()

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const stream = await (await download).createReadStream()
    const text = (await stream.toArray()).join('')
    expect(Object.keys(JSON.parse(text).scenarios)).toEqual(['abort-rst', 'open-refused'])

    await page.getByRole('button', { name: 'Forget it' }).click()
    await page.getByRole('button', { name: 'Really forget' }).click()
    await expect(page.getByText(/^0 of \d+ scenarios tried$/)).toBeVisible()
  })

  test('is linked with what it asks, and shows nothing of what comes', async ({ page }) => {
    await page.goto('./?lang=en#close-normal?view=predict&about=numbers-5')
    await isAsked(page)
    await expect(page.getByText(/With which numbers\?/)).toBeVisible()
    await expect(page.getByText('TIME-WAIT', { exact: true })).toBeHidden()
    expect(await textsBelowNow(page)).toEqual([])
    await page.getByText(/^Asked: numbers/).click()
    await page.getByRole('checkbox', { name: 'Applications' }).check()
    await expect(page).toHaveURL(/view=predict&about=numbers\.application-5/)
  })

  test('answers a common belief with its card', async ({ page }) => {
    await page.goto('./?lang=en#close-normal?view=predict&about=state-0')
    for (const step of [1, 2]) {
      await isAsked(page)
      if (step === 2) break
      await page.keyboard.press('1')
      await page.keyboard.press('Enter')
      await expect(focused(page)).toHaveText('Next')
      await page.keyboard.press('Enter')
    }
    await page.getByText('ESTABLISHED', { exact: true }).last().click()
    await page.getByRole('button', { name: 'Answer' }).click()
    await expect(page.getByText('Not so.')).toBeVisible()
    await expect(page.getByText('RFC 9293 3.10.7.2 (third)')).toBeVisible()
    await page.getByRole('button', { name: 'All cards' }).click()
    await expect(page).toHaveURL(/view=myths&about=M-47/)
    await expect(focused(page)).toHaveAttribute('id', 'M-47')
  })
})

test('fits a phone: what is asked, its options and the answer within one screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('./?lang=en#close-normal?view=predict')
  await isAsked(page)
  await expect(options(page)).toHaveCount(4)
  await expect(page.getByRole('button', { name: 'Answer' })).toBeInViewport({ ratio: 1 })
  await page.getByText('SYN-SENT', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Answer' }).click()
  await expect(page.getByText('Right.')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Next' })).toBeInViewport()
})
