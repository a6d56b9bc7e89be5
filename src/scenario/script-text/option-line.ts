import type { Side } from '../../engine/tcp/state.ts'
import { OPTION_ROOTS } from './base.ts'
import { Cursor } from './cursor.ts'
import { jsonOf } from './json-value.ts'
import { fail } from './script-error.ts'

/** A member of the scenario by its path, and its value. */
export interface OptionLine {
  readonly path: readonly string[]
  readonly value: unknown
  /** Where the value stands in the line. */
  readonly at: number
}

export type ReadOption =
  | { readonly kind: 'local'; readonly side: Side }
  | { readonly kind: 'members'; readonly members: readonly OptionLine[] }

const DEEPEST = 4

/**
 * Reads `--hosts.S.settings.timeWaitUs=60000000`: any member of a scenario but those that lines make. `--delay=50ms` is
 * both directions, `--local=S` says whose arrow `>` is. Null if it is no option.
 */
export function readOption(text: string): ReadOption | null {
  const found = /^\s*--([A-Za-z_][\w.]*)\s*=\s*/.exec(text)
  if (found === null) return null
  const [whole, name = ''] = found
  const at = whole.length
  const value = text.slice(at).trimEnd()
  if (name === 'local') {
    if (value !== 'C' && value !== 'S') fail(at, 'expected', { what: 'C, S' })
    return { kind: 'local', side: value as Side }
  }
  if (name === 'delay') return { kind: 'members', members: delayMembers(value, at) }
  const path = name.split('.')
  if (path.length > DEEPEST || !OPTION_ROOTS.has(path[0] ?? '') || path.some(isForbidden))
    fail(text.indexOf('--'), 'unknown-option', { name })
  return { kind: 'members', members: [{ path, value: jsonOf(value), at }] }
}

function delayMembers(value: string, at: number): OptionLine[] {
  const cursor = new Cursor(value)
  const us = cursor.time()
  if (us === null || !cursor.done) return fail(at, 'bad-value', { name: 'delay', found: value.slice(0, 40) })
  return ['CtoS', 'StoC'].map((direction) => ({ path: ['network', direction, 'delayUs'], value: us, at }))
}

/** Names that no scenario may use (invariants section 7). */
function isForbidden(name: string): boolean {
  return name === '' || name === '__proto__' || name === 'constructor' || name === 'prototype'
}

/** Sets a member in a tree of plain objects without prototype, making those on the way. False: it is there already. */
export function setMember(tree: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const inner = tree[name]
  const next = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {}
  tree[name] = next
  setMember(next, rest, value)
}
