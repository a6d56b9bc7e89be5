import { expect, it } from 'vitest'
import { pathText, valueAt, withValue } from './path.ts'

const whole = { apps: { C: [{ op: 'connect' }, { op: 'close' }] }, seed: 1 }

it('finds a place and says it as errors do', () => {
  expect(valueAt(whole, ['apps', 'C', 1, 'op'])).toBe('close')
  expect(valueAt(whole, ['apps', 'S', 0])).toBeUndefined()
  expect(valueAt(whole, ['constructor'])).toBeUndefined()
  expect(pathText(['apps', 'C', 1, 'op'])).toBe('apps.C[1].op')
})

it('changes one place and leaves the rest, its order and the old whole alone', () => {
  const changed = withValue(whole, ['apps', 'C', 1, 'op'], 'abort')
  expect(JSON.stringify(changed)).toBe('{"apps":{"C":[{"op":"connect"},{"op":"abort"}]},"seed":1}')
  expect(whole.apps.C[1]?.op).toBe('close')
})

it('adds what is not there and removes what shall not be', () => {
  expect(withValue(whole, ['hosts', 'C', 'port'], 5)).toEqual({ ...whole, hosts: { C: { port: 5 } } })
  expect(withValue(whole, ['apps', 'C', 0], undefined)).toEqual({ apps: { C: [{ op: 'close' }] }, seed: 1 })
  expect(withValue(whole, ['seed'], undefined)).toEqual({ apps: whole.apps })
})
