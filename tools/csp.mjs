// The Content-Security-Policy, in this one place: the build writes it into the pages and into _headers,
// the local server sends it.

/** React Aria's press style, the only style element of the app. Recompute when the library changes. */
export const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/** @typedef {'index' | 'embed'} Page */

/**
 * What stands in the page itself. A meta element ignores frame-ancestors, so that one is in the header only.
 * @param {Page} page
 */
export function policyOf(page) {
  const embed = page === 'embed'
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    embed ? "style-src 'self'" : `style-src 'self' ${REACT_ARIA_STYLE}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    embed ? "frame-src 'none'" : "frame-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/** @param {Page} page */
export const policyHeaderOf = (page) =>
  `${policyOf(page)}; frame-ancestors ${page === 'embed' ? '*' : "'self'"}`

/** @param {string} htmlFile name of a page of the build */
export const pageKind = (htmlFile) => (/(^|\/)embed\.html$/.test(htmlFile) ? 'embed' : 'index')
