import { at, CONNECTS, drop, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const openSynLost = {
  id: 'open-syn-lost',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 6298 2.1, 5.7', 'RFC 9293 3.8.1, 3.8.3, 3.10.8'],
  tags: ['SYN', 'loss', 'RTO', 'retransmission'],
  myths: ['M-71'],
  variants: [
    scenario({
      // The first copy of the data is lost too, which shows the RTO that data begins with.
      apps: { C: [CONNECTS, at(1_500, 'sock', send(100, 'D1'))], S: READING },
      faults: [drop('C', 'SYN'), drop('C', 'DATA')],
    }),
  ],
} as const satisfies CatalogueEntry
