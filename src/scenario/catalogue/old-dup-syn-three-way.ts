import {
  at,
  CLOSE,
  CONNECTS,
  delay,
  READING,
  readingThenClosing,
  scenario,
  TRIES_TO_CONNECT,
} from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const oldDupSynThreeWay = {
  id: 'old-dup-syn-three-way',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.5 (Figures 8 and 11), 3.10.7.1, 3.10.7.3 (first), 3.10.7.4 (second)'],
  tags: ['SYN', 'old duplicate', 'RST', 'LISTEN', 'TIME-WAIT'],
  myths: ['M-45', 'M-57'],
  variants: [
    scenario({
      apps: { C: [TRIES_TO_CONNECT, at(800, 'sock', CLOSE)], S: READING },
      faults: [delay('C', 'SYN', 1, 2_950)],
    }),
    scenario({
      apps: {
        C: [TRIES_TO_CONNECT, at(500, 'sock', CLOSE), at(1_000, 'sock2', { op: 'connect' })],
        S: READING,
      },
      faults: [delay('C', 'SYN', 1, 1_450), delay('C', 'SYN', 2, 650)],
    }),
    scenario({
      apps: { C: [CONNECTS, at(2_000, 'sock', CLOSE)], S: readingThenClosing(200) },
      faults: [delay('C', 'SYN', 1, 3_450)],
    }),
  ],
} as const satisfies CatalogueEntry
