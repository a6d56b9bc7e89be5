import type { Trace } from '../../engine/trace/codec.ts'
import { stateIntervals } from '../../engine/trace/query.ts'
import type { TraceCall, TraceSegment } from '../../engine/trace/trace.ts'
import { ACK, flagNames } from '../../engine/tcp/segment.ts'
import { sub } from '../../engine/tcp/seq.ts'
import type { Side } from '../../engine/tcp/state.ts'

/** What other programs read of a run. Times are milliseconds, numbers count from the ISNs. */
export interface Summary {
  readonly segments: readonly SummarySegment[]
  readonly states: Readonly<Record<Side, readonly (readonly [number, string])[]>>
  readonly calls: readonly SummaryCall[]
  readonly end: { readonly reason: string; readonly atMs: number }
}

interface SummarySegment {
  readonly n: number
  readonly conn: number
  readonly from: Side
  readonly flags: readonly string[]
  readonly seq: number
  readonly ack: number | null
  readonly len: number
  readonly sentMs: number
  readonly arrivesMs: number | null
  readonly fate: string
  readonly retransmission: number
}

interface SummaryCall {
  readonly side: Side
  readonly call: string
  readonly atMs: number
  readonly returnedMs: number | null
  readonly result: number | null
  readonly errno: string | null
}

export function summary(trace: Trace): Summary {
  return {
    segments: Array.from({ length: trace.segmentCount }, (_, id) => segmentOf(trace.segment(id))),
    states: { C: statesOf(trace, 'C'), S: statesOf(trace, 'S') },
    calls: trace.calls.map(callOf),
    end: { reason: trace.data.endReason, atMs: trace.endUs / 1000 },
  }
}

function segmentOf(segment: TraceSegment): SummarySegment {
  const gone = segment.fate === 'lost' || segment.fate === 'dropped'
  return {
    n: segment.id + 1,
    conn: segment.conn + 1,
    from: segment.from,
    flags: flagNames(segment.flags),
    seq: relative(segment.seq, segment.seqBase),
    ack: (segment.flags & ACK) === 0 ? null : relative(segment.ack, segment.ackBase),
    len: segment.text?.length ?? 0,
    sentMs: segment.sentUs / 1000,
    arrivesMs: gone ? null : segment.endUs / 1000,
    fate: segment.fate,
    retransmission: segment.retransmission,
  }
}

/** A literal number (a RST's zero) has no base and stays as it is. */
function relative(number: number, base: number): number {
  return base < 0 ? number : sub(number, base)
}

/** Every state with the time of its entry; the first one only if it lasted. */
function statesOf(trace: Trace, side: Side): (readonly [number, string])[] {
  return stateIntervals(trace, side)
    .filter(({ fact, toUs }, at, all) => fact >= 0 || toUs > 0 || at > 0 || all.length === 1)
    .map(({ fromUs, state }) => [fromUs / 1000, state] as const)
}

function callOf(call: TraceCall): SummaryCall {
  return {
    side: call.side,
    call: call.call,
    atMs: call.atUs / 1000,
    returnedMs: call.returnedUs === null ? null : call.returnedUs / 1000,
    result: call.result,
    errno: call.errno,
  }
}
