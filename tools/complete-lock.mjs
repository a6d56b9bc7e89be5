// Makes package-lock.json whole on every platform. Run after each change of a dependency.
//
// A registry mirror may serve only its own platform's native packages. npm then leaves the others out of the lock,
// and `npm ci` refuses it everywhere ("Missing: ... from lock file"). Every optional dependency that the lock names
// but does not contain is added here, with the platform its name states.
//
//   node tools/complete-lock.mjs           completes the lock
//   node tools/complete-lock.mjs --check   changes nothing, fails if something is missing or the lock names a host
import { readFileSync, writeFileSync } from 'node:fs'
import { isMain } from './is-main.mjs'

/** @typedef {{ version: string, optionalDependencies?: Record<string, string>, dev?: boolean, resolved?: string }} Entry */
/** @typedef {{ packages: Record<string, Entry> }} Lock */

/** @type {Record<string, string | undefined>} */
const SYSTEMS = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  wasi: undefined,
  win32: 'win32',
  windows: 'win32',
}
const PROCESSORS = new Set([
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
])
/** @type {Record<string, string>} */
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

/**
 * The platform that a native package's name states, in the members a lock entry has for it.
 * @param {string} name
 */
export function platformOf(name) {
  if (name === 'fsevents') return { os: ['darwin'] }
  const words = name.split(/[/-]/)
  const os = words.map((word) => SYSTEMS[word]).find(Boolean)
  const cpu = words.find((word) => PROCESSORS.has(word)) ?? (words.includes('ppc64le') ? 'ppc64' : undefined)
  const libc = words.map((word) => LIBRARIES[word]).find(Boolean)
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
    ...(os && { os: [os] }),
  }
}

/**
 * Where Node would look for `name` from the package at `location`, nearest first.
 * @param {string} name @param {string} location
 */
function* placesFor(name, location) {
  let base = location
  while (base !== '') {
    yield `${base}/node_modules/${name}`
    const cut = base.lastIndexOf('/node_modules/')
    base = cut < 0 ? '' : base.slice(0, cut)
  }
  yield `node_modules/${name}`
}

/**
 * Optional dependencies that the lock names and does not contain: location -> entry.
 * @param {Lock} lock @returns {Map<string, Entry>}
 */
export function missingEntries(lock) {
  const missing = new Map()
  for (const [location, owner] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
      const places = [...placesFor(name, location)]
      if (places.some((place) => lock.packages[place] !== undefined || missing.has(place))) continue
      missing.set(`node_modules/${name}`, {
        version: range.replace(/^[~^]/, ''),
        optional: true,
        ...(owner.dev && { dev: true }),
        ...platformOf(name),
      })
    }
  }
  return missing
}

/**
 * A lock must install from whichever registry its reader has, so it names none.
 * @param {string} text
 */
export const hostsIn = (text) => [...new Set(text.match(/"resolved": "https?:\/\/[^/"]+/g) ?? [])]

/** @param {boolean} checkOnly */
function main(checkOnly) {
  const file = new URL('../package-lock.json', import.meta.url)
  const text = readFileSync(file, 'utf8')
  const lock = JSON.parse(text)
  const missing = missingEntries(lock)
  const hosts = hostsIn(text)
  if (checkOnly) {
    for (const place of missing.keys()) console.error(`package-lock.json lacks ${place}`)
    for (const host of hosts) console.error(`package-lock.json names a host: ${host}`)
    if (missing.size + hosts.length > 0) {
      console.error('Run: node tools/complete-lock.mjs')
      process.exit(1)
    }
    return
  }
  for (const entry of Object.values(lock.packages)) delete entry.resolved
  const entries = [...Object.entries(lock.packages), ...missing]
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  lock.packages = Object.fromEntries(entries)
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`package-lock.json: ${missing.size} entries added`)
}

if (isMain(import.meta.url)) main(process.argv.includes('--check'))
