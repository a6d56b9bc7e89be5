// What makes the site work without network: the list of files for the service worker, and the studio as one file.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { layerOrder } from './site-plugin.mjs'
import { writeSingleFile } from './single-file.mjs'

/** Under the site's root, or it could not look after the site. */
export const SERVICE_WORKER = 'src/sw.worker.ts'
const WORKER_FILE = 'sw.js'

// Only for people who publish or embed; and what is fetched when it is asked for.
const NOT_KEPT =
  /^(_headers|synscope\.html|embed-demo\.|embed\.(js|d\.ts)$|kernel-traces\/|scenario\/|oembed\/)|\.map$/

/** @param {string} dir @returns {string[]} files below it, with / between folders */
function filesBelow(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}

/** @returns {import('vite').Plugin} */
export function offline() {
  let publicDir = ''
  let outDir = ''
  /** @type {string[]} */
  let target = []
  return {
    name: 'synscope:offline',
    apply: 'build',
    configResolved(config) {
      publicDir = config.publicDir
      outDir = path.resolve(config.root, config.build.outDir)
      target = [config.build.target].flat().filter((each) => typeof each === 'string')
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[WORKER_FILE]
        if (worker?.type !== 'chunk') throw new Error(`${WORKER_FILE} is missing`)
        const hash = createHash('sha256')
        const files = [...new Set([...Object.keys(bundle), ...filesBelow(publicDir)])]
          .filter((file) => file !== WORKER_FILE && !NOT_KEPT.test(file))
          .sort()
        for (const file of files) {
          const made = bundle[file]
          const content =
            made === undefined
              ? readFileSync(path.join(publicDir, file))
              : made.type === 'chunk'
                ? made.code
                : made.source
          hash.update(file).update(content)
        }
        const release = hash.digest('hex').slice(0, 16)
        worker.code = worker.code
          .replace(/["'`]__RELEASE__["'`]/, JSON.stringify(release))
          .replace(/["'`]__FILES__["'`]/, JSON.stringify(files))
      },
    },
    async closeBundle() {
      await writeSingleFile(outDir, target, layerOrder())
    },
  }
}
