import { FIN, flagNames, has, RST, SYN, textLength } from '../engine/tcp/segment.ts'
import type { Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { labelOf, timerIntervals } from '../engine/trace/query.ts'
import type { Fact, FactKind, TcbField, TraceSegment } from '../engine/trace/trace.ts'
import { duration } from '../i18n/format.ts'
import type { Messages } from '../i18n/en.ts'
import type { SegmentWords } from '../i18n/en/narration-nouns.ts'

export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>

/** One thing that can be said of a step. Of the many that could be, the heaviest are. */
export interface Saying {
  /** 0 to 100: how much a learner would miss it. */
  readonly weight: number
  /** The fact that it tells: sayings are spoken in this order. */
  readonly fact: number
  readonly say: (messages: Messages) => string
}

/** The facts of one step, and what sayings ask of them. */
export class Scene {
  readonly trace: Trace
  readonly step: number
  readonly facts: readonly Fact[]

  constructor(trace: Trace, step: number) {
    const [first, end] = trace.stepFacts(step)
    this.trace = trace
    this.step = step
    this.facts = Array.from({ length: end - first }, (_, i) => trace.fact(first + i))
  }

  all<K extends FactKind>(kind: K, side?: Side): FactOf<K>[] {
    return this.facts.filter(
      (fact): fact is FactOf<K> => fact.kind === kind && (side === undefined || fact.side === side),
    )
  }

  /** Segments that a side put on the wire in this step, the network's copies not counted. */
  sentBy(side: Side): TraceSegment[] {
    return this.all('segment-sent', side).map((fact) => this.trace.segment(fact.segment))
  }

  /** Flags of what a side sent after a fact, '' if nothing: its answer. */
  answerAfter(fact: Fact): string {
    const sent = this.facts.find(
      (other) => other.index > fact.index && other.kind === 'segment-sent' && other.side === fact.side,
    )
    return sent?.kind === 'segment-sent' ? flagText(this.trace.segment(sent.segment)) : ''
  }

  /** New value of a variable of one endpoint, or null if this step leaves it as it is. */
  changed(side: Side | null, conn: number, field: TcbField): number | null {
    const changes = this.all('tcb-changed')
      .filter((fact) => fact.side === side && fact.conn === conn)
      .flatMap((fact) => fact.changes)
    return changes.findLast((change) => change.field === field)?.value ?? null
  }

  /** How long a timer that fired had been running, as text. */
  lengthOf(fired: FactOf<'timer-fired'>): string {
    const interval = timerIntervals(this.trace).find((each) => each.endFact === fired.index)
    return interval === undefined ? '' : duration(interval.endUs - interval.setUs)
  }

  /** How long a timer set in this step will run, as text; '' if none is set. */
  waitOf(side: Side | null, timer: FactOf<'timer-set'>['timer']): string {
    const set = this.all('timer-set').findLast((fact) => fact.side === side && fact.timer === timer)
    return set === undefined ? '' : duration(set.dueUs - set.tUs)
  }
}

/** The flags that a sentence names: a FIN or RST goes by itself although it carries ACK, and PSH never matters. */
export function flagText(segment: TraceSegment): string {
  if (has(segment, RST)) return 'RST'
  if (has(segment, FIN) && !has(segment, SYN)) return 'FIN'
  if (textLength(segment) > 0 && !has(segment, SYN)) return ''
  return flagNames(segment.flags)
    .filter((name) => name !== 'PSH' && name !== 'URG')
    .join(',')
}

export function segmentWords(trace: Trace, segment: TraceSegment): SegmentWords {
  return {
    from: segment.from,
    flags: flagText(segment),
    bytes: textLength(segment),
    label: segment.text === null ? '' : labelOf(trace, segment.text),
    origin: originOf(segment),
    probe: segment.probe === 'tail-loss' ? null : segment.probe,
  }
}

function originOf(segment: TraceSegment): SegmentWords['origin'] {
  if (segment.injected) return 'injected'
  if (segment.copyOf >= 0) return 'copy'
  return segment.retransmission > 0 ? 'again' : 'first'
}

/** A number of a stream as the diagram shows it: counted from the ISN, where that is known. */
export function relative(number: number, base: number): string {
  return String(base < 0 ? number : (number - base) >>> 0)
}
