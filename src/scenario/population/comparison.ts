import type { Samples } from '../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import {
  meanSockets,
  openRate,
  openTimeUs,
  type Theory,
  theoryOf,
} from '../../engine/sim/population/theory.ts'
import { settingsOf } from '../../engine/tcp/profiles.ts'
import { type Side, STATES } from '../../engine/tcp/state.ts'

/** What the textbook can say about a population, in the order of the table. */
const FIGURES = [
  'ceiling',
  'exhausted',
  'timeWait',
  'open',
  'synQueue',
  'synQueueFull',
  'accepted',
  'descriptors',
  'restart',
] as const

/** One figure of the textbook and what the run came to. */
export interface Comparison {
  readonly figure: (typeof FIGURES)[number]
  readonly unit: 'per-second' | 'time' | 'count'
  /** A rate a second, microseconds, or a number of sockets. */
  readonly theory: number
  /** Null: the run has not come so far, or never does. */
  readonly run: number | null
}

type Row = Omit<Comparison, 'figure'>
/** Null: the figure says nothing about this population. */
type Rows = Partial<Record<Comparison['figure'], Row | null>>

/** Part by which a run differs from theory, for example -0.01; null: there is nothing to compare. */
export function deviationOf({ theory, run }: Comparison): number | null {
  return run === null || theory === 0 ? null : run / theory - 1
}

/** What this population cannot exceed: ports and what they allow for ever, and the room of both queues. */
export const boundsOf = (
  spec: PopulationSpec,
): Pick<Theory, 'ports' | 'ceilingPerS' | 'acceptQueueRoom' | 'synQueueRoom'> => theoryOf(spec)

/** Every figure that says something about this population. */
export function compare(spec: PopulationSpec, samples: Samples): readonly Comparison[] {
  const theory = theoryOf(spec)
  const rows: Rows = {
    ...portRows(spec, samples, theory),
    ...littleRows(spec, samples, theory),
    ...floodRows(spec, samples, theory),
    ...serverRows(spec, samples),
  }
  return FIGURES.flatMap((figure) => {
    const row = rows[figure] ?? null
    return row === null ? [] : [{ figure, ...row }]
  })
}

/** Ports / holding time, and when they run out. */
function portRows(spec: PopulationSpec, samples: Samples, theory: Theory): Rows {
  const { ceilingPerS, exhaustedUs, holdingUs, ports } = theory
  if (exhaustedUs === null || exhaustedUs > arrivalsEndUs(spec)) return { ceiling: null, exhausted: null }
  const fullUs = firstTime(samples, (row) => samples.value(row, 'portsInUse') >= ports)
  // Ports come back in the rhythm in which they were taken: only whole holding times count.
  const known = Math.min(lastTime(samples), arrivalsEndUs(spec))
  const rounds = fullUs === null ? 0 : Math.floor((known - fullUs) / holdingUs)
  const rate = fullUs === null || rounds === 0 ? null : openRate(samples, fullUs, fullUs + rounds * holdingUs)
  return {
    ceiling: { unit: 'per-second', theory: ceilingPerS, run: rate },
    exhausted: { unit: 'time', theory: exhaustedUs, run: fullUs },
  }
}

/** Little's law: how many there are is the rate times how long each stays. */
function littleRows(spec: PopulationSpec, samples: Samples, theory: Theory): Rows {
  const openUs = openTimeUs(spec)
  const rate = Math.min(spec.arrivals.perSecond, theory.ceilingPerS)
  const open = steadyMean(spec, samples, openUs, (from, to) => meanOpen(samples, from, to))
  const closer: Side = spec.closesFirst
  const { profile, settings } = spec.hosts[closer]
  const settlesUs = openUs + settingsOf(profile, settings).timeWaitUs
  const waiting = steadyMean(spec, samples, settlesUs, (from, to) =>
    meanSockets(samples, closer, 'TIME-WAIT', from, to),
  )
  return {
    timeWait: { unit: 'count', theory: theory.inTimeWait, run: waiting },
    open: { unit: 'count', theory: (rate * openUs) / 1e6, run: open },
  }
}

/** Sockets of the client that are not in TIME-WAIT. */
function meanOpen(samples: Samples, fromUs: number, toUs: number): number {
  return STATES.filter((state) => state !== 'TIME-WAIT').reduce(
    (sum, state) => sum + meanSockets(samples, 'C', state, fromUs, toUs),
    0,
  )
}

