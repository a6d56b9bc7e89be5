import { FACT_KINDS, type Trace } from '../../engine/trace/codec.ts'
import type { Fact, TraceSegment, Us } from '../../engine/trace/trace.ts'

/**
 * Where runs part: the first thing on the wire, in a state or at an application that is not the same in all of them.
 * Timers and variables do not count before they have done something: a longer RTO is no difference until it is waited for.
 */
const TELLING = new Set(
  (
    [
      'segment-sent',
      'segment-duplicated',
      'segment-injected',
      'segment-dropped',
      'segment-delivered',
      'data-delivered',
      'state-changed',
      'call-made',
      'call-returned',
      'host-rebooted',
    ] as const
  ).map((kind) => FACT_KINDS.indexOf(kind)),
)

/** The moment until which all runs are the same; null: they are the same to the end. */
export function divergenceUs(traces: readonly Trace[]): Us | null {
  const [first, ...others] = traces
  if (first === undefined) return null
  const parted = others.map((other) => partingUs(first, other)).filter((us) => us !== null)
  return parted.length === 0 ? null : Math.min(...parted)
}

function partingUs(a: Trace, b: Trace): Us | null {
  const left = tellingFacts(a)
  const right = tellingFacts(b)
  for (let i = 0; i < left.length || i < right.length; i++) {
    const one = left[i]
    const other = right[i]
    if (one !== undefined && other !== undefined && sameFact(a, a.fact(one), b, b.fact(other))) continue
    const times = [
      one === undefined ? a.endUs : a.fact(one).tUs,
      other === undefined ? b.endUs : b.fact(other).tUs,
    ]
    return Math.min(...times)
  }
  return null
}

function tellingFacts(trace: Trace): number[] {
  const found: number[] = []
  trace.data.facts.kind.forEach((kind, index) => TELLING.has(kind) && found.push(index))
  return found
}

function sameFact(a: Trace, left: Fact, b: Trace, right: Fact): boolean {
  const samePlace = left.tUs === right.tUs && left.side === right.side && left.conn === right.conn
  if (left.kind !== right.kind || !samePlace) return false
  switch (left.kind) {
    case 'segment-sent':
    case 'segment-duplicated':
    case 'segment-injected':
    case 'segment-dropped':
    case 'segment-delivered':
      return 'segment' in right && sameOnWire(a.segment(left.segment), b.segment(right.segment))
    case 'data-delivered':
      return right.kind === left.kind && sameJson(left.text, right.text)
    case 'state-changed':
      return right.kind === left.kind && left.from === right.from && left.to === right.to
    case 'call-made':
    case 'call-returned':
      return 'call' in right && sameCall(a, left.call, b, right.call, left.kind === 'call-returned')
    default:
      return true
  }
}

/** What a receiver or a capture could tell apart; the rest of a row is what became of it. */
function sameOnWire(a: TraceSegment, b: TraceSegment): boolean {
  const fields = ['from', 'sourcePort', 'destinationPort', 'seq', 'ack', 'flags', 'wnd', 'spoofed'] as const
  return (
    fields.every((field) => a[field] === b[field]) &&
    a.text?.length === b.text?.length &&
    sameJson(a.options, b.options)
  )
}

function sameCall(a: Trace, left: number, b: Trace, right: number, returned: boolean): boolean {
  const one = a.calls[left]
  const other = b.calls[right]
  if (one === undefined || other === undefined) return one === other
  const sameQuestion = one.call === other.call && one.args === other.args && one.socket === other.socket
  return sameQuestion && (!returned || (one.result === other.result && one.errno === other.errno))
}

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
