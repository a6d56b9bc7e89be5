import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url))

/**
 * The script behind a package's command, to be run with node itself: no shell, so the same on every system.
 * @param {string} packageName @param {string} [command]
 */
export function scriptOf(packageName, command = packageName) {
  const root = path.join(MODULES, packageName)
  const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return path.join(root, typeof bin === 'string' ? bin : bin[command])
}
