import {
  at,
  clientReboots,
  CLOSE,
  CONNECTS,
  LINUX_TIMES,
  readingThenClosing,
  scenario,
  silence,
} from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const CLIENT_DIES = {
  apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) },
  ...clientReboots(1_200),
  faults: [silence('S', 1_200)],
  gives_up: ['S1'],
}

export const lastAckGivesUp = {
  id: 'last-ack-gives-up',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6, 3.8.3 (R2), 3.10.8'],
  tags: ['LAST-ACK', 'R2', 'tcp_orphan_retries', 'crash', 'Linux'],
  myths: ['M-04', 'M-06', 'M-29'],
  variants: [scenario(CLIENT_DIES), scenario({ ...CLIENT_DIES, settings: LINUX_TIMES })],
} as const satisfies CatalogueEntry
