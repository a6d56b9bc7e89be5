import { availableParallelism } from 'node:os'
import { defineConfig, devices } from '@playwright/test'
import { findFirefox } from './tools/browser.mjs'
import { CHROMIUM_FLAGS } from './tools/chromium-flags.mjs'
import { freePort } from './tools/free-port.mjs'
import { HOST } from './tools/serve.mjs'
import { resultsFile } from './tools/test-results.mjs'

// The runner's workers load this file again, and so do other tools.
const isTestRun = process.argv.includes('test') && process.env.TEST_WORKER_INDEX === undefined

// Chosen by the first to load this file; the workers inherit its environment.
const port = (process.env.SYNSCOPE_E2E_PORT ??= String(await freePort()))
const baseURL = `http://${HOST}:${port}/`

const chromium = process.env.CHROMIUM_PATH
const firefox = findFirefox()

// Why an engine that may be absent is not tested; undefined if it is.
const absent: Record<string, string | undefined> = {
  firefox: firefox === undefined ? 'none is installed (FIREFOX_PATH names one)' : undefined,
  webkit: 'no driver for it is set up yet',
}
const required = (process.env.REQUIRE_BROWSERS ?? '').split(',').map((name) => name.trim())

for (const [name, reason] of Object.entries(absent)) {
  if (reason === undefined || !isTestRun) continue
  if (required.includes(name)) throw new Error(`REQUIRE_BROWSERS names ${name}: ${reason}.`)
  console.log(`skipped: ${name}, ${reason}`)
}

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  // A test waits for its page more than half of its time.
  workers: Math.min(8, availableParallelism() + 1),
  // Every view in both languages and all themes takes as long as all the rest: npm run test:gallery.
  testIgnore: process.env.npm_lifecycle_event === 'test:gallery' ? [] : 'gallery.spec.ts',
  forbidOnly: process.env.CI !== undefined,
  reporter: [['line'], ['json', { outputFile: resultsFile('playwright') }]],
  // Recording every test costs more than the tests themselves; `--trace retain-on-failure` asks for it.
  use: { baseURL, trace: 'off', video: 'off' },
  webServer: {
    command: `node tools/serve.mjs --port ${port}`,
    url: baseURL,
    reuseExistingServer: false,
  },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        launchOptions: { args: CHROMIUM_FLAGS, ...(chromium && { executablePath: chromium }) },
      },
    },
    ...(firefox === undefined
      ? []
      : [
          {
            name: 'firefox',
            // What differs between engines: delivery, policies, workers, frames; pointers, keys and focus. The other
            // specs ask its driver for what only Chromium's has: fingers, zoom, the clipboard, downloads.
            testMatch: /(delivery|security|embed|interaction)\.spec\.ts/,
            // A stock Firefox, driven over WebDriver BiDi. `use.channel` keeps Playwright from asking for its own build.
            use: {
              ...devices['Desktop Firefox'],
              channel: 'moz-firefox',
              launchOptions: { executablePath: firefox },
            },
          },
        ]),
  ],
})
