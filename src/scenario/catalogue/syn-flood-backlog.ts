import { ACCEPTING, at, CLOSE, LINUX_TIMES, scenario, silence, TRIES_TO_CONNECT } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const synFloodBacklog = {
  id: 'syn-flood-backlog',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 4987 2, 3', 'RFC 9293 3.10.7.2, 3.10.7.4 (second), 3.10.8'],
  tags: ['SYN-RECEIVED', 'backlog', 'tcp_synack_retries', 'Linux'],
  myths: ['M-46'],
  variants: [
    scenario({
      settings: LINUX_TIMES,
      // C stands for an address that the attacker made up: it forgets at once and is never heard.
      apps: { C: [TRIES_TO_CONNECT, at(1, 'sock', CLOSE)], S: ACCEPTING },
      faults: [silence('S')],
    }),
  ],
} as const satisfies CatalogueEntry
