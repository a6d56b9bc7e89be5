import { test as base, type BrowserContext, expect } from '@playwright/test'

// Import `test` and `expect` from here, not from Playwright: a page that complains fails its test.

const VIOLATION = 'securitypolicyviolation'

class Problems {
  readonly #seen: string[] = []
  readonly #expected: RegExp[] = []

  /** For a test that provokes a problem: those that match do not fail it. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern)
  }

  add(problem: string): void {
    this.#seen.push(problem)
  }

  unexpected(): readonly string[] {
    return this.#seen.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)))
  }
}

const isLocal = (url: string) => /^(about|blob|data):/.test(url)

async function watch(context: BrowserContext, origin: string, problems: Problems): Promise<void> {
  // The console is the one channel that frames, popups and both browsers share.
  await context.addInitScript((violation) => {
    document.addEventListener(violation, (event) => {
      console.error(`${violation}: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
    })
  }, VIOLATION as 'securitypolicyviolation')
  context.on('console', (message) => {
    if (message.type() === 'error') problems.add(`console: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => problems.add(`page error: ${String(error.error())}`))
  context.on('request', (request) => {
    const url = request.url()
    if (!isLocal(url) && new URL(url).origin !== origin) problems.add(`request to another origin: ${url}`)
  })
}

/** A private window's answer. Keeping the site takes each new context as long as opening it. */
function refuseToKeep(): void {
  if (!('ServiceWorkerContainer' in globalThis)) return
  ServiceWorkerContainer.prototype.register = () =>
    Promise.reject(new DOMException('not in this test', 'SecurityError'))
}

interface Options {
  /** Whether pages may keep the site for times without network. */
  readonly keepsSite: boolean
}

export const test = base.extend<{ problems: Problems } & Options>({
  keepsSite: [false, { option: true }],
  problems: [
    async ({ context, baseURL, keepsSite }, use) => {
      const problems = new Problems()
      if (!keepsSite) await context.addInitScript(refuseToKeep)
      await watch(context, new URL(baseURL ?? '').origin, problems)
      await use(problems)
      expect(problems.unexpected(), 'problems that the page reported').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
