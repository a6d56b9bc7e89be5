import {
  ACCEPTS_AGAIN,
  after,
  at,
  CLOSE,
  CONNECTS,
  delay,
  on,
  readingThenClosing,
  scenario,
  send,
} from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

/** COUNTERFACTUAL: the client forgets the connection with its last ACK. */
const NO_TIME_WAIT: Scenario['settings'] = { timeWaitUs: 0 }

/** The ISNs of both lives, x = 1000 and y = 500000 first; the client's second lies inside its first stream. */
function reconnects(client: Scenario['settings'], secondServerIsn: number, gives_up: string[]): Scenario {
  return scenario({
    // One segment takes all 40,000 bytes.
    settings: { mss: 65_495 },
    hosts: {
      C: { settings: client, isns: [1_000, 40_900] },
      S: { isns: [500_000, secondServerIsn] },
    },
    apps: {
      C: [
        CONNECTS,
        at(200, 'sock', send(40_000, 'bulk')),
        at(400, 'sock', send(100, 'OLD')),
        at(2_000, 'sock', CLOSE),
        at(5_000, 'sock2', { op: 'connect', sourcePort: 49_152 }),
        on('established', 'sock2', send(100, 'NEW-1'), 930),
        on('established', 'sock2', send(100, 'NEW-2'), 940),
      ],
      S: [
        ...readingThenClosing(0),
        ACCEPTS_AGAIN,
        after('accept2', 'conn2', { op: 'recvn', bytes: 100 }, 0, 'read2'),
        after('read2', 'conn2', { op: 'drain' }),
      ],
    },
    faults: [delay('C', 'DATA', 2, 5_600)],
    ...(gives_up.length > 0 && { gives_up }),
  })
}

export const noTimeWaitOldData = {
  id: 'no-time-wait-old-data',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.4.3, 3.6.1, 3.10.7.4 (fifth, MAY-12)', 'RFC 5961 5', 'RFC 1337 2.2'],
  tags: ['COUNTERFACTUAL', 'TIME-WAIT', 'old duplicate', 'incarnation', 'EADDRNOTAVAIL'],
  myths: ['M-12', 'M-18', 'M-78'],
  variants: [
    reconnects(NO_TIME_WAIT, 530_000, ['S1', 'S6', 'S15', 'S18']),
    reconnects({}, 530_000, []),
    reconnects(NO_TIME_WAIT, 9_000_000, ['S1', 'S15']),
  ],
} as const satisfies CatalogueEntry
