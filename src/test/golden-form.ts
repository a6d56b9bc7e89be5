import type { Scenario } from '../engine/sim/scenario.ts'
import type { Options } from '../engine/tcp/options.ts'
import { ACK, flagNames } from '../engine/tcp/segment.ts'
import { sub } from '../engine/tcp/seq.ts'
import { otherSide, type Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { labelOf, stateAfterStep, stateIntervals } from '../engine/trace/query.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { goldenEvents, type Moment } from './golden-events.ts'

/** A run in the form of golden-traces.json, so that the two can be compared line by line. */

/** A number as [name of an ISN, distance from it]; the name 0 is the literal number. */
type Numbered = readonly [string, number]

export interface GoldenSegment {
  readonly n: number
  readonly injected: boolean
  readonly from: Side
  readonly sentMs: number
  readonly arrivesMs: number | null
  readonly flags: readonly string[]
  readonly seq: Numbered
  readonly ack: Numbered | null
  readonly len: number
  readonly label: string | null
  readonly fate: string
  readonly retransmission: number
  readonly keepaliveProbe: number
  readonly senderStateAfter: string | null
  readonly receiverStateAfter: string | null
  readonly options: string | null
}

export interface GoldenVariant {
  readonly segments: readonly GoldenSegment[]
  readonly states: Readonly<Record<Side, readonly (readonly [number, string])[]>>
  readonly app: readonly Moment[]
  readonly notes: readonly Moment[]
}

/** The expectation, with one word for each kind of fate. */
export function expectedForm({ segments, states, app, notes }: GoldenVariant): GoldenVariant {
  return {
    segments: segments.map((segment) => ({ ...segment, fate: FATES[segment.fate] ?? segment.fate })),
    states,
    app,
    notes,
  }
}

const FATES: Readonly<Record<string, string>> = {
  'duplicate copy, delayed': 'copy',
  spoofed: 'forged',
  'old duplicate SYN, just arriving': 'forged',
  'old SYN of another incarnation (z > x+2)': 'forged',
}

/** A run in the same form. ISNs take their names from the expectation: a name is one ISN all through a run. */
export function goldenForm(trace: Trace, scenario: Scenario, expected: GoldenVariant): GoldenVariant {
  const names = nameIsns(trace, expected)
  const probes = { C: 0, S: 0 }
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => {
    const segment = trace.segment(id)
    if (segment.probe === 'keepalive') probes[segment.from] += 1
    return goldenSegment(trace, scenario, segment, names, probes)
  })
  // Most expectations leave options out; one that names any names all.
  const namesOptions = expected.segments.some(({ options }) => options !== null)
  return {
    segments: namesOptions ? segments : segments.map((segment) => ({ ...segment, options: null })),
    states: { C: states(trace, 'C'), S: states(trace, 'S') },
    ...goldenEvents(trace, scenario),
  }
}

function goldenSegment(
  trace: Trace,
  scenario: Scenario,
  segment: TraceSegment,
  names: Names,
  probes: Readonly<Record<Side, number>>,
): GoldenSegment {
  const { from, flags, text } = segment
  const arrives = segment.fate === 'delivered'
  const label = text === null ? '' : labelOf(trace, text)
  return {
    n: segment.id + 1,
    injected: segment.injected,
    from,
    sentMs: segment.sentUs / 1000,
    arrivesMs: arrives ? segment.endUs / 1000 : null,
    flags: flagNames(flags),
    seq: named(names, from, segment.seqBase, segment.seq),
    ack: (flags & ACK) === 0 ? null : named(names, otherSide(from), segment.ackBase, segment.ack),
    len: text?.length ?? 0,
    label: label === '' ? null : label,
    fate: fateOf(segment, scenario),
    retransmission: segment.retransmission,
    keepaliveProbe: segment.probe === 'keepalive' ? probes[from] : 0,
    senderStateAfter: segment.injected ? null : stateAfterStep(trace, from, stepOf(trace, segment.sentFact)),
    receiverStateAfter: arrives
      ? stateAfterStep(trace, otherSide(from), stepOf(trace, segment.endFact))
      : null,
    options: segment.options === null ? null : writeOptions(segment.options),
  }
}

function stepOf(trace: Trace, fact: number): number {
  return trace.data.facts.step[fact] ?? 0
}

function fateOf(segment: TraceSegment, scenario: Scenario): string {
  if (segment.injected) return 'forged'
  if (segment.copyOf >= 0) return 'copy'
  if (segment.fate !== 'delivered') return 'lost'
  const { delayUs } = segment.from === 'C' ? scenario.network.CtoS : scenario.network.StoC
  return segment.endUs - segment.sentUs > delayUs ? 'delayed' : 'delivered'
}

/** States of one side with the moment of each entry; what was already over at 0 is not printed. */
function states(trace: Trace, side: Side): (readonly [number, string])[] {
  return stateIntervals(trace, side)
    .filter(({ fact, toUs, fromUs }, i, all) => fact >= 0 || fromUs > 0 || toUs > 0 || i === all.length - 1)
    .map(({ fromUs, state }) => [fromUs / 1000, state] as const)
}

/** Names of ISNs, by side and value. */
type Names = ReadonlyMap<string, string>

function nameIsns(trace: Trace, expected: GoldenVariant): Names {
  const names = new Map<string, string>()
  const bind = (side: Side, base: number, name: string | undefined): void => {
    const taken = [...names].some(([key, other]) => key.startsWith(side) && other === name)
    if (name !== undefined && !taken && !names.has(`${side}${base}`)) names.set(`${side}${base}`, name)
  }
  for (const [id, { from, seq, ack }] of expected.segments.entries()) {
    if (id >= trace.segmentCount) break
    const segment = trace.segment(id)
    bind(from, segment.seqBase, seq[0])
    bind(otherSide(from), segment.ackBase, ack?.[0])
  }
  return names
}

function named(names: Names, side: Side, base: number, value: number): Numbered {
  if (base < 0) return ['0', value]
  return [names.get(`${side}${base}`) ?? `${side} ${base}`, sub(value, base)]
}

function writeOptions({ mss, sackPermitted, timestamps, windowScale }: Options): string {
  const parts = [
    mss === undefined ? null : `MSS ${mss}`,
    sackPermitted === true ? 'SACK-Perm' : null,
    timestamps === undefined ? null : `TS ${timestamps.value}/${timestamps.echo}`,
    windowScale === undefined ? null : `WS ${windowScale}`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
