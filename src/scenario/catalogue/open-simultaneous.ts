import { at, CONNECTS, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const BOTH_CONNECT = { C: [CONNECTS], S: [at(10, 'sock', { op: 'connect', sourcePort: 443 })] }

export const openSimultaneous = {
  id: 'open-simultaneous',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.5 (Figure 7, MUST-10, MUST-11), 3.10.7.3 (fourth), Appendix A.2'],
  tags: ['SYN-SENT', 'SYN-RECEIVED', 'crossedSynAck', 'Figure 7'],
  myths: ['M-54'],
  variants: [
    scenario({ apps: BOTH_CONNECT }),
    scenario({ settings: { crossedSynAck: 'literal' }, apps: BOTH_CONNECT }),
  ],
} as const satisfies CatalogueEntry
