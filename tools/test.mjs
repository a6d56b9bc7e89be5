// `npm test`: every check and every test, the cheap ones first; stops at the first stage that fails.
// The last line is the sum, "N passed, M failed".
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { forget, resultsOf, STAGE } from './test-results.mjs'

const STAGES = [
  { name: 'check', hasTests: false },
  { name: 'test:unit', hasTests: true },
  { name: 'test:components', hasTests: true },
  { name: 'test:e2e', hasTests: true },
]

/** @param {string} script */
function npmRun(script) {
  const npm = process.env.npm_execpath
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  return spawnSync(command, [...first, 'run', script], {
    stdio: 'inherit',
    env: { ...process.env, [STAGE]: script },
  }).status
}

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const { name, hasTests } of STAGES) {
  forget(name)
  const started = Date.now()
  const ok = npmRun(name) === 0
  const results = hasTests ? resultsOf(name) : undefined
  sum.passed += results?.passed ?? 0
  sum.skipped += results?.skipped ?? 0
  // A stage can fail without a failed test: a type error, a build, a runner that did not start.
  sum.failed += ok ? 0 : Math.max(1, results?.failed ?? 0)
  console.log(`\n${ok ? 'ok' : 'FAILED'}: npm run ${name} (${Math.round((Date.now() - started) / 1000)} s)`)
  if (!ok) break
}
const skipped = sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''
console.log(`\n${sum.passed} passed, ${sum.failed} failed${skipped}`)
process.exitCode = sum.failed > 0 ? 1 : 0
