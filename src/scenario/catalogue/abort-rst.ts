import { at, CONNECTS, drop, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const APPS = {
  C: [CONNECTS, at(1_000, 'sock', send(100, 'D1')), at(1_000, 'sock', { op: 'abort' })],
  S: READING,
} as const

export const abortRst = {
  id: 'abort-rst',
  group: 'trouble',
  tier: 'core',
  rfc: ['RFC 9293 3.5.2, 3.6, 3.9.1.6, 3.10.5, 3.10.7.4 (second)', 'RFC 5961 3.2'],
  tags: ['RST', 'ABORT', 'SO_LINGER', 'ECONNRESET'],
  myths: ['M-28', 'M-29', 'M-33', 'M-74'],
  variants: [scenario({ apps: APPS }), scenario({ apps: APPS, faults: [drop('C', 'DATA')] })],
} as const satisfies CatalogueEntry
