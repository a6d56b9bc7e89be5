import type { CapturedTrace } from '../engine/capture/captured-trace.ts'
import { isOfKind } from '../engine/net/fault.ts'
import type { Fault, HostSpec, LinkSpec, Scenario, SegmentKind } from '../engine/sim/scenario.ts'
import { type ProfileId, PROFILES, type Settings } from '../engine/tcp/profiles.ts'
import { ACK, has, SYN } from '../engine/tcp/segment.ts'
import { type Side, SIDES } from '../engine/tcp/state.ts'
import { Trace } from '../engine/trace/codec.ts'
import { stateAt } from '../engine/trace/query.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { abortWithAck, capturedCalls } from './captured-calls.ts'
import { LIMITS, LINK_LIMITS, SETTING_LIMITS, SIZES } from './limits.ts'

/** "Simulate this": a scenario that does what was captured, so that the two can be compared. */
export interface Simulated {
  readonly scenario: Scenario
  /** Losses that did not fit into a scenario. */
  readonly lossesLeftOut: number
}

/**
 * The same hosts, calls, delays and losses as a captured stream. When a host retransmits and what it acknowledges is not
 * copied: that is for the simulated TCP to decide, and to be compared.
 */
export function captureToScenario(captured: CapturedTrace, title: string): Simulated {
  const trace = new Trace(captured.trace)
  const segments = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id))
  const losses = lossesOf(segments)
  const scenario: Scenario = {
    version: 1,
    ...(title !== '' && { title: Array.from(title).slice(0, SIZES.title).join('') }),
    profile: profileOf(segments),
    settings: timesOf(segments),
    seed: 1,
    hosts: { C: hostOf(captured, trace, segments, 'C'), S: hostOf(captured, trace, segments, 'S') },
    network: { CtoS: linkOf(captured, 'C'), StoC: linkOf(captured, 'S') },
    apps: capturedCalls(trace, segments),
    faults: losses.slice(0, SIZES.rules),
    injections: [],
    reboots: [],
    ...(SIDES.some((side) => isOpen(trace, side)) && { stopUs: within(trace.endUs, LIMITS.timeUs) }),
  }
  return { scenario, lossesLeftOut: Math.max(0, losses.length - SIZES.rules) }
}

/** What was not over in the capture is not played on. */
function isOpen(trace: Trace, side: Side): boolean {
  const state = stateAt(trace, side, trace.endUs)
  return state !== 'CLOSED' && state !== 'TIME-WAIT' && state !== 'LISTEN'
}

// --- Hosts and path -------------------------------------------------------------------------------------------

function synOf(segments: readonly TraceSegment[], side: Side): TraceSegment | undefined {
  return segments.find((segment) => segment.from === side && has(segment, SYN))
}

/** Options that only Linux offers in this combination by default; any other stack is taken by the letter of the RFC. */
function profileOf(segments: readonly TraceSegment[]): ProfileId {
  const { timestamps, sackPermitted, windowScale } = synOf(segments, 'C')?.options ?? {}
  return timestamps !== undefined && sackPermitted === true && windowScale !== undefined ? 'linux' : 'rfc9293'
}

function hostOf(
  { addresses }: CapturedTrace,
  trace: Trace,
  segments: readonly TraceSegment[],
  side: Side,
): HostSpec {
  const [connection] = trace.connections
  const withAck = abortWithAck(trace, side)
  const port = Math.max(
    (side === 'C' ? connection?.clientPort : connection?.serverPort) ?? 0,
    LIMITS.port.min,
  )
  const isn = connection?.isn[side] ?? -1
  return {
    address: addresses[side],
    port,
    settings: {
      ...offersOf(synOf(segments, side)),
      ...(side === 'C' && rangeWith(port, profileOf(segments))),
      ...(withAck !== null && { abortRst: withAck ? 'rst-ack' : 'rst' }),
    },
    ...(isn >= 0 && { isns: [isn] }),
  }
}

/** The range that connect() takes ports from, where the captured one is outside of the profile's. */
function rangeWith(port: number, profile: ProfileId): Partial<Settings> {
  const [low, high] = PROFILES[profile].portRange
  return port < low || port > high ? { portRange: [Math.min(port, low), Math.max(port, high)] } : {}
}

/** What a host offers on its SYN. */
function offersOf(syn: TraceSegment | undefined): Partial<Settings> {
  if (syn === undefined || syn.options === null) return {}
  const { mss, windowScale, sackPermitted, timestamps } = syn.options
  const scale = windowScale === undefined ? null : Math.min(windowScale, SETTING_LIMITS.windowScale.max)
  return {
    ...(mss !== undefined && { mss: within(mss, SETTING_LIMITS.mss) }),
    windowBytes: syn.wnd,
    windowScale: scale,
    sack: sackPermitted === true,
    timestamps: timestamps !== undefined,
  }
}

function linkOf({ path }: CapturedTrace, from: Side): LinkSpec {
  const delayUs = within(path.leadUs[from] + path.tailUs[from], LINK_LIMITS.delayUs)
  return { delayUs, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }
}

function within(value: number, { min, max }: { readonly min: number; readonly max: number }): number {
  return Math.min(Math.max(value, min), max)
}

// --- Losses and the times of retransmission -------------------------------------------------------------------

/** Each lost segment by its kind and its number among those of its kind. */
function lossesOf(segments: readonly TraceSegment[]): Fault[] {
  const counts = new Map<string, number>()
  const losses: Fault[] = []
  for (const segment of segments) {
    const kinds = KINDS.filter((kind) => isOfKind(segment, kind))
    for (const kind of kinds) {
      const key = `${segment.from} ${kind}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const [kind] = kinds
    if (segment.fate !== 'lost' || kind === undefined) continue
    const nth = counts.get(`${segment.from} ${kind}`) ?? 1
    losses.push({ match: { from: segment.from, kind, nth }, do: 'drop' })
  }
  return isNeverAnswered(segments) ? [NOTHING_ARRIVES] : losses
}

const KINDS = ['SYN', 'SYNACK', 'DATA', 'FIN', 'RST', 'ACK'] as const satisfies readonly SegmentKind[]
const NOTHING_ARRIVES: Fault = { match: { from: 'C', kind: 'ANY', nth: 'all' }, do: 'drop' }

function isNeverAnswered(segments: readonly TraceSegment[]): boolean {
  return segments.every(({ from, fate }) => from === 'C' && fate === 'lost')
}

/** The first waits before a SYN and before data were sent again, where that was seen. */
function timesOf(segments: readonly TraceSegment[]): Partial<Settings> {
  const initial = waitBefore(segments, (segment) => has(segment, SYN) && !has(segment, ACK))
  const least = waitBefore(segments, (segment) => segment.text !== null || isOfKind(segment, 'FIN'))
  const { rtoMaxUs } = PROFILES[profileOf(segments)]
  const { min } = SETTING_LIMITS.rtoMinUs
  return {
    ...(initial !== null && { rtoInitialUs: within(initial, { min, max: rtoMaxUs }) }),
    ...(least !== null && { rtoMinUs: within(least, { min, max: rtoMaxUs }) }),
  }
}

function waitBefore(
  segments: readonly TraceSegment[],
  which: (segment: TraceSegment) => boolean,
): number | null {
  const again = segments.find((segment) => segment.retransmission === 1 && which(segment))
  if (again === undefined) return null
  const first = segments.find(
    ({ from, seq, text }) =>
      from === again.from && seq === again.seq && (text === null) === (again.text === null),
  )
  return first === undefined ? null : again.sentUs - first.sentUs
}
