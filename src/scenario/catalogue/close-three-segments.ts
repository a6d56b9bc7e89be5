import { at, CLOSE, CONNECTS, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeThreeSegments = {
  id: 'close-three-segments',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.3.2 (Figure 5, note 2), 3.10.7.4 (eighth, FIN-WAIT-1)', 'RFC 1122 4.2.2.8 (c)'],
  tags: ['FIN,ACK', 'FIN-WAIT-1', 'TIME-WAIT', 'LAST-ACK'],
  myths: ['M-16', 'M-17', 'M-28'],
  variants: [scenario({ apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(0) } })],
} as const satisfies CatalogueEntry
