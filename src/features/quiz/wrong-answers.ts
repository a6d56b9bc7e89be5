import { flagsText, relativeAck, relativeSeq } from '../../diagram/segment-text.ts'
import { has, SYN, FIN } from '../../engine/tcp/segment.ts'
import type { State } from '../../engine/tcp/state.ts'
import { EDGE_ACTIONS } from '../../engine/tcp/edge-labels.ts'
import { TRANSITIONS } from '../../engine/tcp/transitions.ts'
import type { TraceCall, TraceSegment } from '../../engine/trace/trace.ts'
import { WRONG_SEGMENTS, WRONG_STATES } from './misconceptions.ts'
import type { Trigger, Wrong } from './question.ts'

/** Wrong answers, the most tempting first: known misconceptions, then other legal moves out of the same state. */

export function wrongStates(edge: string, before: State): Wrong[] {
  const known = (WRONG_STATES[edge] ?? []).map(
    ([state, myth]): Wrong => ({ answer: { kind: 'state', state }, myth }),
  )
  const legal = [...TRANSITIONS.filter(({ from }) => from === before).map(({ to }) => to), before]
  // Where everything leads to CLOSED, the states that stand next to it in a life.
  const others: State[] = ['ESTABLISHED', 'CLOSE-WAIT', 'TIME-WAIT']
  return [
    ...known,
    ...[...legal, ...others].map((state): Wrong => ({ answer: { kind: 'state', state }, myth: null })),
  ]
}

export function wrongSegments(trigger: Trigger, right: string, before: State): Wrong[] {
  const comes = trigger.kind === 'arrival' ? flagsText(trigger.segment) : ''
  const known = WRONG_SEGMENTS.find((row) => row.comes === comes && row.right === right)?.wrong ?? []
  const legal = TRANSITIONS.filter(({ from }) => from === before).flatMap(({ id }) =>
    sentBy(EDGE_ACTIONS[id] ?? ''),
  )
  const repeats =
    trigger.kind === 'timer' && right !== '' ? ([['', right.includes('FIN') ? 'M-31' : 'M-56']] as const) : []
  const usual = ['ACK', 'RST', 'FIN ACK', '', 'SYN ACK']
  return [
    ...repeats.map(([flags, myth]): Wrong => ({ answer: { kind: 'segment', flags }, myth })),
    ...known.map(([flags, myth]): Wrong => ({ answer: { kind: 'segment', flags }, myth })),
    ...[...legal, ...usual].map((flags): Wrong => ({ answer: { kind: 'segment', flags }, myth: null })),
  ]
}

/** The flags in `snd FIN,ACK (behind queued data)`. */
function sentBy(action: string): string[] {
  return Array.from(action.matchAll(/snd ((?:SYN|FIN|RST|ACK)(?:,(?:ACK|FIN))?)/g), ([, flags = '']) =>
    flags.replace(',', ' '),
  )
}

/** Off by what people forget or count too often. `answered`: the segment that this one answers, if any. */
export function wrongNumbers(segment: TraceSegment, answered: TraceSegment | null): Wrong[] {
  const seq = relativeSeq(segment)
  const ack = relativeAck(segment) ?? 0
  const numbers = (s: number, a: number): Wrong['answer'] => ({ kind: 'numbers', seq: s, ack: a })
  const wrong: Wrong[] = []
  const counts = answered !== null && (has(answered, SYN) || has(answered, FIN))
  if (counts) wrong.push({ answer: numbers(seq, ack - 1), myth: null })
  else wrong.push({ answer: numbers(seq, ack + 1), myth: 'M-69' })
  if (answered?.text !== null && answered !== null)
    wrong.push({ answer: numbers(seq, relativeSeq(answered) + 1), myth: null })
  wrong.push({ answer: numbers(seq + 1, ack), myth: 'M-69' })
  if (seq !== ack) wrong.push({ answer: numbers(ack, seq), myth: null })
  wrong.push({ answer: numbers(seq + 1, ack + 1), myth: 'M-69' })
  return wrong.filter(({ answer }) => answer.kind === 'numbers' && answer.seq >= 0 && answer.ack >= 0)
}

const gets = (result: number | null, errno: string | null = null): Wrong['answer'] => ({
  kind: 'application',
  result,
  errno,
})
const fails = (errno: string): Wrong['answer'] => gets(-1, errno)

export function wrongResults({ call, errno, result }: TraceCall): Wrong[] {
  switch (call) {
    case 'connect':
      return [
        { answer: gets(0), myth: null },
        { answer: fails('ECONNREFUSED'), myth: errno === 'ETIMEDOUT' ? 'M-44' : null },
        { answer: fails('ETIMEDOUT'), myth: 'M-44' },
        { answer: gets(null), myth: null },
      ]
    case 'accept':
      return [
        { answer: gets(null), myth: 'M-55' },
        { answer: fails('ECONNRESET'), myth: null },
        { answer: fails('ETIMEDOUT'), myth: null },
      ]
    case 'recv':
      return [
        { answer: gets(0), myth: errno === 'ECONNRESET' ? 'M-33' : null },
        { answer: fails('ECONNRESET'), myth: result === 0 ? 'M-33' : 'M-34' },
        { answer: gets(null), myth: null },
        { answer: fails('ETIMEDOUT'), myth: 'M-72' },
      ]
    case 'listen':
      return [
        { answer: fails('EADDRINUSE'), myth: 'M-64' },
        { answer: gets(0), myth: 'M-65' },
        { answer: fails('EADDRNOTAVAIL'), myth: null },
      ]
    case 'send':
      return [
        { answer: fails('ECONNRESET'), myth: 'M-76' },
        { answer: fails('EPIPE'), myth: 'M-76' },
        { answer: gets(null), myth: 'M-76' },
      ]
    default:
      return []
  }
}
