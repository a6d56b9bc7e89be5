import { textLength } from '../engine/tcp/segment.ts'
import { type EdgeEvent, edgeById } from '../engine/tcp/transitions.ts'
import { endpointStateAfter } from '../engine/trace/query.ts'
import type { TraceCall } from '../engine/trace/trace.ts'
import { type FactOf, flagText, type Saying, type Scene, segmentWords } from './scene.ts'

/** What applications do in a step: calls made, and calls that return because of what else happened. */
export function callSayings(scene: Scene): Saying[] {
  return [...scene.all('call-made').flatMap((fact) => madeSayings(scene, fact)), ...returnSayings(scene)]
}

/** Only the first call of a step is what the step is about; a reaction to an arrival comes after it. */
function madeSayings(scene: Scene, made: FactOf<'call-made'>): Saying[] {
  const call = scene.trace.calls[made.call]
  if (call === undefined) return []
  const isReaction = scene.facts.some(
    (fact) => fact.kind === 'segment-delivered' || fact.kind === 'timer-fired',
  )
  const change = changeOf(scene, made)
  if (change !== null) return [changeSaying(scene, made, call, change, isReaction)]
  return [
    {
      weight: isReaction ? 50 : 90,
      fact: made.index,
      say: (messages) => plainCall(scene, made, call, messages.narration),
    },
  ]
}

const BY_CALL: ReadonlySet<EdgeEvent> = new Set<EdgeEvent>([
  'abort',
  'close',
  'close-unread',
  'open-active',
  'open-passive',
  'send-opens',
  'one-way-open',
  'host-crash',
])

/** The state change that this call makes, before the next call of the same side. */
function changeOf(scene: Scene, made: FactOf<'call-made'>): FactOf<'state-changed'> | null {
  const next = scene.all('call-made', made.side ?? undefined).find((fact) => fact.index > made.index)
  const end = next?.index ?? Number.POSITIVE_INFINITY
  const change = scene
    .all('state-changed', made.side ?? undefined)
    .find((fact) => fact.index > made.index && fact.index < end)
  const event = edgeById(change?.edge ?? '')?.event
  return change !== undefined && event !== undefined && BY_CALL.has(event) ? change : null
}

function changeSaying(
  scene: Scene,
  made: FactOf<'call-made'>,
  call: TraceCall,
  change: FactOf<'state-changed'>,
  isReaction: boolean,
): Saying {
  const side = change.side ?? 'C'
  const closes = change.to === 'LAST-ACK' || change.to === 'FIN-WAIT-1'
  return {
    weight: isReaction ? 85 : 100,
    fact: change.index,
    say: ({ narration }) => {
      if (isReaction && closes) return narration.andCloses({ side, call: call.call, to: change.to })
      return narration.edges[edgeById(change.edge)?.event ?? 'close']({
        side,
        from: change.from,
        to: change.to,
        segment: null,
        reply: scene.answerAfter(made),
        wait: '',
        call: call.call,
      })
    },
  }
}

type Words = Parameters<Saying['say']>[0]['narration']

function plainCall(scene: Scene, made: FactOf<'call-made'>, call: TraceCall, words: Words): string {
  const side = made.side ?? 'C'
  const base = { side, call: call.call }
  const { errno, result } = call
  if (!returnsInStep(scene, call)) return words.callBlocks(base)
  if (errno !== null) return words.callAtOnce({ ...base, result: -1, errno })
  if (call.call === 'send') return sendSentence(scene, call, words)
  if (isRead(call)) {
    return result === 0
      ? `${words.callMade(base)} ${words.readsEndOfFile(base)}`
      : words.callAtOnce({ ...base, result: result ?? 0, errno: '' })
  }
  const closes = call.call === 'close' || call.call === 'shutdown'
  return closes && hasFinToSend(scene, call) ? words.finWaits(base) : words.callMade(base)
}

const isRead = (call: TraceCall): boolean => call.call.startsWith('recv')

function returnsInStep(scene: Scene, call: TraceCall): boolean {
  return call.returnedFact >= 0 && scene.trace.fact(call.returnedFact).step === scene.step
}

/** The connection still owes its peer a FIN, and none has left in this step. */
function hasFinToSend(scene: Scene, call: TraceCall): boolean {
  const state = endpointStateAfter(scene.trace, call.side, call.conn, call.madeFact)
  const owes = state === 'SYN-RECEIVED' || state === 'ESTABLISHED' || state === 'CLOSE-WAIT'
  return owes && !scene.sentBy(call.side).some((segment) => flagText(segment) === 'FIN')
}

function sendSentence(scene: Scene, call: TraceCall, words: Words): string {
  const { side } = call
  const sent = scene.sentBy(side).filter((segment) => textLength(segment) > 0)
  const [first] = sent
  if (first === undefined) return words.sendWaits({ side, bytes: call.args })
  if (sent.length === 1) return words.sends({ side, text: segmentWords(scene.trace, first) })
  const bytes = sent.reduce((sum, segment) => sum + textLength(segment), 0)
  return words.sendsInParts({ side, bytes, segments: sent.length })
}

/** Of calls that had blocked: errors matter most, then the end of the stream, then that the application goes on. */
function returnSayings(scene: Scene): Saying[] {
  return scene.all('call-returned').flatMap((fact): Saying[] => {
    const call = scene.trace.calls[fact.call]
    if (call === undefined || scene.trace.fact(call.madeFact).step === scene.step) return []
    const { side, errno, result } = call
    const base = { side, call: call.call }
    const at = { fact: fact.index }
    if (errno !== null) {
      return [{ weight: 82, ...at, say: ({ narration }) => narration.callFails({ ...base, errno }) }]
    }
    if (result === null || call.call === 'send') return []
    if (isRead(call) && result === 0) {
      return [{ weight: 55, ...at, say: ({ narration }) => narration.readsEndOfFile(base) }]
    }
    return [{ weight: 50, ...at, say: ({ narration }) => narration.callReturns({ ...base, result }) }]
  })
}
