import { CONNECTS, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const openRefused = {
  id: 'open-refused',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.5.2 (group 1), 3.5.3, 3.10.7.1, 3.10.7.3 (second)'],
  tags: ['RST', 'ECONNREFUSED', 'CLOSED'],
  myths: ['M-44'],
  variants: [scenario({ apps: { C: [CONNECTS], S: [] } })],
} as const satisfies CatalogueEntry
