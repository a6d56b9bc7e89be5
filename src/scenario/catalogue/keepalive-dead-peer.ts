import { after, clientReboots, CONNECTS, ms, READING, scenario, silence } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const KEEPALIVE = { idleUs: ms(7_200_000), intervalUs: ms(75_000), probes: 9 }

const APPS = {
  C: [CONNECTS],
  S: [...READING, after('accept', 'conn', { op: 'setopt', options: { keepalive: KEEPALIVE } })],
}

export const keepaliveDeadPeer = {
  id: 'keepalive-dead-peer',
  group: 'trouble',
  tier: 'core',
  rfc: ['RFC 9293 3.8.4 (MAY-5, MUST-24 to MUST-29, SHLD-12)', 'RFC 1122 4.2.3.6'],
  tags: ['SO_KEEPALIVE', 'keepalive', 'ETIMEDOUT', 'ECONNRESET', 'Linux'],
  myths: ['M-60', 'M-61', 'M-62'],
  variants: [
    // A living peer is asked again every two hours, for ever.
    scenario({ apps: APPS, stopUs: ms(7_200_250) }),
    scenario({ apps: APPS, faults: [silence('C', 1_000), silence('S', 1_000)] }),
    scenario({ apps: APPS, ...clientReboots(1_000), gives_up: ['S1'] }),
  ],
} as const satisfies CatalogueEntry
