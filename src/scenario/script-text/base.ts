import type { LinkSpec, Scenario } from '../../engine/sim/scenario.ts'

const LINK: LinkSpec = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

/** What holds where a script says nothing: two hosts 50 ms apart, by RFC 9293. */
export const BASE: Scenario = {
  version: 1,
  profile: 'rfc9293',
  settings: {},
  seed: 1,
  hosts: {
    C: { address: '192.0.2.10', port: 49_152 },
    S: { address: '198.51.100.20', port: 443 },
  },
  network: { CtoS: LINK, StoC: LINK },
  apps: { C: [], S: [] },
  faults: [],
  injections: [],
  reboots: [],
}

/** Members that options set; what happens is said by lines. */
export const OPTION_ROOTS: ReadonlySet<string> = new Set([
  'title',
  'notes',
  'profile',
  'settings',
  'seed',
  'hosts',
  'network',
  'stopUs',
  'maxEvents',
  'gives_up',
])
