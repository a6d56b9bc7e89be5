import { ACCEPTING, CONNECTS, LINUX_TIMES, scenario, silence } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'

function nobodyAnswers(settings: Scenario['settings']): Scenario {
  return scenario({ settings, apps: { C: [CONNECTS], S: ACCEPTING }, faults: [silence('C'), silence('S')] })
}

export const openAllSynLost = {
  id: 'open-all-syn-lost',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.8.3 (MUST-23), 3.10.8', 'RFC 6298 2.1, 2.5, 5.5', 'RFC 1122 4.2.3.5'],
  tags: ['ETIMEDOUT', 'backoff', 'R2', 'tcp_syn_retries', 'tcp_syn_linear_timeouts', 'Linux'],
  myths: ['M-44', 'M-70'],
  variants: [
    nobodyAnswers({}),
    nobodyAnswers(LINUX_TIMES),
    nobodyAnswers({ ...LINUX_TIMES, synLinearTimeouts: 4 }),
  ],
} as const satisfies CatalogueEntry
