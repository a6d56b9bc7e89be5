import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * Whether this module is the script that node was started with.
 * @param {string} moduleUrl `import.meta.url`
 */
export function isMain(moduleUrl) {
  const script = process.argv[1]
  return script !== undefined && moduleUrl === pathToFileURL(realpathSync(script)).href
}
