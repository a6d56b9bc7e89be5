import type { SocketEvent, When } from '../../engine/sim/scenario.ts'
import type { Cursor } from './cursor.ts'
import { fail } from './script-error.ts'

/** When a line happens: at a time of the script's clock, or when something else has happened. */
export type LineTime =
  | { readonly kind: 'at'; readonly us: number }
  /** `*`: whenever it comes. */
  | { readonly kind: 'any' }
  | { readonly kind: 'when'; readonly when: When }

const EVENTS: readonly SocketEvent[] = ['established', 'readable', 'eof', 'error', 'closed']

/**
 * Reads the beginning of a line: `0.5` counts from the start, `+0.5` from the line before; `0.1...0.2` begins at 0.1
 * (the end is that of a blocked call and is not needed); `after NAME +0.5`, `on EVENT SOCKET +0.5`. Null: the line does
 * not begin with a time.
 */
export function readTime(cursor: Cursor, nowUs: number): LineTime | null {
  if (cursor.next(/\*/y) !== null) return { kind: 'any' }
  if (cursor.next(/after\b/y) !== null) {
    const after = cursor.needName()
    return { kind: 'when', when: { after, ...delay(cursor) } }
  }
  if (cursor.next(/on\b/y) !== null) {
    const { at } = cursor
    const word = cursor.need(/[a-z]+/y, EVENTS.join(', '))[0]
    const on = EVENTS.find((event) => event === word) ?? fail(at, 'unknown-word', { name: word })
    return { kind: 'when', when: { on, socket: cursor.needName(), ...delay(cursor) } }
  }
  const relative = cursor.next(/\+/y) !== null
  const us = relative ? cursor.needTime() : cursor.time()
  if (us === null) return null
  if (cursor.next(/\.\.\./y) !== null) {
    cursor.next(/\+/y)
    cursor.needTime()
  }
  return { kind: 'at', us: relative ? nowUs + us : us }
}

function delay(cursor: Cursor): { readonly delayUs?: number } {
  return cursor.next(/\+/y) === null ? {} : { delayUs: cursor.needTime() }
}
