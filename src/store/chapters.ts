import { FACT_KINDS, type Trace } from '../engine/trace/codec.ts'
import type { Fact } from '../engine/trace/trace.ts'
import type { Side } from '../engine/tcp/state.ts'

/** A place worth jumping to. Its name is written by i18n/<language>/timeline.ts. */
export interface Chapter {
  readonly tUs: number
  readonly step: number
  readonly kind:
    | 'handshake'
    | 'data'
    | 'closes'
    | 'retransmits'
    | 'two-msl-over'
    | 'reset'
    | 'keepalive'
    | 'reboots'
  readonly side: Side | null
}

const known = new WeakMap<Trace, readonly Chapter[]>()

/** The chapters of a run, in order of time; at most one at an instant. Made once per trace. */
export function chaptersOf(trace: Trace): readonly Chapter[] {
  let chapters = known.get(trace)
  if (chapters === undefined) {
    chapters = build(trace)
    known.set(trace, chapters)
  }
  return chapters
}

/** The chapter that a step belongs to, or -1 before the first. */
export function chapterAt(chapters: readonly Chapter[], step: number): number {
  return chapters.findLastIndex((chapter) => chapter.step <= step)
}

const TELLING = new Set(
  (['state-changed', 'segment-sent', 'timer-fired', 'host-rebooted'] as const).map((kind) =>
    FACT_KINDS.indexOf(kind),
  ),
)

function build(trace: Trace): Chapter[] {
  const chapters: Chapter[] = []
  const withData = new Set<number>()
  const kinds = trace.data.facts.kind
  for (let i = 0; i < kinds.length; i++) {
    if (!TELLING.has(kinds[i] as number)) continue
    const fact = trace.fact(i)
    const kind = chapterOf(trace, fact, withData)
    if (kind === null || chapters.at(-1)?.tUs === fact.tUs) continue
    chapters.push({ tUs: fact.tUs, step: fact.step, kind, side: fact.side })
  }
  return chapters
}

/** What a fact begins, or null. `withData`: connections whose first data has been seen. */
function chapterOf(trace: Trace, fact: Fact, withData: Set<number>): Chapter['kind'] | null {
  switch (fact.kind) {
    case 'state-changed':
      if (fact.to === 'SYN-SENT') return 'handshake'
      if (fact.to === 'FIN-WAIT-1' || fact.to === 'LAST-ACK') return 'closes'
      return fact.from === 'TIME-WAIT' && fact.to === 'CLOSED' && !endsEarly(trace, fact)
        ? 'two-msl-over'
        : null
    case 'segment-sent': {
      const { flags, text, conn } = trace.segment(fact.segment)
      if ((flags & RST) !== 0) return 'reset'
      if (text === null || withData.has(conn)) return null
      withData.add(conn)
      return 'data'
    }
    case 'timer-fired':
      if (fact.timer === 'retransmission') return 'retransmits'
      return fact.timer === 'keepalive' ? 'keepalive' : null
    case 'host-rebooted':
      return 'reboots'
    default:
      return null
  }
}

const RST = 4

/** TIME-WAIT left by something else than its timer. */
function endsEarly(trace: Trace, fact: Fact): boolean {
  const { cause } = fact
  return cause === null || !('fact' in cause) || trace.kind(cause.fact) !== 'timer-fired'
}
