import { at, CLIENT_READS, CLOSE, CONNECTS, READING, scenario, send, SHUT_WR } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeHalfCloseData = {
  id: 'close-half-close-data',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6, 3.6.1, 3.10.2 (CLOSE-WAIT), 3.10.7.4 (seventh)'],
  tags: ['shutdown', 'SHUT_WR', 'half-close', 'CLOSE-WAIT', 'FIN-WAIT-2'],
  myths: ['M-21', 'M-23', 'M-26'],
  variants: [
    scenario({
      apps: {
        C: [CONNECTS, CLIENT_READS, at(1_000, 'sock', SHUT_WR)],
        S: [
          ...READING,
          at(1_200, 'conn', send(500, 'R1')),
          at(1_400, 'conn', send(300, 'R2')),
          at(1_500, 'conn', CLOSE),
        ],
      },
    }),
  ],
} as const satisfies CatalogueEntry
