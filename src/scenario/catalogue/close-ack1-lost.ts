import { at, CLOSE, CONNECTS, drop, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

function serverClosesAfter(milliseconds: number): Scenario {
  return scenario({
    apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(milliseconds) },
    faults: [drop('S', 'ACK')],
  })
}

export const closeAck1Lost = {
  id: 'close-ack1-lost',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.10.7.4 (first, fifth, eighth)'],
  tags: ['ACK', 'loss', 'FIN-WAIT-1', 'CLOSE-WAIT'],
  myths: ['M-17', 'M-30'],
  variants: [serverClosesAfter(1_500), serverClosesAfter(200)],
} as const satisfies CatalogueEntry
