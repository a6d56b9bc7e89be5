import { CONNECTS, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const openNormal = {
  id: 'open-normal',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.5 (Figure 6), 3.10.1, 3.10.7.2 to 3.10.7.4'],
  tags: ['SYN-SENT', 'SYN-RECEIVED', 'ESTABLISHED', 'connect', 'accept', 'ISN'],
  myths: ['M-40', 'M-41', 'M-42', 'M-43', 'M-55', 'M-67'],
  variants: [scenario({ apps: { C: [CONNECTS], S: READING } })],
} as const satisfies CatalogueEntry
