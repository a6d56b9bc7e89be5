import { RULES } from '../../../engine/tcp/rule-texts.ts'
import type { RuleId } from '../../../engine/tcp/rules.ts'
import { flagNames } from '../../../engine/tcp/segment.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { factsOfKind, timerIntervals, whyIndexes } from '../../../engine/trace/query.ts'
import type { Cause, Fact, TraceSegment } from '../../../engine/trace/trace.ts'
import { duration } from '../../../i18n/format.ts'
import type { Messages } from '../../../i18n/en.ts'

/** One link of the chain: a fact, or the item of the scenario that everything goes back to. */
export interface Link {
  /** Index of the fact: most of a long chain is never read. */
  readonly fact: number
  /** A segment that was lost: why a timer had to fire. It is no cause in the trace, but the reason for the silence. */
  readonly isLoss: boolean
}

export interface Chain {
  readonly root: Exclude<Cause, null | { readonly fact: number }> | null
  /** Oldest first. */
  readonly links: readonly Link[]
  /** The rule that made the last link so, or the last one before it that names a rule. */
  readonly rule: { readonly id: RuleId; readonly section: string } | null
}

/** The fact that "why" asks about: why the selected segment was sent, else the weightiest fact of the step. */
export function subjectOf(trace: Trace, step: number, selectedSegment: number | null): number {
  if (selectedSegment !== null && selectedSegment < trace.segmentCount) {
    return trace.segment(selectedSegment).sentFact
  }
  const [first, end] = trace.stepFacts(step)
  for (const kind of BY_WEIGHT) {
    for (let i = end - 1; i >= first; i--) if (trace.kind(i) === kind) return i
  }
  return first
}

const BY_WEIGHT: readonly Fact['kind'][] = [
  'state-changed',
  'segment-sent',
  'segment-discarded',
  'segment-dropped',
  'data-delivered',
  'call-returned',
  'segment-delivered',
]

export function chainOf(trace: Trace, subject: number): Chain {
  const facts = whyIndexes(trace, subject)
  const cause = trace.fact(facts[0] as number).cause
  const ruled = facts.findLast((fact) => trace.fact(fact).because !== null)
  const because = ruled === undefined ? null : trace.fact(ruled).because
  return {
    root: cause === null || 'fact' in cause ? null : cause,
    links: facts.flatMap((fact) => [
      ...(trace.kind(fact) === 'timer-fired' ? lossesBefore(trace, trace.fact(fact)) : []),
      { fact, isLoss: trace.kind(fact) === 'segment-dropped' },
    ]),
    rule: because === null ? null : { id: because, section: RULES[because].section },
  }
}

/** What was lost while a retransmission timer ran: the reason why nothing had stopped it. */
function lossesBefore(trace: Trace, fact: Fact): Link[] {
  if (fact.kind !== 'timer-fired' || fact.timer !== 'retransmission') return []
  const interval = timerIntervals(trace).find((each) => each.endFact === fact.index)
  if (interval === undefined) return []
  return factsOfKind(trace, 'segment-dropped')
    .filter((drop) => drop.conn === fact.conn && drop.index > interval.setFact && drop.index < fact.index)
    .map((drop) => ({ fact: drop.index, isLoss: true }))
}

/** A fact in a few words. */
export function linkText(trace: Trace, fact: Fact, messages: Messages): string {
  const { fact: words } = messages.inspector.why
  const side = fact.side ?? 'C'
  switch (fact.kind) {
    case 'segment-sent':
    case 'segment-duplicated':
    case 'segment-injected':
    case 'segment-dropped':
    case 'segment-delivered':
    case 'segment-discarded':
      return words[fact.kind]({ side, name: segmentName(trace.segment(fact.segment)) })
    case 'data-delivered':
      return words[fact.kind]({ side, bytes: fact.text.length })
    case 'state-changed':
      return words[fact.kind]({ side, from: fact.from, to: fact.to })
    case 'tcb-changed':
      return words[fact.kind]({ side, fields: fact.changes.map((change) => change.field).join(', ') })
    case 'timer-set':
      return words[fact.kind]({
        side,
        timer: messages.inspector.tcb.timer[fact.timer],
        wait: duration(fact.dueUs - fact.tUs),
      })
    case 'timer-cancelled':
    case 'timer-fired':
      return words[fact.kind]({ side, timer: messages.inspector.tcb.timer[fact.timer] })
    case 'call-made':
      return words[fact.kind]({ side, call: `${trace.calls[fact.call]?.call ?? ''}()` })
    case 'call-returned': {
      const call = trace.calls[fact.call]
      return words[fact.kind]({
        side,
        call: `${call?.call ?? ''}()`,
        result: `= ${call?.errno ?? call?.result ?? ''}`,
      })
    }
    case 'signalled':
      return words[fact.kind]({ side, signal: fact.signal })
    case 'noted':
      return words[fact.kind]({ side, text: messages.narration.notes[fact.note] })
    case 'queues-changed':
      return words[fact.kind]({ side, syn: fact.synQueue, accept: fact.acceptQueue })
    case 'host-rebooted':
      return words[fact.kind]({ side })
    case 'run-ended':
      return words[fact.kind]()
  }
}

/** `FIN,ACK seq=1`: enough to find it in the diagram. */
function segmentName(segment: TraceSegment): string {
  const { flags, seq, seqBase } = segment
  return `${flagNames(flags).join(',')} seq=${seqBase < 0 ? seq : (seq - seqBase) >>> 0}`
}
