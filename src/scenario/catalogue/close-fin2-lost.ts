import { at, CLOSE, CONNECTS, drop, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeFin2Lost = {
  id: 'close-fin2-lost',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6, 3.10.8'],
  tags: ['FIN', 'loss', 'LAST-ACK', 'FIN-WAIT-2', 'retransmission'],
  myths: ['M-31'],
  variants: [
    scenario({
      apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) },
      faults: [drop('S', 'FIN')],
    }),
  ],
} as const satisfies CatalogueEntry
