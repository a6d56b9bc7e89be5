import { defineConfig, devices } from '@playwright/test'
import { findFirefox } from './tools/browser.mjs'
import { CHROMIUM_FLAGS } from './tools/chromium-flags.mjs'
import { freePort } from './tools/free-port.mjs'
import { HOST } from './tools/serve.mjs'
import { resultsFile } from './tools/test-results.mjs'

// The runner's workers load this file again; what the first one chose reaches them through the environment.
const isWorker = process.env.TEST_WORKER_INDEX !== undefined
const port = (process.env.SYNSCOPE_E2E_PORT ??= String(await freePort()))
const baseURL = `http://${HOST}:${port}/`

const chromium = process.env.CHROMIUM_PATH
const firefox = findFirefox()
const found = { chromium: true, firefox: firefox !== undefined, webkit: false }
const REASONS = {
  chromium: '',
  firefox: 'none is installed (FIREFOX_PATH names one)',
  webkit: 'its driver is not supported yet',
}
const required = (process.env.REQUIRE_BROWSERS ?? '').split(',').map((name) => name.trim())

for (const name of ['firefox', 'webkit'] as const) {
  if (found[name] || isWorker) continue
  if (required.includes(name)) throw new Error(`REQUIRE_BROWSERS names ${name}, but ${REASONS[name]}.`)
  console.log(`skipped: ${name}, ${REASONS[name]}`)
}

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  reporter: [['line'], ['json', { outputFile: resultsFile('playwright') }]],
  use: { baseURL, trace: 'retain-on-failure', video: 'off' },
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
