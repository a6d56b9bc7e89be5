import { at, CLOSE, CONNECTS, delay, drop, readingThenClosing, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const APPS = {
  C: [CONNECTS, at(1_000, 'sock', send(100, 'D1')), at(1_000, 'sock', CLOSE)],
  S: readingThenClosing(200),
}

export const closeFinReordered = {
  id: 'close-fin-reordered',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.10.7.4 (first: SHLD-31, seventh, eighth)'],
  tags: ['FIN', 'reordering', 'loss', 'duplicate ACK'],
  myths: [],
  variants: [
    scenario({ apps: APPS, faults: [delay('C', 'DATA', 1, 250)] }),
    scenario({ apps: APPS, faults: [drop('C', 'DATA')] }),
  ],
} as const satisfies CatalogueEntry
