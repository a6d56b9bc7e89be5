import { at, CLOSE, CONNECTS, delay, ms, readingThenClosing, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

/** MSL is 2 s here: neither the last ACK nor the FIN that its delay draws lives longer than that. */
function waits(milliseconds: number, gives_up: string[]): Scenario {
  return scenario({
    settings: { timeWaitUs: ms(milliseconds), rstInTimeWait: 'ignored' },
    apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: readingThenClosing(200) },
    faults: [delay('C', 'ACK', 2, 1_850), delay('S', 'FIN', 2, 1_850)],
    ...(gives_up.length > 0 && { gives_up }),
  })
}

export const whyTwoMsl = {
  id: 'why-two-msl',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 9293 3.4.2 (MSL), 3.6.1 (MUST-13)'],
  tags: ['2MSL', 'MSL', 'TIME-WAIT'],
  myths: ['M-03', 'M-10', 'M-11'],
  variants: [waits(4_000, []), waits(2_000, ['S15'])],
} as const satisfies CatalogueEntry
