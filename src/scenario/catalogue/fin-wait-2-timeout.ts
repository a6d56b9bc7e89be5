import { at, CLOSE, CONNECTS, LINUX_TIMES, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const APPS = {
  C: [CONNECTS, at(1_000, 'sock', CLOSE)],
  S: [...READING, at(121_000, 'conn', CLOSE)],
}

export const finWait2Timeout = {
  id: 'fin-wait-2-timeout',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6, 3.10.7.4'],
  tags: ['FIN-WAIT-2', 'tcp_fin_timeout', 'orphan', 'RST', 'Linux'],
  myths: ['M-14'],
  variants: [scenario({ settings: LINUX_TIMES, apps: APPS }), scenario({ apps: APPS })],
} as const satisfies CatalogueEntry
