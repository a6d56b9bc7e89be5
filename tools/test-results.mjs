// Where the test runners leave their results, and what these add up to.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../node_modules/.cache/test-results', import.meta.url))

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/** A run of tools/test.mjs names its stage, so that one runner used twice leaves two files. */
export const STAGE = 'SYNSCOPE_TEST_STAGE'

/** @param {string} stage */
const fileOf = (stage) => path.join(FOLDER, `${stage.replaceAll(':', '-')}.json`)

/** @param {string} runner */
export const resultsFile = (runner) => fileOf(process.env[STAGE] ?? runner)

/** @param {string} stage */
export const forget = (stage) => rmSync(fileOf(stage), { force: true })

/** @param {any} report of vitest or Playwright @returns {Totals} */
function totalsOf(report) {
  if (report.stats !== undefined) {
    const { expected, flaky, skipped, unexpected } = report.stats
    return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report
  // A file that cannot be loaded is a failed suite without a test.
  const broken = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests }
}

/** @param {string} stage @returns {Totals | undefined} */
export function resultsOf(stage) {
  try {
    return totalsOf(JSON.parse(readFileSync(fileOf(stage), 'utf8')))
  } catch {
    return undefined
  }
}
