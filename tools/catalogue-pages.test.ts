import { expect, test } from 'vitest'
import { siteOf } from './catalogue-pages.mjs'

test('the address of the site ends with a slash, whatever was given', () => {
  expect(siteOf(undefined)).toBeNull()
  expect(siteOf('')).toBeNull()
  expect(siteOf('https://example.org')).toBe('https://example.org/')
  expect(siteOf('https://example.org/tcp?x#y')).toBe('https://example.org/tcp/')
  expect(() => siteOf('ftp://example.org')).toThrow('SYNSCOPE_URL')
})
