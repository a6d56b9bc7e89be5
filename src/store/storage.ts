import { isGuest } from './guest.ts'

/** All that the browser keeps for us goes through here: small JSON objects with a version, each under its own key. */

export type Stored = Pick<Storage, 'getItem' | 'setItem'>

interface Found {
  /** Null: nothing is there, or nothing that can be understood. */
  readonly value: Readonly<Record<string, unknown>> | null
  /** False: the storage is blocked, or a newer version of ours has written there. */
  readonly writable: boolean
}

/** Reads an object. A damaged one is put aside once; what a newer version has written is left alone. */
export function readStored(storage: Stored | null, key: string, version: number): Found {
  try {
    const text = storage?.getItem(key) ?? null
    if (storage === null || text === null) return { value: null, writable: storage !== null }
    const value = parse(text)
    if (value === null) storage.setItem(`${key}.damaged`, text)
    else if (typeof value.version === 'number' && value.version > version)
      return { value: null, writable: false }
    return { value, writable: true }
  } catch {
    return { value: null, writable: false }
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** False if the storage refuses. */
export function writeStored(
  storage: Stored | null,
  key: string,
  value: { readonly version: number },
): boolean {
  try {
    storage?.setItem(key, JSON.stringify(value))
    return storage !== null
  } catch {
    return false
  }
}

/** A sandboxed frame throws at the mere mention of localStorage; Node has none. */
export function browserStorage(): Stored | null {
  if (isGuest()) return null
  try {
    return localStorage
  } catch {
    return null
  }
}
