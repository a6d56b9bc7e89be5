import { at, CLOSE, CONNECTS, drop, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeFin1Lost = {
  id: 'close-fin1-lost',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.4, 3.6, 3.10.8', 'RFC 6298 5'],
  tags: ['FIN', 'loss', 'FIN-WAIT-1', 'retransmission'],
  myths: ['M-25', 'M-31'],
  variants: [
    scenario({
      apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) },
      faults: [drop('C', 'FIN')],
    }),
  ],
} as const satisfies CatalogueEntry
