import { readFileSync } from 'node:fs'

/**
 * The JavaScript that a page of the build names in its HTML: what starts it. What it then asks for itself, for its first
 * picture and later, is not among it.
 * @param {string} page name of an HTML file of the build
 */
export function initialScripts(page) {
  const html = readFileSync(`dist/${page}`, 'utf8')
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => `dist/${file}`)
}
