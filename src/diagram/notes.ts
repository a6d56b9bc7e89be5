import type { RuleId } from '../engine/tcp/rules.ts'
import type { Side } from '../engine/tcp/state.ts'
import { FACT_KINDS, type Trace } from '../engine/trace/codec.ts'
import type { Fact, TraceSegment, Us } from '../engine/trace/trace.ts'
import { type IntervalIndex, indexIntervals } from './interval-index.ts'

/** Why a receiver threw a segment away, in the few words that stand beside the ribbon. */
export type DiscardReason =
  | 'no-connection'
  | 'not-for-listener'
  | 'outside-window'
  | 'received-before'
  | 'bad-ack'
  | 'not-believed'
  | 'old'
  | 'queue-full'
  | 'discarded'

/** Something beside the ribbon that is no state: a timer that fired, a segment thrown away, a reboot. */
type NoteKind =
  | { readonly kind: 'resend' | 'give-up' | 'window-probe' | 'keepalive' | 'tail-probe' | 'reboot' }
  | { readonly kind: 'discard'; readonly reason: DiscardReason }

export interface Note {
  readonly side: Side
  readonly us: Us
  readonly step: number
  readonly fact: number
  readonly what: NoteKind
}

const REASONS: readonly (readonly [prefix: string, reason: DiscardReason])[] = [
  ['RFC9293-3.10.7.1', 'no-connection'],
  ['RFC9293-3.10.7.2', 'not-for-listener'],
  ['RFC9293-3.10.7.3', 'bad-ack'],
  ['RFC9293-3.10.7.4-SEQ', 'outside-window'],
  ['RFC9293-3.10.7.4-ACK', 'bad-ack'],
  ['RFC5961-5', 'bad-ack'],
  ['RFC5961', 'not-believed'],
  ['RFC7323-5.2', 'old'],
  ['RFC6191-2', 'old'],
  ['RFC1337-F1', 'not-believed'],
  ['HOST-BACKLOG', 'queue-full'],
  ['HOST-ACCEPT-QUEUE', 'queue-full'],
]

/** Repeats that TCP answers because they show that its answer was lost: nobody would say that it refuses them. */
const ANSWERED = new Set<RuleId>(['RFC9293-3.10.7.4-FIN-AGAIN', 'HOST-DUP-SYN'])

/** Why the receiver of a segment threw it away; null if it did not, or if it was a question that it answered. */
export function discardReason(trace: Trace, segment: TraceSegment): DiscardReason | null {
  if (segment.discardFact < 0 || segment.probe !== null) return null
  const rule = trace.fact(segment.discardFact).because
  if (rule === null) return 'discarded'
  if (ANSWERED.has(rule)) return null
  if (rule === 'RFC9293-3.10.7.4-SEQ' && segment.retransmission > 0) return 'received-before'
  return REASONS.find(([prefix]) => rule.startsWith(prefix))?.[1] ?? 'discarded'
}

const known = new WeakMap<Trace, IntervalIndex<Note>>()

/** The notes of a stretch of time, in order. */
export function notesBetween(trace: Trace, fromUs: Us, toUs: Us): Note[] {
  let index = known.get(trace)
  if (index === undefined) {
    index = indexIntervals(
      buildNotes(trace),
      (note) => note.us,
      (note) => note.us,
    )
    known.set(trace, index)
  }
  return index.overlapping(fromUs, toUs)
}

const NOTED = new Set(
  (['timer-fired', 'segment-discarded', 'host-rebooted'] as const).map((kind) => FACT_KINDS.indexOf(kind)),
)

function buildNotes(trace: Trace): Note[] {
  const notes: Note[] = []
  trace.data.facts.kind.forEach((kind, index) => {
    if (!NOTED.has(kind)) return
    const fact = trace.fact(index)
    const what = noteOf(trace, fact)
    if (what === null || fact.side === null) return
    notes.push({ side: fact.side, us: fact.tUs, step: fact.step, fact: index, what })
  })
  return notes
}

function noteOf(trace: Trace, fact: Fact): NoteKind | null {
  switch (fact.kind) {
    case 'segment-discarded': {
      const reason = discardReason(trace, trace.segment(fact.segment))
      return reason === null ? null : { kind: 'discard', reason }
    }
    case 'host-rebooted':
      return { kind: 'reboot' }
    case 'timer-fired':
      return timerNote(trace, fact)
    default:
      return null
  }
}

function timerNote(trace: Trace, fact: Extract<Fact, { kind: 'timer-fired' }>): NoteKind | null {
  switch (fact.timer) {
    case 'retransmission':
      return { kind: sentAfter(trace, fact) ? 'resend' : 'give-up' }
    case 'persist':
      return { kind: 'window-probe' }
    case 'keepalive':
      return { kind: sentAfter(trace, fact) ? 'keepalive' : 'give-up' }
    case 'loss-probe':
      return { kind: 'tail-probe' }
    case 'user-timeout':
    case 'connect':
    case 'fin-wait-2':
      return { kind: 'give-up' }
    case 'time-wait':
    case 'delayed-ack':
    case 'reorder':
      return null
  }
}

/** Whether the step of a fact sent anything after it. */
function sentAfter(trace: Trace, { index, step }: Fact): boolean {
  const [, end] = trace.stepFacts(step)
  for (let i = index; i < end; i++) if (trace.kind(i) === 'segment-sent') return true
  return false
}
