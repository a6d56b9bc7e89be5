import type { PresetId } from '../../engine/sim/population/presets.ts'
import type { ParameterId, Values } from '../../scenario/population/parameters.ts'

interface LabPreset {
  /** What the question is about: shown first. */
  readonly knobs: readonly ParameterId[]
  /** The change that teaches most after this one. */
  readonly next: Partial<Values>
}

const S = 1_000_000

/** A run for each question of the lab, in the order of the menu. Words: i18n/<language>/lab.ts. */
export const LAB_PRESETS: Readonly<Record<PresetId, LabPreset>> = {
  'port-exhaustion': {
    knobs: ['rate', 'life', 'wait', 'ports', 'destinations', 'closer', 'reuse'],
    next: { reuse: 1 },
  },
  'server-closes-first': {
    knobs: ['rate', 'life', 'wait', 'closer', 'buckets', 'ports'],
    next: { buckets: 16_384 },
  },
  'tw-reuse': {
    knobs: ['rate', 'reuse', 'wait', 'ports', 'life', 'destinations'],
    next: { rate: 8_000, arrive: 30 * S, run: 60 * S },
  },
  'close-wait-leak': {
    knobs: ['rate', 'leak', 'descriptors', 'life', 'closer'],
    next: { descriptors: 2_048 },
  },
  'syn-flood': {
    knobs: ['rate', 'flood', 'floodFrom', 'floodTo', 'backlog', 'queue', 'cookies'],
    next: { cookies: 1 },
  },
  'syn-flood-cookies': {
    knobs: ['rate', 'flood', 'floodFrom', 'floodTo', 'backlog', 'queue', 'cookies'],
    next: { flood: 10_000 },
  },
  'accept-queue-overflow': {
    knobs: ['rate', 'accept', 'queue', 'arrive', 'pace'],
    next: { queue: 4_096 },
  },
  'restart-addrinuse': {
    knobs: ['rate', 'restart', 'reuseAddr', 'wait', 'closer'],
    next: { reuseAddr: 1 },
  },
  million: {
    knobs: ['rate', 'arrive', 'wait', 'life', 'loss', 'destinations'],
    next: { loss: 10_000 },
  },
}

export const PRESET_IDS = Object.keys(LAB_PRESETS) as readonly PresetId[]
