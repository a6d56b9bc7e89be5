import {
  ACCEPTING,
  ACCEPTS_AGAIN,
  after,
  at,
  CLIENT_READS,
  CLOSE,
  CONNECTS,
  forged,
  scenario,
} from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

/** The server closes first, so TIME-WAIT is on its side. */
const SERVER = [...ACCEPTING, at(1_000, 'conn', CLOSE), ACCEPTS_AGAIN]
const CLIENT = [CONNECTS, CLIENT_READS, after('read', 'sock', CLOSE, 200)]
const APPS = { C: CLIENT, S: SERVER }

export const timeWaitReopen = {
  id: 'time-wait-reopen',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 1122 4.2.2.13', 'RFC 9293 3.6.1 (MAY-2, SHLD-4), 3.10.7.4 (first, fourth)', 'RFC 6191 2'],
  tags: ['TIME-WAIT', 'SYN', 'old duplicate', 'RFC 1337'],
  myths: ['M-02', 'M-07'],
  variants: [
    scenario({
      apps: { C: [...CLIENT, at(2_000, 'sock2', { op: 'connect', sourcePort: 49_152 })], S: SERVER },
    }),
    scenario({ apps: APPS, injections: [forged(2_000, 'SYN', 'C.isn')], gives_up: ['S22'] }),
    scenario({
      settings: { rstInTimeWait: 'ignored' },
      apps: APPS,
      injections: [forged(2_000, 'SYN', 'C.isn')],
      gives_up: ['S22'],
    }),
    scenario({
      apps: APPS,
      injections: [forged(2_000, 'SYN', 'C.isn+10000')],
      gives_up: ['S3', 'S18', 'S22'],
    }),
  ],
} as const satisfies CatalogueEntry
