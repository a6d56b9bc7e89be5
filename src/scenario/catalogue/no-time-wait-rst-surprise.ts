import { after, at, CLOSE, CONNECTS, drop, READING, scenario, SHUT_WR } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const noTimeWaitRstSurprise = {
  id: 'no-time-wait-rst-surprise',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 9293 3.5.2 (group 1), 3.6.1, 3.10.7.1, 3.10.7.4 (second, LAST-ACK)'],
  tags: ['COUNTERFACTUAL', 'TIME-WAIT', 'RST', 'ECONNRESET', 'LAST-ACK'],
  myths: ['M-06', 'M-34'],
  variants: [
    scenario({
      hosts: { C: { settings: { timeWaitUs: 0 } } },
      apps: {
        C: [CONNECTS, at(1_000, 'sock', CLOSE)],
        // The server keeps its descriptor, so that somebody sees the error.
        S: [...READING, after('read', 'conn', SHUT_WR, 200)],
      },
      faults: [drop('C', 'ACK', 2)],
      gives_up: ['S1', 'S15'],
    }),
  ],
} as const satisfies CatalogueEntry
