import { FIN, FORGED_STREAM, has } from '../engine/tcp/segment.ts'
import type { RuleId } from '../engine/tcp/rules.ts'
import type { Side } from '../engine/tcp/state.ts'
import type { EdgeEvent } from '../engine/tcp/transitions.ts'
import { edgeById } from '../engine/tcp/transitions.ts'
import { labelOf } from '../engine/trace/query.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import type { SegmentWords } from '../i18n/en/narration-nouns.ts'
import { type FactOf, flagText, relative, type Saying, type Scene, segmentWords } from './scene.ts'

/** What an arriving segment does, by weight: state changes before all else, then what became of the segment itself. */
export function arrivalSayings(scene: Scene): Saying[] {
  return scene.all('segment-delivered').flatMap((fact) => {
    const segment = scene.trace.segment(fact.segment)
    const edges = stateChanges(scene, fact, segment)
    return [
      ...edges,
      ...(edges.length > 0 ? [] : withoutEdge(scene, fact, segment)),
      ...foreignData(scene, fact),
    ]
  })
}

/** The segment as the receiver sees it: what comes from an earlier life of the connection is old. */
function wordsOf(scene: Scene, arrival: FactOf<'segment-delivered'>, segment: TraceSegment): SegmentWords {
  const words = segmentWords(scene.trace, segment)
  const isOld = scene.facts.some((fact) => fact.side === arrival.side && fact.conn > segment.conn)
  return isOld && words.origin !== 'injected' ? { ...words, origin: 'old' } : words
}

/** Text that reaches the reader although the peer of this connection never wrote it. */
function foreignData(scene: Scene, arrival: FactOf<'segment-delivered'>): Saying[] {
  const { textStream, conn } = scene.trace.data.segments
  return scene.all('data-delivered', arrival.side ?? undefined).flatMap((fact): Saying[] => {
    const isForged = fact.text.stream === FORGED_STREAM
    const writer = conn[textStream.indexOf(fact.text.stream)]
    if (!isForged && (writer === undefined || writer === fact.conn)) return []
    const label = isForged ? '' : labelOf(scene.trace, fact.text)
    const text = {
      from: arrival.side ?? 'S',
      flags: '',
      bytes: fact.text.length,
      label,
      origin: 'old',
      probe: null,
    } as const
    return [
      { weight: 97, fact: fact.index, say: ({ narration }) => narration.foreignData({ text, isForged }) },
    ]
  })
}

/** Changes that the segment itself makes; those of a call in the same step are told with the call. */
function stateChanges(scene: Scene, arrival: FactOf<'segment-delivered'>, segment: TraceSegment): Saying[] {
  const own = scene
    .all('state-changed', arrival.side ?? undefined)
    .filter((fact) => isByArrival(edgeById(fact.edge)?.event))
  return own.map((fact) => {
    const event = edgeById(fact.edge)?.event ?? 'rcv-rst'
    const words = {
      side: fact.side ?? ('S' as const),
      from: fact.from,
      to: fact.to,
      segment: wordsOf(scene, arrival, segment),
      reply: scene.answerAfter(arrival),
      wait: scene.waitOf(fact.side, 'time-wait'),
      call: '',
    }
    const isLateFin = event === 'rcv-fin' && !has(segment, FIN)
    return {
      weight: 100,
      fact: fact.index,
      say: ({ narration }) => (isLateFin ? narration.finReached(words) : narration.edges[event](words)),
    }
  })
}

const BY_ARRIVAL: ReadonlySet<EdgeEvent> = new Set<EdgeEvent>([
  'rcv-ack-of-fin',
  'rcv-ack-of-syn',
  'rcv-ack-of-syn-and-fin',
  'rcv-ack-of-syn-close-queued',
  'rcv-crossing-syn-ack',
  'rcv-data-after-close',
  'rcv-fin',
  'rcv-fin-and-ack-of-fin',
  'rcv-new-syn',
  'rcv-rst',
  'rcv-syn',
  'rcv-syn-ack',
  'rcv-syn-ack-fin',
  'rcv-syn-in-window',
  'security-mismatch',
  'two-way-open',
  'one-way-open',
  'four-way-open',
  'cookie-accepted',
  'time-wait-skipped',
  'icmp-hard-error',
])

const isByArrival = (event: EdgeEvent | undefined): boolean => event !== undefined && BY_ARRIVAL.has(event)

