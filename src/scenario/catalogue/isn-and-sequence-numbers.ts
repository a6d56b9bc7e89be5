import { at, CLIENT_READS, CONNECTS, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const isnAndSequenceNumbers = {
  id: 'isn-and-sequence-numbers',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4, 3.4.1'],
  tags: ['SEQ', 'ACK', 'ISN', 'wrap'],
  myths: ['M-51', 'M-66', 'M-69'],
  variants: [
    scenario({
      apps: {
        C: [CONNECTS, CLIENT_READS, at(200, 'sock', send(100, 'D1')), at(600, 'sock', send(50, 'D2'))],
        S: [...READING, at(400, 'conn', send(200, 'R1'))],
      },
    }),
    scenario({
      hosts: { C: { isns: [2 ** 32 - 50] } },
      apps: {
        C: [CONNECTS, at(200, 'sock', send(100, 'D1')), at(400, 'sock', send(20, 'D2'))],
        S: READING,
      },
    }),
  ],
} as const satisfies CatalogueEntry
