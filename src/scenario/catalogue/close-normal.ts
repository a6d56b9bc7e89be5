import { at, CLOSE, CONNECTS, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeNormal = {
  id: 'close-normal',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6 (Figure 12), 3.6.1 (MUST-13), 3.10.4, 3.10.7.4 (fifth, eighth)'],
  tags: ['FIN', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'LAST-ACK', 'TIME-WAIT', '2MSL'],
  myths: ['M-01', 'M-02', 'M-05', 'M-09', 'M-20', 'M-24', 'M-27', 'M-32'],
  variants: [scenario({ apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) } })],
} as const satisfies CatalogueEntry
