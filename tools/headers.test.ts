import { expect, test } from 'vitest'
import { policyHeaderOf, policyOf } from './csp.mjs'
import { headersFile, headersFor } from './headers.mjs'

test('only the embed may be framed by others', () => {
  expect(policyHeaderOf('index')).toMatch(/frame-ancestors 'self'$/)
  expect(policyHeaderOf('embed')).toMatch(/frame-ancestors \*$/)
  expect(policyOf('embed')).toContain("frame-src 'none'")
})

test.each(['index', 'embed'] as const)('the policy of %s has no way round it', (page) => {
  expect(policyOf(page)).not.toMatch(/unsafe-|script-src[^;]*(data|blob|https?):/)
})

test('pages and the service worker are never cached, hashed assets for good', () => {
  for (const path of ['/', '/index.html', '/embed.html', '/sw.js']) {
    expect(headersFor(path)['Cache-Control'], path).toBe('no-cache')
  }
  expect(headersFor('/assets/index-abc.js')['Cache-Control']).toContain('immutable')
})

test('only the index isolates its window', () => {
  expect(headersFor('/')).toHaveProperty('Cross-Origin-Opener-Policy', 'same-origin')
  expect(headersFor('/embed.html')).not.toHaveProperty('Cross-Origin-Opener-Policy')
})

test('_headers gives each page its own policy, and none to everything', () => {
  const blocks = headersFile(['embed.html', 'index.html']).trim().split('\n\n')
  const block = (path: string) => blocks.find((text) => text.split('\n')[0] === path)
  expect(block('/*')).not.toContain('Content-Security-Policy')
  expect(block('/')).toContain(policyHeaderOf('index'))
  expect(block('/index.html')).toContain(policyHeaderOf('index'))
  expect(block('/embed.html')).toContain(policyHeaderOf('embed'))
})
