import { at, CLIENT_READS, CLOSE, CONNECTS, READING, scenario, send, SHUT_WR } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const rstVsFin = {
  id: 'rst-vs-fin',
  group: 'trouble',
  tier: 'core',
  rfc: ['RFC 9293 3.6.1 (MAY-1, SHLD-3)', 'RFC 1122 4.2.2.13', 'RFC 2525 2.16, 2.17'],
  tags: ['RST', 'FIN', 'close', 'shutdown', 'SHUT_WR', 'ECONNRESET'],
  myths: ['M-22', 'M-33', 'M-34'],
  variants: [
    scenario({
      apps: {
        C: [CONNECTS, at(1_000, 'sock', CLOSE)],
        S: [...READING, at(500, 'conn', send(200, 'R1'))],
      },
    }),
    scenario({
      apps: {
        C: [CONNECTS, at(1_000, 'sock', CLOSE)],
        S: [...READING, at(1_500, 'conn', send(200, 'R1'))],
      },
    }),
    scenario({
      apps: {
        C: [CONNECTS, CLIENT_READS, at(1_000, 'sock', SHUT_WR)],
        S: [...READING, at(1_500, 'conn', send(200, 'R1')), at(1_700, 'conn', CLOSE)],
      },
    }),
  ],
} as const satisfies CatalogueEntry
