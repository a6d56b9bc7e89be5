import { after, at, CLOSE, CONNECTS, ms, readingThenClosing, scenario, send } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const ASSASSIN = {
  apps: {
    C: [CONNECTS, after('connect', 'sock', { op: 'recv' }), at(1_000, 'sock', CLOSE)],
    S: [...readingThenClosing(200), at(500, 'conn', send(50, 'R1'))],
  },
  faults: [{ match: { from: 'S', kind: 'DATA', nth: 1 }, do: 'duplicate', byUs: ms(2_950) }],
} as const

export const timeWaitAssassination = {
  id: 'time-wait-assassination',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 1337 1, 2, 3 (F1)', 'RFC 9293 3.10.7.4 (second: TIME-WAIT)', 'RFC 5961 3.2'],
  tags: ['TIME-WAIT', 'RST', 'old duplicate', 'tcp_rfc1337'],
  myths: ['M-15'],
  variants: [scenario(ASSASSIN), scenario({ ...ASSASSIN, settings: { rstInTimeWait: 'ignored' } })],
} as const satisfies CatalogueEntry
