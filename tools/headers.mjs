// The response headers of the site: what hosts that read _headers send, and what our own server sends.
import { pageKind, policyHeaderOf } from './csp.mjs'

/** @typedef {Record<string, string>} Headers */

// Everything a page could ask for, off, but the four that we use.
const OFF = `accelerometer autoplay bluetooth camera display-capture encrypted-media geolocation gyroscope hid
  idle-detection magnetometer microphone midi payment picture-in-picture publickey-credentials-get serial usb
  xr-spatial-tracking`
const OURS = 'clipboard-write fullscreen screen-wake-lock web-share'
const PERMISSIONS = [
  ...OFF.split(/\s+/).map((name) => `${name}=()`),
  ...OURS.split(' ').map((name) => `${name}=(self)`),
].join(', ')

/** @type {Headers} */
const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': PERMISSIONS,
  // A frame sandboxed without allow-same-origin fetches its own scripts and styles across origins.
  'Access-Control-Allow-Origin': '*',
}

const NEVER_CACHED = 'no-cache'
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** @param {string} path path of a file of the build, beginning with '/' @returns {Headers} */
export function headersFor(path) {
  if (path.startsWith('/assets/')) return { ...EVERYWHERE, 'Cache-Control': IMMUTABLE }
  const headers = { ...EVERYWHERE, 'Cache-Control': NEVER_CACHED }
  if (path !== '/' && !path.endsWith('.html')) return headers
  const kind = pageKind(path)
  return {
    ...headers,
    'Content-Security-Policy': policyHeaderOf(kind),
    ...(kind === 'index' && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
  }
}

/**
 * The text of _headers, as static hosts read it. Each page has its own block: blocks that match add up there.
 * @param {string[]} pages names of the HTML files
 */
export function headersFile(pages) {
  const own = (/** @type {string} */ path) =>
    Object.entries(headersFor(path)).filter(([name]) => !(name in EVERYWHERE))
  const block = (/** @type {string} */ path, /** @type {[string, string][]} */ headers) =>
    [path, ...headers.map(([name, value]) => `  ${name}: ${value}`)].join('\n')
  const paths = ['/', ...pages.map((page) => `/${page}`), '/sw.js', '/assets/*']
  return `${[block('/*', Object.entries(EVERYWHERE)), ...paths.map((path) => block(path, own(path)))].join('\n\n')}\n`
}
