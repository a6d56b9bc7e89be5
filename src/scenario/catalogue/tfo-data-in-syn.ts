import { ACCEPTING, after, CLIENT_READS, CONNECTS, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

/** What the server gave to this address at an earlier visit: a keyed hash of the address (RFC 7413 4.1.2). */
const COOKIE = 0x95ca_5d3c

/** The request travels on the SYN; the server answers as soon as it has it. */
function asksWith(fastOpenCookie: number): Scenario {
  return scenario({
    settings: { fastOpen: true },
    apps: {
      C: [{ ...CONNECTS, op: 'connect', fastOpenBytes: 100, fastOpenCookie }, CLIENT_READS],
      S: [
        ...ACCEPTING,
        after('accept', 'conn', { op: 'recv' }, 0, 'request'),
        after('request', 'conn', send(200, 'R1')),
      ],
    },
  })
}

export const tfoDataInSyn = {
  id: 'tfo-data-in-syn',
  group: 'opening',
  tier: 'extension',
  rfc: ['RFC 7413 3, 4', 'RFC 9293 3.5, 3.10.7.3', 'RFC 1644 (historic)', 'RFC 6247'],
  tags: ['Fast Open', 'TFO', 'cookie', 'SYN', 'T/TCP'],
  myths: ['M-50'],
  variants: [asksWith(COOKIE), asksWith(COOKIE + 1)],
} as const satisfies CatalogueEntry
