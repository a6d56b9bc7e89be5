import { afterEach, describe, expect, it, vi } from 'vitest'
import { installScriptPolicy } from './trusted-types.ts'

afterEach(() => vi.unstubAllGlobals())

describe('the Trusted Types policy', () => {
  it('is named default and lets a blob through, nothing else', () => {
    const createPolicy =
      vi.fn<(name: string, rules: { createScriptURL: (url: string) => string }) => object>()
    vi.stubGlobal('trustedTypes', { defaultPolicy: null, createPolicy })
    installScriptPolicy()
    const [name, rules] = createPolicy.mock.calls[0] ?? []
    expect(name).toBe('default')
    expect(Object.keys(rules ?? {})).toEqual(['createScriptURL'])
    expect(rules?.createScriptURL('blob:null/4e1f')).toBe('blob:null/4e1f')
    expect(rules?.createScriptURL('./sw.js')).toBe('./sw.js')
    for (const url of ['data:text/javascript,1', 'https://example.org/a.js', './a.js', 'javascript:1', '']) {
      expect(() => rules?.createScriptURL(url)).toThrow(TypeError)
    }
  })

  it('is made once, and not at all where there are no Trusted Types', () => {
    const createPolicy = vi.fn<() => object>()
    vi.stubGlobal('trustedTypes', { defaultPolicy: {}, createPolicy })
    installScriptPolicy()
    vi.stubGlobal('trustedTypes', undefined)
    installScriptPolicy()
    expect(createPolicy).not.toHaveBeenCalled()
  })
})
