import { CONNECTS, drop, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const openSynackLost = {
  id: 'open-synack-lost',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.10.7.3 (fifth), 3.10.7.4 (first), 3.10.8', 'RFC 6298 5.7'],
  tags: ['SYN,ACK', 'loss', 'SYN-RECEIVED', 'dupSyn', 'Linux', 'BSD'],
  myths: [],
  variants: [
    scenario({ apps: { C: [CONNECTS], S: READING }, faults: [drop('S', 'SYNACK')] }),
    scenario({
      settings: { dupSyn: 'synack' },
      apps: { C: [CONNECTS], S: READING },
      faults: [drop('S', 'SYNACK')],
    }),
  ],
} as const satisfies CatalogueEntry
