import type { Side, State } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { type Addresses, endsOfSegment, labelOf } from '../../engine/trace/query.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import { flagsText, numbersText } from '../segment-text.ts'

/** Who takes part: the two hosts, and third hosts in whose name forged segments are sent. */
interface Participant {
  /** Short and safe in every language of diagrams: C, S, X1, X2 ... */
  readonly id: string
  readonly side: Side | null
  readonly address: string
}

/** One line of a diagram that has no time axis, in the order of what happened. */
type Line =
  | {
      readonly kind: 'segment'
      readonly segment: TraceSegment
      readonly from: string
      readonly to: string
      /** Flags, numbers and the label of its text. */
      readonly words: readonly string[]
      readonly lost: boolean
    }
  | { readonly kind: 'state'; readonly side: Side; readonly state: State }

/** What a text diagram needs of the reader's language. */
export interface StoryWords {
  readonly client: string
  readonly server: string
  readonly lost: string
  readonly duplicate: string
  readonly injected: string
  retransmission(n: number): string
}

interface Story {
  readonly participants: readonly Participant[]
  readonly lines: readonly Line[]
}

/** The segments as they are sent and the states as they are entered. */
export function storyOf(trace: Trace, addresses: Addresses, words: StoryWords): Story {
  const participants: Participant[] = [
    { id: 'C', side: 'C', address: addresses.C },
    { id: 'S', side: 'S', address: addresses.S },
  ]
  const idOf = (address: string, side: Side): string => {
    if (address === addresses[side]) return side
    const known = participants.find((each) => each.side === null && each.address === address)
    if (known !== undefined) return known.id
    const id = `X${participants.length - 1}`
    participants.push({ id, side: null, address })
    return id
  }
  const lines: Line[] = []
  for (let index = 0; index < trace.factCount; index++) {
    const fact = trace.fact(index)
    if (fact.kind === 'state-changed' && fact.side !== null) {
      lines.push({ kind: 'state', side: fact.side, state: fact.to })
    } else if (
      fact.kind === 'segment-sent' ||
      fact.kind === 'segment-injected' ||
      fact.kind === 'segment-duplicated'
    ) {
      const segment = trace.segment(fact.segment)
      const { source, destination } = endsOfSegment(trace, segment, addresses)
      const receiver = segment.from === 'C' ? 'S' : 'C'
      lines.push({
        kind: 'segment',
        segment,
        from: idOf(source, segment.from),
        to: idOf(destination, receiver),
        words: wordsOf(trace, segment, words),
        lost: isLost(segment),
      })
    }
  }
  return { participants, lines }
}

function isLost({ fate }: TraceSegment): boolean {
  return fate === 'lost' || fate === 'dropped'
}

function wordsOf(trace: Trace, segment: TraceSegment, words: StoryWords): string[] {
  return [
    flagsText(segment),
    segment.text === null ? '' : labelOf(trace, segment.text),
    numbersText(segment),
    segment.retransmission > 0 ? `(${words.retransmission(segment.retransmission)})` : '',
    segment.copyOf >= 0 ? `(${words.duplicate})` : '',
    segment.injected ? `(${words.injected})` : '',
    isLost(segment) ? `(${words.lost})` : '',
  ].filter((word) => word !== '')
}

/** Text on one line: what ends a line would end the statement. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
