import { deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import golden from '../src/test/golden-links.json' with { type: 'json' }
import { expect, test } from './support/strict-page.ts'
import { drawn } from './support/studio-page.ts'

// Every test here also fails on a violation of the policy, an error or a request to somewhere else: strict-page.ts.

test.use({ keepsSite: true })

const DEFAULT = 'Three-way handshake'

const diagram = (page: Pick<Page, 'getByRole'>) => page.getByRole('button', { name: /SYN ACK/ }).first()
const packed = golden.find(({ hash }) => hash.startsWith('#1.'))?.hash ?? ''
const { scenario } = golden.find(({ link }) => link.scenario !== null)?.link ?? {}
const pack = (value: unknown) => `#1.${deflateRawSync(JSON.stringify(value)).toString('base64url')}`

test('the engine is in a worker of our own making', async ({ page, browserName }) => {
  test.skip(browserName !== 'chromium', 'only its driver tells of workers')
  await page.goto('./')
  await drawn(page)
  await expect(diagram(page)).toBeVisible()
  expect(page.workers().map((worker) => worker.url())).toEqual([expect.stringMatching(/^blob:/)])
})

test('using the page breaks no rule and calls nobody', async ({ page }) => {
  await page.goto('./')
  await drawn(page)
  await expect(diagram(page)).toBeVisible()
  for (const key of [
    'ArrowRight',
    'ArrowRight',
    'ArrowUp',
    'd',
    'u',
    't',
    'l',
    '?',
    'Escape',
    '/',
    'Escape',
    'k',
  ]) {
    await page.keyboard.press(key)
  }
  await page.waitForTimeout(500)
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
})

for (const [what, hash, sentence] of [
  ['damaged', packed.slice(0, -20), /incomplete or damaged/],
  ['of no form', '#<script>alert(1)</script>', /incomplete or damaged/],
  ['of a later version', '#2.abc', /newer version/],
  ['too long', `#1.${'A'.repeat(40_000)}`, /32,768 characters/],
  ['too large once unpacked', pack({ scenario: ' '.repeat(5_000_000) }), /262,144 bytes/],
  ['with a value outside its range', pack({ scenario: { ...scenario, seed: -1 } }), /seed must be from 0/],
  ['of a scenario that does not exist', '#no-such-thing', /no-such-thing/],
] as const) {
  test(`a link ${what} shows the first scenario and says why`, async ({ page }) => {
    await page.goto(`./${hash}`)
    await drawn(page)
    await expect(page.getByText(sentence)).toBeVisible()
    await expect(page.getByRole('button', { name: new RegExp(DEFAULT) }).first()).toBeVisible()
    await expect(diagram(page)).toBeVisible()
    // The reader can still copy it from there.
    expect(new URL(page.url()).hash).toBe(new URL(hash, page.url()).hash)
  })
}

test('text of a scenario from elsewhere is text', async ({ page }) => {
  const markup = '<img src=x onerror=alert(1)>'
  const [connect, ...rest] = scenario?.apps.C ?? []
  const script = [
    connect,
    { when: { after: 'c1' }, socket: 'c', op: 'send', bytes: 9, label: markup },
    ...rest,
  ]
  const hostile = { ...scenario, title: markup, apps: { ...scenario?.apps, C: script } }
  await page.goto(`./${pack({ scenario: hostile })}`)
  await expect(diagram(page)).toBeVisible()
  await page.keyboard.press('End')
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
})

test('a script from anywhere else does not start', async ({ page, problems }) => {
  problems.expect(/securitypolicyviolation|Content.Security.Policy|Trusted/)
  await page.goto('./')
  await drawn(page)
  await expect(diagram(page)).toBeVisible()
  const outcomes = await page.evaluate(() => {
    const attempts: (() => unknown)[] = [
      () => new Worker('data:text/javascript,1'),
      () => new Worker('./assets/any.js'),
      () => Object.assign(document.createElement('script'), { src: 'https://example.org/a.js' }),
      () => Object.assign(document.createElement('div'), { innerHTML: '<b>x</b>' }),
      () => Reflect.construct(Function, ['return 1']),
    ]
    const outcome = (attempt: () => unknown) => {
      try {
        attempt()
        return 'started'
      } catch {
        return 'refused'
      }
    }
    // Later, because what a test evaluates at once stands above the policy.
    return new Promise<string[]>((resolve) => setTimeout(() => resolve(attempts.map(outcome))))
  })
  // Browsers without Trusted Types leave the first four to the rest of the policy.
  const hasTrustedTypes = await page.evaluate(() => 'trustedTypes' in globalThis)
  expect(outcomes).toEqual(hasTrustedTypes ? Array(5).fill('refused') : [...outcomes.slice(0, 4), 'refused'])
})

test('without workers the engine runs in the page', async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('refused', 'SecurityError')
      }
    } as unknown as typeof Worker
  })
  await page.goto('./')
  await drawn(page)
  await expect(diagram(page)).toBeVisible()
  expect(page.workers()).toEqual([])
})

test('a frame without an origin of its own shows the page all the same', async ({ page }) => {
  await page.route('**/host.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<iframe sandbox="allow-scripts" src="./index.html" width="1280" height="720"></iframe>',
    }),
  )
  await page.goto('./host.html')
  await expect(diagram(page.frameLocator('iframe'))).toBeVisible()
})
