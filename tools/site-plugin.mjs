import { readdirSync, readFileSync } from 'node:fs'
import { pageKind, policyOf } from './csp.mjs'
import { headersFile } from './headers.mjs'

const CHARSET = '<meta charset="utf-8" />'
/** Types of embed.js, for the pages that use it. */
const DECLARATIONS = new URL('../src/embed/player.d.ts', import.meta.url)
const LAYERS = new URL('../src/ui/layers.css', import.meta.url)

/** The statement that says which layer of style wins. The build moves it behind sheets that load earlier. */
export function layerOrder() {
  const [statement] = /@layer [^;{]+;/.exec(readFileSync(LAYERS, 'utf8')) ?? []
  if (statement === undefined) throw new Error(`${LAYERS.pathname}: the order of the layers is missing`)
  return statement
}

/**
 * Writes the policy into each page, the headers into _headers, the order of the layers into each sheet and the types of
 * embed.js beside it, at build only: the dev server needs inline scripts.
 * @returns {import('vite').Plugin}
 */
export function site() {
  /** @type {Set<string>} */
  const pages = new Set()
  return {
    name: 'synscope:site',
    apply: 'build',
    configResolved({ publicDir }) {
      for (const file of readdirSync(publicDir)) if (file.endsWith('.html')) pages.add(file)
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { filename, path }) {
        if (!html.includes(CHARSET)) throw new Error(`${filename}: ${CHARSET} is missing`)
        pages.add(path.replace(/^\//, ''))
        const meta = `<meta http-equiv="Content-Security-Policy" content="${policyOf(pageKind(path))}" />`
        // Right after the character set: a policy governs only what follows it.
        return html.replace(CHARSET, `${CHARSET}\n    ${meta}`)
      },
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const order = layerOrder()
        for (const file of Object.values(bundle)) {
          if (file.type === 'asset' && file.fileName.endsWith('.css'))
            file.source = `${order}${String(file.source)}`
        }
        this.emitFile({ type: 'asset', fileName: 'embed.d.ts', source: readFileSync(DECLARATIONS, 'utf8') })
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile([...pages].sort()) })
      },
    },
  }
}
