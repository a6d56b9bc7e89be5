// Runs a TypeScript program in Node, quickly: bundles it once and keeps the bundle until one of its files changes.
//
//   node tools/run-ts.mjs src/cli/main.ts run open-normal
//
// The program sees its own arguments, stdin and exit code; nothing is printed but what it prints.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = path.join(ROOT, 'node_modules/.cache/run-ts')
const KEEP_MS = 24 * 60 * 60 * 1000

/** @param {string} place file or folder */
function stampOf(place) {
  const found = statSync(place, { throwIfNoEntry: false })
  return found === undefined ? 'gone' : `${found.mtimeMs}:${found.size}`
}

/** @param {string[]} inputs files; their folders count too, because a glob import notices a new file only there */
function stampsOf(inputs) {
  const places = new Set(inputs.flatMap((file) => [file, path.dirname(file)]))
  return Object.fromEntries([...places].sort().map((place) => [path.relative(ROOT, place), stampOf(place)]))
}

/** @param {string} recordFile */
function freshBundle(recordFile) {
  try {
    const { bundle, stamps } = JSON.parse(readFileSync(recordFile, 'utf8'))
    const unchanged = Object.entries(stamps).every(
      ([place, stamp]) => stampOf(path.join(ROOT, place)) === stamp,
    )
    return unchanged && stampOf(bundle) !== 'gone' ? bundle : undefined
  } catch {
    return undefined
  }
}

/** Bundles that nobody asked for in a while; a younger one may be about to be read. */
function dropOldBundles() {
  for (const name of readdirSync(CACHE).filter((name) => name.endsWith('.mjs'))) {
    const file = path.join(CACHE, name)
    const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (Date.now() - mtimeMs > KEEP_MS) rmSync(file, { force: true })
  }
}

/**
 * Readers may run at the same time: they see the old file or the new one, never half of it.
 * @param {string} file @param {string} text
 */
function writeWhole(file, text) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}

/** @param {string} entry @param {string} recordFile */
async function bundleOf(entry, recordFile) {
  const { build } = await import('vite')
  const result = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      write: false,
      target: 'node20',
      minify: false,
      sourcemap: 'inline',
      // One file, also of a program that imports parts of itself lazily.
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  )
  const chunk = outputs.find((output) => output.type === 'chunk' && output.isEntry)
  if (chunk?.type !== 'chunk') throw new Error(`${entry}: no bundle`)
  const inputs = outputs
    .flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []))
    .map((id) => id.replace(/[?#].*$/, ''))
    .filter((id) => path.isAbsolute(id) && stampOf(id) !== 'gone')
  const stamps = stampsOf([...inputs, path.join(ROOT, 'package-lock.json'), fileURLToPath(import.meta.url)])
  const hash = createHash('sha256').update(chunk.code).digest('hex').slice(0, 12)
  const bundle = path.join(CACHE, `${path.basename(entry, path.extname(entry))}-${hash}.mjs`)
  mkdirSync(CACHE, { recursive: true })
  dropOldBundles()
  writeWhole(bundle, chunk.code)
  writeWhole(recordFile, JSON.stringify({ bundle, stamps }))
  return bundle
}

const [entryName, ...args] = process.argv.slice(2)
if (entryName === undefined) throw new Error('usage: node tools/run-ts.mjs <file.ts> [arguments]')
const entry = path.resolve(ROOT, entryName)
const recordFile = path.join(CACHE, `${path.relative(ROOT, entry).replaceAll(path.sep, '-')}.json`)
const bundle = freshBundle(recordFile) ?? (await bundleOf(entry, recordFile))
process.setSourceMapsEnabled(true)
process.argv = [process.execPath, entry, ...args]
await import(pathToFileURL(bundle).href)
