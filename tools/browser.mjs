// Finds a Chromium for the tests and runs a command with its path in CHROMIUM_PATH.
//
//   node tools/browser.mjs                      prints the path
//   node tools/browser.mjs vitest run ...       runs a command of an installed package
//
// In this order: CHROMIUM_PATH, Playwright's own, an installed Chrome, Chromium or Edge, `playwright install`,
// and a Chromium packaged for npm (Linux on x64). What does not start a page does not count.
// NO_BROWSER_DOWNLOAD leaves the last two out, NO_SYSTEM_BROWSER the installed ones.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS } from './chromium-flags.mjs'
import { isMain } from './is-main.mjs'
import { scriptOf } from './node-bin.mjs'

/** @typedef {{ exe: string, env: Record<string, string> }} Browser */

// The last release that runs on Node 20.
const PACKAGED = '@sparticuz/chromium@147.0.0'
const PACKAGED_HOME = fileURLToPath(new URL('../node_modules/.cache/test-chromium', import.meta.url))
const DOWNLOAD_LIMIT_MS = 300_000
const PROBE_LIMIT_MS = 20_000

/** @param {string} message */
const say = (message) => console.error(`browser: ${message}`)

/** @param {Record<string, string | undefined>} values @returns {Record<string, string>} */
const defined = (values) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** @param {Browser} browser */
async function starts({ exe, env }) {
  try {
    const browser = await chromium.launch({
      executablePath: exe,
      args: CHROMIUM_FLAGS,
      timeout: PROBE_LIMIT_MS,
      env: { ...defined(process.env), ...env },
    })
    const page = await browser.newPage()
    const answer = await page.evaluate('6 * 7')
    await browser.close()
    return answer === 42
  } catch {
    return false
  }
}

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return apps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  }
  if (process.platform === 'win32') {
    const { PROGRAMFILES, LOCALAPPDATA, 'PROGRAMFILES(X86)': PROGRAMFILES_X86 } = process.env
    const roots = [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA].filter((root) => root !== undefined)
    const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe']
    return roots.flatMap((root) => programs.map((program) => path.join(root, program)))
  }
  const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']
  return [...commands.map((command) => `/usr/bin/${command}`), '/snap/bin/chromium']
}

function playwrightsOwn() {
  try {
    return chromium.executablePath()
  } catch {
    return undefined
  }
}

// Never with --with-deps: that changes the system's fonts.
function installWithPlaywright() {
  say('none installed; trying `playwright install chromium`')
  const args = [scriptOf('playwright'), 'install', 'chromium']
  spawnSync(process.execPath, args, { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  return playwrightsOwn()
}

/** @returns {Promise<Browser | undefined>} */
async function packaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const entry = path.join(PACKAGED_HOME, 'node_modules/@sparticuz/chromium/build/esm/index.js')
  if (!existsSync(entry)) {
    say(`fetching ${PACKAGED} (66 MB) with npm`)
    const args = [
      'install',
      '--prefix',
      PACKAGED_HOME,
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      PACKAGED,
    ]
    spawnSync('npm', args, { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  }
  if (!existsSync(entry)) return undefined
  // Makes the package unpack its own libnss3 and libnspr4 and name them in LD_LIBRARY_PATH.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const { default: build } = await import(pathToFileURL(entry).href)
  const exe = await build.executablePath()
  const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env
  return { exe, env: defined({ LD_LIBRARY_PATH, FONTCONFIG_PATH }) }
}

/** @returns {AsyncGenerator<[label: string, browser: Browser | undefined]>} */
async function* candidates() {
  /** @param {string | undefined} exe */
  const plain = (exe) => (exe === undefined ? undefined : { exe, env: {} })
  yield ['CHROMIUM_PATH', plain(process.env.CHROMIUM_PATH)]
  yield ["Playwright's own", plain(playwrightsOwn())]
  if (!process.env.NO_SYSTEM_BROWSER) {
    for (const place of usualPlaces()) yield ['installed', plain(place)]
  }
  if (process.env.NO_BROWSER_DOWNLOAD) return
  yield ['downloaded', plain(installWithPlaywright())]
  yield ['npm-packaged', await packaged()]
}

/** @returns {Promise<Browser>} */
export async function findChromium() {
  const tried = []
  for await (const [label, browser] of candidates()) {
    if (browser === undefined || !existsSync(browser.exe)) continue
    if (await starts(browser)) {
      say(`${label} ${browser.exe}`)
      return browser
    }
    say(`${label} ${browser.exe} does not start`)
    tried.push(browser.exe)
  }
  const list = tried.length > 0 ? ` (tried ${tried.join(', ')})` : ''
  throw new Error(
    `No Chromium was found that starts${list}. Install Chrome or Chromium, or set CHROMIUM_PATH.`,
  )
}

/** A Firefox as distributions install it, for the end-to-end tests. Unlike Chromium it may be absent. */
export function findFirefox() {
  const places = {
    darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
    linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    win32: ['C:/Program Files/Mozilla Firefox/firefox.exe'],
  }
  const { platform } = process
  const usual = platform === 'darwin' || platform === 'linux' || platform === 'win32' ? places[platform] : []
  const own = process.env.FIREFOX_PATH
  return (own === undefined ? usual : [own]).find((place) => existsSync(place))
}

async function main() {
  const { exe, env } = await findChromium()
  const [command, ...args] = process.argv.slice(2)
  if (command === undefined) {
    console.log(exe)
    return
  }
  const { status } = spawnSync(process.execPath, [scriptOf(command), ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env, CHROMIUM_PATH: exe },
  })
  process.exitCode = status ?? 1
}

if (isMain(import.meta.url)) {
  await main().catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
