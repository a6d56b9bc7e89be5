import { deflateSync } from 'fflate'
import { err, ok, type Result } from '../base/result.ts'

/** Bytes to base64url text and back, raw deflate and its inverse with limits. */

export function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** Null: not base64url without padding. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text) || text.length % 4 === 1) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/**
 * At once, unlike the stream that browsers have: a change is in the address as soon as it is made, and no reload can come
 * between the two.
 */
export const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 9 })

export type InflateError = 'damaged' | 'too-large'

/** Counts while inflating and stops above the limit of bytes or of wall time: a bomb never unfolds. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: { readonly bytes: number; readonly ms: number },
): Promise<Result<Uint8Array<ArrayBuffer>, InflateError>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const reader = stream.getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  let late = false
  const timer = setTimeout(() => {
    late = true
    void reader.cancel()
  }, limit.ms)
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.length
      if (size > limit.bytes) return err('too-large')
      parts.push(next.value)
    }
  } catch {
    return err('damaged')
  } finally {
    clearTimeout(timer)
    reader.cancel().catch(() => undefined)
  }
  return late ? err('too-large') : ok(joined(parts, size))
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
