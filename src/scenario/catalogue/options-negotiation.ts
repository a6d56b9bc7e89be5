import { CONNECTS, READING, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'

const ALL_OPTIONS = { windowBytes: 64_256, sack: true, timestamps: true }

const CLIENT = { settings: { ...ALL_OPTIONS, windowScale: 7, timestampBase: 1_000 } }
const EVERYTHING = { settings: { ...ALL_OPTIONS, mss: 1_400, windowScale: 8, timestampBase: 49_950 } }
const ONLY_MSS = { settings: { mss: 1_400 } }

export const optionsNegotiation = {
  id: 'options-negotiation',
  group: 'opening',
  tier: 'core',
  rfc: ['RFC 9293 3.2, 3.7.1', 'RFC 7323 2.2, 3.2', 'RFC 2018 2', 'RFC 6691'],
  tags: ['MSS', 'window scale', 'SACK', 'timestamps'],
  myths: ['M-52', 'M-53', 'M-68'],
  variants: [
    scenario({ hosts: { C: CLIENT, S: EVERYTHING }, apps: { C: [CONNECTS], S: READING } }),
    scenario({ hosts: { C: CLIENT, S: ONLY_MSS }, apps: { C: [CONNECTS], S: READING } }),
  ],
} as const satisfies CatalogueEntry
