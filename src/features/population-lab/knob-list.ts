import { count } from '../../i18n/format.ts'
import { plain, type Quantity, share, time } from '../../i18n/quantities.ts'
import { PARAMETERS, type ParameterId } from '../../scenario/population/parameters.ts'
import { decades } from './track.ts'

/** How a number is turned. Its name is in i18n/<language>/lab.ts, its limits in scenario/population. */
interface KnobSpec {
  /** Where the knob rests. */
  readonly stops: readonly number[]
  readonly quantity: Quantity
}

const MS = 1_000
const S = 1_000_000
const PERCENT = 10_000

const seconds = (...stops: number[]): number[] => stops.map((stop) => stop * S)
const milliseconds = (...stops: number[]): number[] => stops.map((stop) => stop * MS)

/** Counts are written with commas and may be typed with or without. */
function counted(id: ParameterId, unit = ''): Quantity {
  const { parse } = plain(PARAMETERS[id])
  const written = (text: string) => text.replace(unit.trim(), '').replaceAll(',', '')
  return { format: (value) => count(value) + unit, parse: (text) => parse(written(text)) }
}

const numbers = (id: ParameterId, stops: readonly number[], unit?: string): KnobSpec => ({
  stops,
  quantity: counted(id, unit),
})
const times = (id: ParameterId, stops: readonly number[], unit: 'ms' | 's' = 's'): KnobSpec => ({
  stops,
  quantity: time(PARAMETERS[id], unit),
})
const shares = (id: ParameterId, stops: readonly number[]): KnobSpec => ({
  stops: stops.map((stop) => stop * PERCENT),
  quantity: share(PARAMETERS[id]),
})

const PER_SECOND = ' /s'
const LENGTHS = seconds(10, 20, 30, 45, 60, 80, 100, 120, 180, 240, 300, 600, 900, 1_800, 3_600)
const QUEUES = [1, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_535]

/** Parameters that are numbers. */
export const KNOBS = {
  rate: numbers('rate', decades(1, 100_000), PER_SECOND),
  arrive: times('arrive', LENGTHS),
  run: times('run', LENGTHS),
  life: times('life', [0, ...milliseconds(10, 100, 500), ...seconds(1, 2, 3, 5, 10, 20, 30, 60, 120, 300)]),
  request: numbers('request', decades(1, 1_000_000), ' B'),
  reply: numbers('reply', decades(1, 1_000_000), ' B'),
  wait: times('wait', [...milliseconds(100, 500), ...seconds(1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 240)]),
  ports: numbers(
    'ports',
    [100, 500, 1_000, 2_000, 5_000, 10_000, 16_384, 20_000, 28_232, 40_000, 55_536, 64_512],
  ),
  destinations: numbers('destinations', [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64]),
  buckets: numbers('buckets', [0, 1_000, 2_000, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144]),
  backlog: numbers('backlog', QUEUES),
  queue: numbers('queue', QUEUES),
  accept: numbers('accept', [0, ...decades(10, 10_000)], PER_SECOND),
  flood: numbers('flood', [0, ...decades(10, 100_000)], PER_SECOND),
  floodFrom: times('floodFrom', [0, ...LENGTHS]),
  floodTo: times('floodTo', [0, ...LENGTHS]),
  leak: shares('leak', [0, 1, 2, 5, 10, 20, 30, 50, 75, 100]),
  descriptors: numbers('descriptors', [0, 64, 256, 512, 1_024, 2_048, 4_096, 16_384, 65_536, 262_144]),
  clientDescriptors: numbers('clientDescriptors', [0, 64, 256, 512, 1_024, 4_096, 16_384, 65_536, 262_144]),
  restart: times('restart', [0, ...LENGTHS]),
  delay: times('delay', milliseconds(0, 1, 2, 5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 1_000), 'ms'),
  jitter: times('jitter', milliseconds(0, 1, 2, 5, 10, 20, 30, 50, 100, 200), 'ms'),
  loss: shares('loss', [0, 0.1, 0.2, 0.5, 1, 2, 3, 5, 10, 20, 30, 50, 100]),
  seed: numbers(
    'seed',
    Array.from({ length: 100 }, (_, seed) => seed + 1),
  ),
} as const satisfies Partial<Record<ParameterId, KnobSpec>>

export type KnobId = keyof typeof KNOBS

export const isKnob = (id: ParameterId): id is KnobId => Object.hasOwn(KNOBS, id)

/** Everything, in groups. */
export const GROUPS = {
  load: ['rate', 'pace', 'arrive', 'run', 'life', 'closer', 'request', 'reply'],
  ports: ['profile', 'wait', 'ports', 'destinations', 'reuse', 'buckets'],
  queues: ['backlog', 'cookies', 'queue', 'accept'],
  flood: ['flood', 'floodFrom', 'floodTo'],
  application: ['leak', 'descriptors', 'clientDescriptors', 'restart', 'reuseAddr'],
  path: ['delay', 'jitter', 'loss', 'seed'],
} as const satisfies Record<string, readonly ParameterId[]>

export type GroupId = keyof typeof GROUPS
