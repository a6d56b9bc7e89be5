import { at, CLOSE, CONNECTS, LINUX_TIMES, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeWaitLeak = {
  id: 'close-wait-leak',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.5.2 (group 1), 3.6, 3.10.4 (CLOSE-WAIT)'],
  tags: ['CLOSE-WAIT', 'FIN-WAIT-2', 'tcp_fin_timeout', 'RST', 'EMFILE', 'Linux'],
  myths: ['M-21'],
  variants: [
    scenario({
      settings: LINUX_TIMES,
      apps: {
        C: [CONNECTS, at(1_000, 'sock', CLOSE)],
        S: [...READING, at(200_000, 'conn', send(100, 'R1'))],
      },
    }),
  ],
} as const satisfies CatalogueEntry
