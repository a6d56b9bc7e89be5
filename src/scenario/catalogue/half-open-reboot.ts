import { ACCEPTS_AGAIN, at, clientReboots, CONNECTS, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const halfOpenReboot = {
  id: 'half-open-reboot',
  group: 'trouble',
  tier: 'core',
  rfc: ['RFC 9293 3.5.1 (Figures 9 and 10), 3.10.7.1, 3.10.7.3 (first), 3.10.7.4 (fourth)', 'RFC 5961 4.2'],
  tags: ['half-open', 'crash', 'reboot', 'RST', 'ECONNRESET'],
  myths: ['M-26', 'M-34', 'M-72', 'M-76', 'M-79'],
  variants: [
    scenario({
      apps: { C: [CONNECTS], S: [...READING, at(2_000, 'conn', send(100, 'R1'))] },
      ...clientReboots(1_000),
      gives_up: ['S1'],
    }),
    scenario({
      apps: {
        C: [CONNECTS, at(2_000, 'sock2', { op: 'connect', sourcePort: 49_152 })],
        S: [...READING, ACCEPTS_AGAIN],
      },
      ...clientReboots(1_000),
      gives_up: ['S1'],
    }),
  ],
} as const satisfies CatalogueEntry
