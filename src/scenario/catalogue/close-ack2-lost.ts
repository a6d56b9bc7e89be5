import { clientCloses, clientConnects, drop, scenario, servesAndCloses } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeAck2Lost = {
  id: 'close-ack2-lost',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6.1 (MUST-13), 3.10.7.4 (fifth and eighth, TIME-WAIT)'],
  tags: ['FIN', 'LAST-ACK', 'TIME-WAIT', '2MSL', 'retransmission'],
  myths: ['M-04', 'M-06'],
  variants: [
    scenario({
      apps: { C: [clientConnects(), clientCloses(1_000)], S: servesAndCloses(200) },
      faults: [drop('C', 'ACK', 2)],
    }),
  ],
} as const satisfies CatalogueEntry
