import path from 'node:path'
import { DEBTS, LAYERS } from './import-table.mjs'

/** @typedef {import('./import-table.mjs').Layer} Layer */

const TEST_FILE = /\.test\.tsx?$/

/** @param {string} place @param {string} scope */
const within = (place, scope) => place === scope || place.startsWith(`${scope}/`)

/** @param {string} file path under src/ */
const isTest = (file) => TEST_FILE.test(file) || within(file, 'test')

/** @param {string} file path under src/ @returns {Layer | undefined} */
function layerOf(file) {
  return LAYERS.find(({ path: scope }) => (scope === '' ? !file.includes('/') : within(file, scope)))
}

/** @param {string} specifier */
const packageOf = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** @param {Layer} layer @param {string} specifier */
function mayUsePackage(layer, specifier) {
  const allowed = layer.packages ?? []
  if (specifier.startsWith('node:')) return allowed.includes('node:*')
  return allowed.includes('*') || allowed.includes(packageOf(specifier))
}

/** @param {Layer} layer @param {string} from @param {string} to */
function isOwn(layer, from, to) {
  if (layer.path === '') return !to.includes('/')
  if (!within(to, layer.path)) return false
  if (!layer.eachFolderAlone) return true
  const folder = (/** @type {string} */ file) => file.slice(layer.path.length + 1).split('/')[0]
  return folder(from) === folder(to)
}

/**
 * Why `from` may not import `specifier`, or undefined if it may.
 * @param {string} from path under src/
 * @param {string} specifier as written in the import
 * @param {boolean} typeOnly
 */
export function forbidden(from, specifier, typeOnly) {
  if (isTest(from)) return undefined
  const layer = layerOf(from)
  if (layer === undefined) return `src/${from} lies in no layer of the import table.`
  const self = layer.path === '' ? 'A composition root' : `src/${layer.path}`
  if (!specifier.startsWith('.')) {
    if (mayUsePackage(layer, specifier)) return undefined
    return `${self} may not import the package '${specifier}'.`
  }
  const file = path.posix.join(path.posix.dirname(from), specifier.replace(/[?#].*$/, ''))
  if (file.startsWith('..')) return `${self} may not import from outside src/.`
  if (isTest(file)) return 'Only tests may import tests and their fixtures.'
  if (isOwn(layer, from, file)) return undefined
  const to = file.replace(/\.\w+$/, '')
  const allowed = typeOnly ? [...layer.may, ...(layer.types ?? [])] : layer.may
  if (allowed.some((scope) => within(to, scope) || within(file, scope))) return undefined
  if (DEBTS.some((debt) => debt.from === from && debt.to === file)) return undefined
  if (layer.eachFolderAlone && within(file, layer.path)) {
    return `A folder of src/${layer.path} may not import another one: move what they share down.`
  }
  const onlyTypes = layer.types?.some((scope) => within(to, scope)) ?? false
  return `${self} may not import ${onlyTypes ? 'anything but types from ' : ''}'src/${to}' (see tools/lint/import-table.mjs).`
}