function withoutEdge(scene: Scene, arrival: FactOf<'segment-delivered'>, segment: TraceSegment): Saying[] {
  const discarded = scene.all('segment-discarded').find((fact) => fact.segment === segment.id)
  if (discarded !== undefined) return discardSayings(scene, arrival, discarded, segment)
  const base = {
    side: arrival.side ?? ('S' as const),
    segment: wordsOf(scene, arrival, segment),
    reply: scene.answerAfter(arrival),
  }
  const at = { fact: arrival.index }
  const sayings: Saying[] = []
  if (scene.all('data-delivered', base.side).length > 0) {
    sayings.push({ weight: 90, ...at, say: ({ narration }) => narration.inOrder(base) })
  }
  if (scene.all('noted', base.side).some((fact) => fact.note === 'out-of-order-kept')) {
    const awaited = lastAckOf(scene, base.side)
    sayings.push({
      weight: 92,
      ...at,
      say: ({ narration }) => narration.beyondGap({ ...base, ack: awaited }),
    })
  }
  sayings.push(...fieldSayings(scene, arrival, segment, base))
  const probe = probeAnsweredBy(scene, segment)
  if (probe !== null) {
    sayings.push({ weight: 65, ...at, say: ({ narration }) => narration.probeAnswered[probe](base) })
  }
  if (sayings.length === 0)
    sayings.push({ weight: 60, ...at, say: ({ narration }) => narration.arrives(base) })
  return sayings
}

/** Every sentence about an arrival can speak of these. */
interface Base {
  readonly side: Side
  readonly segment: SegmentWords
  readonly reply: string
}

/** What the ACK and window fields change at the receiver: the window if it opens or closes, else what is acknowledged. */
function fieldSayings(
  scene: Scene,
  { conn, side, index: fact }: FactOf<'segment-delivered'>,
  segment: TraceSegment,
  base: Base,
): Saying[] {
  const stopped = (timer: string): boolean =>
    scene.all('timer-cancelled', base.side).some((cancelled) => cancelled.timer === timer)
  const window = scene.changed(side, conn, 'snd.wnd')
  if (window === 0) return [{ weight: 80, fact, say: ({ narration }) => narration.windowCloses(base) }]
  if (window !== null && stopped('persist')) {
    const bytes = String(window)
    return [{ weight: 85, fact, say: ({ narration }) => narration.windowOpens({ ...base, bytes }) }]
  }
  if (scene.changed(side, conn, 'snd.una') === null) return []
  const ack = relative(segment.ack, segment.ackBase)
  const all = stopped('retransmission')
  return [{ weight: 70, fact, say: ({ narration }) => narration.acknowledges({ ...base, ack, all }) }]
}

/** The kind of probe that an arriving ACK was sent in answer to. */
function probeAnsweredBy(scene: Scene, { sentFact }: TraceSegment): SegmentWords['probe'] {
  if (sentFact < 0) return null
  const { cause } = scene.trace.fact(sentFact)
  if (cause === null || !('fact' in cause)) return null
  const drawn = scene.trace.fact(cause.fact)
  if (drawn.kind !== 'segment-delivered') return null
  const { probe } = scene.trace.segment(drawn.segment)
  return probe === 'tail-loss' ? null : probe
}

/** The acknowledgment number of the last segment that a side sent in this step, or ''. */
function lastAckOf(scene: Scene, side: Side): string {
  const sent = scene.sentBy(side).at(-1)
  return sent === undefined ? '' : relative(sent.ack, sent.ackBase)
}

function discardSayings(
  scene: Scene,
  arrival: FactOf<'segment-delivered'>,
  discarded: FactOf<'segment-discarded'>,
  segment: TraceSegment,
): Saying[] {
  const side = arrival.side ?? 'S'
  const words = wordsOf(scene, arrival, segment)
  const { because } = discarded
  if (has(segment, FIN) && isRepeatedFin(scene, because, side)) {
    const wait = scene.waitOf(side, 'time-wait')
    const say: Saying['say'] = ({ narration }) =>
      segment.copyOf >= 0 || segment.injected
        ? narration.finCopy({ side, segment: words, wait })
        : narration.finAgain({ side, segment: { ...words, origin: 'first' }, wait })
    return [{ weight: 95, fact: arrival.index, say }]
  }
  const reply = scene.answerAfter(arrival)
  return [
    {
      weight: 88,
      fact: arrival.index,
      say: ({ narration }) => narration.discards({ side, segment: words, reply }),
    },
    ...(because === null ? [] : [ruleSaying(because, discarded.index)]),
  ]
}

/** A FIN that this end has already taken: it comes again because its acknowledgment was lost. */
function isRepeatedFin(scene: Scene, because: RuleId | null, side: Side): boolean {
  if (because === 'RFC9293-3.10.7.4-FIN-AGAIN') return true
  const answered = scene.sentBy(side).some((sent) => flagText(sent) === 'ACK')
  return because === 'RFC9293-3.10.7.4-SEQ' && answered
}

function ruleSaying(rule: RuleId, fact: number): Saying {
  return { weight: 75, fact, say: ({ ruleText }) => ruleText(rule) }
}