/** A mean over what follows the first time constant, up to the last connection; null: it is not there yet. */
function steadyMean(
  spec: PopulationSpec,
  samples: Samples,
  settlesUs: number,
  mean: (fromUs: number, toUs: number) => number,
): number | null {
  const toUs = Math.min(lastTime(samples), arrivalsEndUs(spec))
  const fromUs = settlesUs + spec.sampleUs
  return toUs - fromUs < 4 * spec.sampleUs ? null : mean(fromUs, toUs)
}

/** How many forged SYNs the backlog holds, and how soon it is full. */
function floodRows(spec: PopulationSpec, samples: Samples, theory: Theory): Rows {
  const { flood } = spec
  if (flood === null) return { synQueue: null, synQueueFull: null }
  const { synQueueRoom: room, synReceivedUs } = theory
  const held = Math.min(room, (flood.perSecond * synReceivedUs) / 1e6)
  const fillsUs = flood.fromUs + (room * 1e6) / flood.perSecond
  const fullUs = firstTime(samples, (row) => samples.value(row, 'synQueue') >= room)
  const toUs = Math.min(flood.toUs, lastTime(samples))
  return {
    synQueue: {
      unit: 'count',
      theory: held,
      run: toUs > fillsUs ? meanSockets(samples, 'S', 'SYN-RECEIVED', fillsUs, toUs) : null,
    },
    synQueueFull: held < room ? null : { unit: 'time', theory: fillsUs, run: fullUs },
  }
}

/** What the server's process does: how fast it accepts, when it has no descriptor left, when it listens again. */
function serverRows(spec: PopulationSpec, samples: Samples): Rows {
  const { acceptPerSecond } = spec.listen
  const { perSecond } = spec.arrivals
  const endUs = Math.min(lastTime(samples), arrivalsEndUs(spec))
  const isSlow = acceptPerSecond !== null && acceptPerSecond < perSecond
  const rate = endUs <= 0 ? null : (valueAt(samples, endUs, 'accepted') * 1e6) / endUs
  return {
    accepted: isSlow ? { unit: 'per-second', theory: acceptPerSecond, run: rate } : null,
    descriptors: leakRow(spec, samples),
    restart: restartRow(spec, samples),
  }
}

function leakRow(spec: PopulationSpec, samples: Samples): Row | null {
  const { descriptors } = spec.hosts.S
  if (descriptors === null || spec.leakPpm === 0 || spec.closesFirst === 'S') return null
  const leaksPerS = (spec.arrivals.perSecond * spec.leakPpm) / 1e6
  const theory = (descriptors * 1e6) / leaksPerS
  if (theory > arrivalsEndUs(spec)) return null
  return {
    unit: 'time',
    theory,
    run: firstTime(samples, (row) => samples.value(row, 'descriptorsS') >= descriptors),
  }
}

/** Without SO_REUSEADDR the port is taken until the last TIME-WAIT entry of the old process is gone. */
function restartRow(spec: PopulationSpec, samples: Samples): Row | null {
  const { restart } = spec
  if (restart === null) return null
  const { timeWaitUs } = settingsOf(spec.hosts.S.profile, spec.hosts.S.settings)
  const waits = spec.closesFirst === 'S' && !restart.reuseAddr
  // What was on its way to the old process is counted until then.
  const quietUs = restart.atUs + openTimeUs(spec) + spec.sampleUs
  const before = valueAt(samples, quietUs, 'opened')
  const again = firstTime(
    samples,
    (row) => samples.timeUs(row) > quietUs && samples.value(row, 'opened') > before,
  )
  return { unit: 'time', theory: restart.atUs + (waits ? timeWaitUs : 0), run: again }
}

/** When the last connection is tried. */
function arrivalsEndUs(spec: PopulationSpec): number {
  const allUs = (spec.connections / spec.arrivals.perSecond) * 1e6
  return Math.min(allUs, spec.stopUs ?? allUs)
}

const lastTime = (samples: Samples): number => (samples.count === 0 ? 0 : samples.timeUs(samples.count - 1))

function firstTime(samples: Samples, holds: (row: number) => boolean): number | null {
  for (let row = 0; row < samples.count; row++) if (holds(row)) return samples.timeUs(row)
  return null
}

function valueAt(samples: Samples, tUs: number, column: 'accepted' | 'opened'): number {
  let value = 0
  for (let row = 0; row < samples.count && samples.timeUs(row) <= tUs; row++)
    value = samples.value(row, column)
  return value
}
