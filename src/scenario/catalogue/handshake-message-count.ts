import { at, CONNECTS, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

/** COUNTERFACTUAL but for three: both ends believe that so many messages open a connection. */
function opensWith(handshake: 1 | 2 | 3 | 4, gives_up: string[]): Scenario {
  return scenario({
    settings: { handshake },
    apps: { C: [CONNECTS], S: READING },
    ...(gives_up.length > 0 && { gives_up }),
  })
}

export const handshakeMessageCount = {
  id: 'handshake-message-count',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.5'],
  tags: ['COUNTERFACTUAL', 'SYN', 'ACK', 'handshake'],
  myths: ['M-48', 'M-49'],
  variants: [
    opensWith(1, ['S1', 'S4', 'S5']),
    opensWith(2, ['S1', 'S5']),
    opensWith(3, []),
    opensWith(4, ['S1']),
    scenario({ apps: { C: [CONNECTS], S: [at(10, 'sock', { op: 'connect', sourcePort: 443 })] } }),
  ],
} as const satisfies CatalogueEntry
