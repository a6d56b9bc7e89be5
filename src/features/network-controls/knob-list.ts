import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Side } from '../../engine/tcp/state.ts'
import type { Messages } from '../../i18n/en.ts'
import { plain, type Quantity, share, time } from '../../i18n/quantities.ts'
import {
  closeCall,
  hasMsl,
  MSLS_IN_TIME_WAIT,
  profileValue,
  setCloseTime,
  setLink,
  setSeed,
  setSetting,
  settingValue,
} from '../../scenario/knobs.ts'
import { LIMITS, LINK_LIMITS, SETTING_LIMITS } from '../../scenario/limits.ts'

type Words = Messages['knobs']
type Way = 'CtoS' | 'StoC' | 'both'

/** What a knob turns: read from a scenario, written into one. Null where a scenario has no such thing. */
export interface KnobSpec {
  readonly id: string
  readonly name: (words: Words, scenario: Scenario) => string
  /** In words, where the name has signs in it. */
  readonly label?: (words: Words) => string
  readonly read: (scenario: Scenario) => number | null
  readonly write: (baseline: Scenario, scenario: Scenario, value: number) => Scenario
  /** Where its tick stands: the profile's value, or the scenario's own where profiles have none. */
  readonly origin: (baseline: Scenario, scenario: Scenario) => number
  /** Both directions are turned together, but differ. */
  readonly isMixed?: (scenario: Scenario) => boolean
  readonly quantity: Quantity
  /** The ends of the track; the limits of what may be typed lie further out. */
  readonly max: number
  readonly min?: number
  readonly step: number
}

const MS = 1_000
const S = 1_000_000
const PERCENT = 10_000

const DELAY = { quantity: time(LINK_LIMITS.delayUs, 'ms'), max: 200 * MS, step: MS }
const SHARE = { quantity: share(LINK_LIMITS.lossPpm), max: 100 * PERCENT, step: PERCENT }

type LinkField = 'delayUs' | 'jitterUs' | 'lossPpm' | 'reorderPpm' | 'duplicatePpm'

const LINK_NAMES = {
  delayUs: 'delay',
  jitterUs: 'jitter',
  lossPpm: 'loss',
  reorderPpm: 'reorder',
  duplicatePpm: 'duplicate',
} as const

/** One field of the path: of a direction, or of both, then read from the one to the server. */
function link(field: LinkField, way: Way): KnobSpec {
  const read = ({ network }: Scenario) => network[way === 'StoC' ? 'StoC' : 'CtoS'][field]
  // A delay of one direction has an arrow for a name.
  const arrow = field === 'delayUs' && way !== 'both' ? way : null
  return {
    id: `${field}.${way}`,
    name: (words) => (arrow === null ? words[LINK_NAMES[field]] : words[`delay${arrow}`]),
    ...(arrow !== null && { label: (words: Words) => words[`delay${arrow}Name`] }),
    read,
    write: (_baseline, scenario, value) => setLink(scenario, way, field, value),
    origin: read,
    ...(way === 'both' && { isMixed: ({ network }) => network.CtoS[field] !== network.StoC[field] }),
    ...(field === 'delayUs' || field === 'jitterUs' ? DELAY : SHARE),
  }
}

/** MSL, or the length of TIME-WAIT in stacks that know no MSL. */
function msl(): KnobSpec {
  const parts = ({ profile }: Scenario) => (hasMsl(profile) ? MSLS_IN_TIME_WAIT : 1)
  return {
    id: 'msl',
    name: (words, { profile }) => (hasMsl(profile) ? words.msl : words.timeWait),
    read: (scenario) => settingValue(scenario, 'timeWaitUs', null) / parts(scenario),
    write: (baseline, scenario, value) =>
      setSetting(baseline, scenario, 'timeWaitUs', value * parts(scenario)),
    origin: (_baseline, scenario) => profileValue(scenario, 'timeWaitUs') / parts(scenario),
    quantity: time(LIMITS.mslUs, 's'),
    max: 120 * S,
    step: S,
  }
}

function rto(key: 'rtoInitialUs' | 'rtoMinUs', name: 'rto' | 'rtoMin'): KnobSpec {
  return {
    id: key,
    name: (words) => words[name],
    read: (scenario) => settingValue(scenario, key, null),
    write: (baseline, scenario, value) => setSetting(baseline, scenario, key, value),
    origin: (_baseline, scenario) => profileValue(scenario, key),
    quantity: time(SETTING_LIMITS[key], 's'),
    min: 200 * MS,
    max: 10 * S,
    step: 100 * MS,
  }
}

function closing(side: Side): KnobSpec {
  const read = (scenario: Scenario) => closeCall(scenario, side)?.us ?? null
  return {
    id: `close.${side}`,
    name: (words) => words.closes[side],
    read,
    write: (baseline, scenario, value) => setCloseTime(baseline, scenario, side, value),
    origin: (baseline, scenario) => read(baseline) ?? read(scenario) ?? 0,
    quantity: time(LIMITS.timeUs, 'ms'),
    max: 2 * S,
    step: 10 * MS,
  }
}

const SEED: KnobSpec = {
  id: 'seed',
  name: (words) => words.seed,
  read: ({ seed }) => seed,
  write: (_baseline, scenario, value) => setSeed(scenario, value),
  origin: ({ seed }) => seed,
  quantity: plain(LIMITS.seed),
  max: 100,
  step: 1,
}

const DELAYS = [link('delayUs', 'CtoS'), link('delayUs', 'StoC')]
const LOSS = link('lossPpm', 'both')
const REORDER = link('reorderPpm', 'both')
const DUPLICATE = link('duplicatePpm', 'both')
const MSL = msl()

/** In the dock, by the room that there is. What is missing there is behind More. */
export const DOCK_KNOBS: Readonly<Record<'all' | 'some' | 'few', readonly KnobSpec[]>> = {
  all: [...DELAYS, LOSS, REORDER, DUPLICATE, MSL],
  some: [...DELAYS, LOSS, MSL],
  few: DELAYS,
}

export interface KnobGroup {
  readonly title: (words: Words) => string
  readonly knobs: readonly KnobSpec[]
}

/** Everything that can be turned. */
export const ALL_KNOBS: readonly KnobGroup[] = [
  {
    title: (words) => words.bothWays,
    knobs: [link('delayUs', 'both'), LOSS, REORDER, DUPLICATE, link('jitterUs', 'both')],
  },
  { title: (words) => words.clientToServer, knobs: oneWay('CtoS') },
  { title: (words) => words.serverToClient, knobs: oneWay('StoC') },
  {
    title: (words) => words.endpoints,
    knobs: [MSL, rto('rtoInitialUs', 'rto'), rto('rtoMinUs', 'rtoMin'), closing('C'), closing('S'), SEED],
  },
]

function oneWay(way: 'CtoS' | 'StoC'): KnobSpec[] {
  return (['delayUs', 'jitterUs', 'lossPpm', 'reorderPpm', 'duplicatePpm'] as const).map((field) =>
    link(field, way),
  )
}
