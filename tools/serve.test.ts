import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from './serve.mjs'

let dir = ''
let server: Awaited<ReturnType<typeof serve>>

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'synscope-serve-'))
  mkdirSync(path.join(dir, 'site/assets'), { recursive: true })
  writeFileSync(path.join(dir, 'secret.txt'), 'secret')
  writeFileSync(path.join(dir, 'site/index.html'), '<p>hello</p>')
  writeFileSync(path.join(dir, 'site/assets/a.js'), 'export {}')
  server = await serve({ dir: path.join(dir, 'site') })
})
afterAll(() => {
  server.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Sends the path as it stands; fetch() would tidy it up first. */
const statusOf = (rawPath: string, method = 'GET') =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    request({ hostname, port, path: rawPath, method, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })

test('serves a folder by its index.html, with type and headers', async () => {
  const response = await fetch(server.url)
  expect(await response.text()).toBe('<p>hello</p>')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  '/missing',
  '/assets',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/%zz',
  '/%00',
])('has nothing at %s', async (rawPath) => {
  expect(await statusOf(rawPath)).toBe(404)
})

test('only reads', async () => {
  expect(await statusOf('/', 'POST')).toBe(405)
  expect(await statusOf('/assets/a.js', 'HEAD')).toBe(200)
})
