import { CONNECTS, forged, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Injection, Scenario } from '../../engine/sim/scenario.ts'

function attacked(segment: Injection, settings: Scenario['settings'] = {}): Scenario {
  return scenario({
    settings,
    apps: { C: [CONNECTS], S: READING },
    injections: [segment],
    gives_up: ['S22'],
  })
}

export const challengeAck = {
  id: 'challenge-ack',
  group: 'trouble',
  tier: 'plus',
  rfc: ['RFC 5961 1.2, 3.2, 4.2, 7', 'RFC 9293 3.10.7.4 (second, fourth)'],
  tags: ['RST', 'SYN', 'attack', 'challenge ACK', 'ECONNRESET'],
  myths: ['M-75'],
  variants: [
    attacked(forged(1_000, 'RST', 'C.isn+1001')),
    attacked(forged(1_000, 'SYN', 'C.isn+70000')),
    attacked(forged(1_000, 'RST', 'C.isn+1')),
    attacked(forged(1_000, 'RST', 'C.isn+1001'), { challengeAck: false }),
  ],
} as const satisfies CatalogueEntry
