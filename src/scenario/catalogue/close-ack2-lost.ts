import { at, CLOSE, CONNECTS, drop, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeAck2Lost = {
  id: 'close-ack2-lost',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6.1 (MUST-13), 3.10.7.4 (fifth and eighth, TIME-WAIT)'],
  tags: ['ACK', 'loss', 'LAST-ACK', 'TIME-WAIT', '2MSL', 'retransmission'],
  myths: ['M-04'],
  variants: [
    scenario({
      apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) },
      faults: [drop('C', 'ACK', 2)],
    }),
  ],
} as const satisfies CatalogueEntry
