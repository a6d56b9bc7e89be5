import { ACCEPTING, at, CONNECTS, drop, ms, READING, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Injection } from '../../engine/sim/scenario.ts'

const COOKIES = { S: { settings: { synCookies: 'always' } } } as const

/** A third host claims that its SYN was answered. */
const GUESS: Injection = {
  when: { atUs: ms(100) },
  segment: { to: 'S', flags: ['ACK'], seq: 7_001, ack: 90_001, ports: [50_000, 443], spoof: 66 },
}

export const synFloodCookies = {
  id: 'syn-flood-cookies',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 4987 3.6', 'RFC 9293 3.4.1, 3.10.7.2'],
  tags: ['SYN cookie', 'tcp_syncookies', 'backlog', 'LISTEN', 'ISN'],
  myths: ['M-46'],
  variants: [
    scenario({ hosts: COOKIES, apps: { C: [CONNECTS], S: READING } }),
    scenario({
      hosts: COOKIES,
      apps: { C: [CONNECTS, at(5_000, 'sock', send(100, 'D1'))], S: READING },
      faults: [drop('C', 'ACK')],
    }),
    scenario({
      hosts: COOKIES,
      apps: { C: [], S: ACCEPTING },
      injections: [GUESS],
      gives_up: ['S22'],
    }),
  ],
} as const satisfies CatalogueEntry
