import { at, CONNECTS, drop, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const openAckLost = {
  id: 'open-ack-lost',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4, 3.10.7.4 (first, fifth), 3.10.8'],
  tags: ['ACK', 'loss', 'SYN-RECEIVED', 'ESTABLISHED'],
  myths: ['M-49', 'M-56'],
  variants: [
    scenario({ apps: { C: [CONNECTS], S: READING }, faults: [drop('C', 'ACK')] }),
    scenario({
      apps: { C: [CONNECTS, at(300, 'sock', send(100, 'D1'))], S: READING },
      faults: [drop('C', 'ACK')],
    }),
  ],
} as const satisfies CatalogueEntry
