import { ACCEPTING, at, CLOSE, CONNECTS, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

export const closeSimultaneous = {
  id: 'close-simultaneous',
  group: 'closing',
  tier: 'core',
  rfc: ['RFC 9293 3.6 (Figure 13), 3.10.7.4 (fifth CLOSING, eighth FIN-WAIT-1)'],
  tags: ['CLOSING', 'TIME-WAIT', 'FIN'],
  myths: ['M-01', 'M-30'],
  variants: [
    scenario({
      apps: { C: [CONNECTS, at(1_000, 'sock', CLOSE)], S: [...ACCEPTING, at(1_010, 'conn', CLOSE)] },
    }),
  ],
} as const satisfies CatalogueEntry
