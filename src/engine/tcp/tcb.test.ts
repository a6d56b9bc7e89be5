import { expect, test } from 'vitest'
import { PROFILES } from './profiles.ts'
import { newTcb, resetTcb, type Tcb } from './tcb.ts'

/** Every field another value than the one a new TCB has. */
function scrambled(): Tcb {
  const scramble = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, scramble(inner)]))
    return 'used'
  }
  return scramble({ ...newTcb(PROFILES.linux) }) as Tcb
}

test('a TCB that is used again is as good as new', () => {
  const tcb = scrambled()
  resetTcb(tcb, PROFILES.rfc9293)
  expect(tcb).toStrictEqual(newTcb(PROFILES.rfc9293))
})
