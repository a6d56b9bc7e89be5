import { pageKind, policyOf } from './csp.mjs'
import { headersFile } from './headers.mjs'

const CHARSET = '<meta charset="utf-8" />'

/**
 * Writes the policy into each page and the headers into _headers, at build only: the dev server needs inline scripts.
 * @returns {import('vite').Plugin}
 */
export function site() {
  /** @type {Set<string>} */
  const pages = new Set()
  return {
    name: 'synscope:site',
    apply: 'build',
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
      handler() {
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFile([...pages].sort()) })
      },
    },
  }
}
