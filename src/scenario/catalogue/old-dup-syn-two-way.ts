import {
  after,
  at,
  CLOSE,
  CONNECTS,
  delay,
  drop,
  ms,
  READING,
  scenario,
  send,
  TRIES_TO_CONNECT,
} from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

/** COUNTERFACTUAL: the server believes every SYN, as if its answer were the last message. */
const TWO_WAY = { hosts: { S: { settings: { handshake: 2 } } }, gives_up: ['S1', 'S5', 'S19'] } as const

/** The client thinks better of it, and then its SYN arrives. */
const PHANTOM = {
  ...TWO_WAY,
  apps: { C: [TRIES_TO_CONNECT, at(800, 'sock', CLOSE)], S: READING },
  faults: [delay('C', 'SYN', 1, 2_950)],
}

export const oldDupSynTwoWay = {
  id: 'old-dup-syn-two-way',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.5'],
  tags: ['COUNTERFACTUAL', 'SYN', 'old duplicate', 'ECONNRESET'],
  myths: ['M-47'],
  variants: [
    scenario({ ...PHANTOM, faults: [...PHANTOM.faults, drop('C', 'RST')] }),
    scenario(PHANTOM),
    scenario({
      ...TWO_WAY,
      apps: { C: [CONNECTS], S: [...READING, after('accept', 'conn', send(100, 'banner'))] },
      faults: [drop('S', 'SYNACK')],
      // Both would go on like this for minutes.
      stopUs: ms(7_100),
    }),
  ],
} as const satisfies CatalogueEntry
