import { describe, expect, it } from 'vitest'
import { placeInJson, placeOfSyntaxError } from './json-places.ts'

const text = `{
  "seed": 1,
  "apps": {
    "C": [
      { "op": "connect" },
      { "op": "close" }
    ]
  }
}`

const shown = (path: string) => {
  const { from, to, line } = placeInJson(text, path)
  return [text.slice(from, to), line]
}

describe('a path in JSON', () => {
  it('stands at its name, or where an item begins', () => {
    expect(shown('seed')).toEqual(['"seed"', 1])
    expect(shown('apps.C[1]')).toEqual(['{', 5])
    expect(shown('apps.C[1].op')).toEqual(['"op"', 5])
  })

  it('that is missing is shown at what should have it', () => {
    expect(shown('apps.C[0].socket')).toEqual(['{', 4])
    expect(shown('apps.S')).toEqual(['"apps"', 2])
    expect(shown('profile')).toEqual(['', 0])
  })
})

it('shows where a text stops being JSON', () => {
  expect(placeOfSyntaxError(text)).toBeNull()
  expect(placeOfSyntaxError('{\n  "seed": 1,\n  x\n}')).toMatchObject({ line: 2 })
  expect(placeOfSyntaxError('{\n  "seed": 1')?.line).toBe(1)
})
