import type { AppCall, AppStep, When } from '../engine/sim/scenario.ts'
import { ACK, FIN, has, RST, SYN } from '../engine/tcp/segment.ts'
import type { Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { factsOfKind } from '../engine/trace/query.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { LIMITS } from './limits.ts'

/** Steps of one side at most: a scenario has 5,000 values, a step about eight. */
const MOST_STEPS = 250
/** What is sent with no more than this between was written by one call, as long as it makes few enough calls. */
const BURST_US = 1_000

/** The socket calls that would have made two applications send what was captured, each waiting for what it had read. */
export function capturedCalls(trace: Trace, segments: readonly TraceSegment[]): Record<Side, AppStep[]> {
  return { C: callsOf(trace, segments, 'C'), S: callsOf(trace, segments, 'S') }
}

function callsOf(trace: Trace, segments: readonly TraceSegment[], side: Side): AppStep[] {
  const begin = beginning(segments, side)
  if (begin.length === 0) return []
  const changes = factsOfKind(trace, 'state-changed').filter((fact) => fact.side === side)
  const script = new Script(begin, changes.find(({ to }) => to === 'ESTABLISHED')?.tUs ?? 0)
  const acts = actsOf(trace, segments, side)
  for (let burstUs = BURST_US; ; burstUs *= 4) {
    const steps = script.write(gathered(acts, burstUs))
    if (steps.length <= MOST_STEPS) return steps
    if (burstUs > LIMITS.timeUs.max) return steps.slice(0, MOST_STEPS)
  }
}

/** A moment that a scenario can name: a damaged capture has others. */
const possible = (us: number): number => Math.min(us, LIMITS.timeUs.max)

/** How the connection is opened on this side; nothing if the side has no part in it. */
function beginning(segments: readonly TraceSegment[], side: Side): AppStep[] {
  const own = segments.filter(({ from }) => from === side)
  const syn = own.find((segment) => has(segment, SYN) && !has(segment, ACK))
  if (side === 'C')
    return [{ id: 'connect', when: { atUs: possible(syn?.sentUs ?? 0) }, socket: 'sock', op: 'connect' }]
  if (syn !== undefined) {
    const ports = { port: syn.destinationPort, sourcePort: syn.sourcePort }
    return [{ id: 'connect', when: { atUs: possible(syn.sentUs) }, socket: 'sock', op: 'connect', ...ports }]
  }
  if (own.every((segment) => has(segment, RST))) return []
  return [
    { id: 'listen', when: { atUs: 0 }, socket: 'listener', op: 'listen', backlog: 8 },
    { id: 'accept', when: { after: 'listen' }, socket: 'listener', op: 'accept', as: 'conn' },
  ]
}

/** What shows of an application, or reaches it. */
interface Act {
  readonly kind: 'writes' | 'closes' | 'aborts' | 'can-read' | 'can-read-end'
  readonly tUs: number
  readonly bytes: number
}

function actsOf(trace: Trace, segments: readonly TraceSegment[], side: Side): Act[] {
  const acts: Act[] = []
  let written = 0
  let closed = false
  for (const segment of segments.filter(({ from }) => from === side)) {
    const end = segment.text === null ? 0 : segment.text.offset + segment.text.length
    const tUs = segment.sentUs
    if (end > written && segment.probe === null) {
      acts.push({ kind: 'writes', tUs, bytes: end - written })
      written = end
    }
    if (has(segment, FIN) && !closed) {
      acts.push({ kind: 'closes', tUs, bytes: 0 })
      closed = true
    }
  }
  for (const { tUs, side: of, text } of factsOfKind(trace, 'data-delivered')) {
    if (of === side) acts.push({ kind: 'can-read', tUs, bytes: text.length })
  }
  for (const { tUs, side: of, from, to, edge } of factsOfKind(trace, 'state-changed')) {
    if (of !== side) continue
    if (END_READABLE.has(`${from}>${to}`)) acts.push({ kind: 'can-read-end', tUs, bytes: 0 })
    if (ABORTS.has(edge) || ANSWERS_LATE_TEXT.has(edge)) acts.push({ kind: 'aborts', tUs, bytes: 0 })
  }
  // What has arrived is there for what is done at the same time.
  const order = (act: Act): number => (act.kind === 'can-read' || act.kind === 'can-read-end' ? 0 : 1)
  return acts.sort((a, b) => a.tUs - b.tUs || order(a) - order(b))
}

/** Whether the first reset by which this side aborted carried ACK; null if it never did. */
export function abortWithAck(trace: Trace, side: Side): boolean | null {
  const abort = factsOfKind(trace, 'state-changed').find(
    (fact) => fact.side === side && ABORTS.has(fact.edge),
  )
  const cause = abort?.cause ?? null
  if (cause === null || !('fact' in cause)) return null
  const sent = trace.fact(cause.fact)
  return sent.kind === 'segment-sent' ? has(trace.segment(sent.segment), ACK) : null
}

/** The changes by which the peer's FIN is reached. */
const END_READABLE: ReadonlySet<string> = new Set([
  'ESTABLISHED>CLOSE-WAIT',
  'SYN-RECEIVED>CLOSE-WAIT',
  'FIN-WAIT-1>CLOSING',
  'FIN-WAIT-1>TIME-WAIT',
  'FIN-WAIT-2>TIME-WAIT',
])
/** Edges of an abort, and of the reset that answers text for a socket that is closed. */
const ABORTS: ReadonlySet<string> = new Set(['T10', 'T12', 'T14', 'T15', 'T17', 'T19', 'T20'])
const ANSWERS_LATE_TEXT: ReadonlySet<string> = new Set(['T49', 'T50'])

/** Puts writes that follow each other closely into one. */
function gathered(acts: readonly Act[], burstUs: number): Act[] {
  const all: Act[] = []
  let lastUs = 0
  for (const act of acts) {
    const before = all.at(-1)
    if (before?.kind === 'writes' && act.kind === 'writes' && act.tUs - lastUs <= burstUs)
      all[all.length - 1] = { ...before, bytes: before.bytes + act.bytes }
    else all.push(act)
    lastUs = act.tUs
  }
  return all
}

/** Writes the steps of one side. */
class Script {
  readonly #socket: string
  readonly #begin: readonly AppStep[]
  readonly #establishedUs: number
  #steps: AppStep[] = []
  /** The step that the next one waits for, and when it returned in the capture. */
  #after = { id: '', us: 0 }
  #sent = 0
  #unread = 0
  #readableUs = 0
  #state: 'open' | 'half-closed' | 'closed' = 'open'

  constructor(begin: readonly AppStep[], establishedUs: number) {
    this.#begin = begin
    const last = begin.at(-1)
    this.#socket = last?.op === 'accept' ? last.as : (last?.socket ?? '')
    this.#establishedUs = establishedUs
  }

  write(acts: readonly Act[]): AppStep[] {
    this.#steps = [...this.#begin]
    this.#after = { id: this.#begin.at(-1)?.id ?? '', us: this.#establishedUs }
    this.#sent = 0
    this.#unread = 0
    this.#state = 'open'
    const closesAt = acts.findIndex(({ kind }) => kind === 'closes')
    const later = closesAt < 0 ? [] : acts.slice(closesAt)
    const reads = later.some(({ kind }) => kind === 'can-read')
    const refuses = later.some(({ kind }) => kind === 'aborts')
    for (const act of acts) this.#follow(act, reads && !refuses)
    return this.#steps
  }

  #follow({ kind, tUs, bytes }: Act, readsOnAfterClosing: boolean): void {
    if (this.#state === 'closed') return
    switch (kind) {
      case 'can-read':
        this.#unread += bytes
        this.#readableUs = tUs
        return
      case 'can-read-end':
        this.#wait({ op: 'drain' }, tUs)
        if (this.#state === 'half-closed') this.#close(tUs)
        return
      case 'writes':
        this.#read()
        return this.#send(bytes, tUs)
      case 'closes':
        this.#read()
        if (!readsOnAfterClosing) return this.#close(tUs)
        this.#state = 'half-closed'
        return this.#act({ op: 'shutdown', how: 'wr' }, tUs)
      case 'aborts':
        this.#read()
        this.#state = 'closed'
        return this.#act({ op: 'abort' }, tUs)
    }
  }

  /** A host sends no more than a scenario may; numbers of a damaged capture leap further. */
  #send(bytes: number, tUs: number): void {
    const some = Math.min(bytes, LIMITS.dataBytes.max - this.#sent)
    if (some <= 0) return
    this.#sent += some
    this.#act({ op: 'send', bytes: some }, tUs)
  }

  #close(tUs: number): void {
    this.#state = 'closed'
    this.#act({ op: 'close' }, tUs)
  }

  /** Reads what has come so far: with bytes unread, close() would be a reset. */
  #read(): void {
    if (this.#unread > 0)
      this.#wait({ op: 'recvn', bytes: Math.min(this.#unread, LIMITS.dataBytes.max) }, this.#readableUs)
  }

  /** A call that returns when something has arrived. */
  #wait(call: AppCall, returnsUs: number): void {
    this.#unread = 0
    this.#push(call, { after: this.#after.id })
    this.#after = { ...this.#after, us: Math.max(this.#after.us, returnsUs) }
  }

  /** A call that the application makes at its own time. */
  #act(call: AppCall, atUs: number): void {
    const delayUs = possible(Math.max(0, atUs - this.#after.us))
    this.#push(call, delayUs === 0 ? { after: this.#after.id } : { after: this.#after.id, delayUs })
    this.#after = { ...this.#after, us: Math.max(this.#after.us, atUs) }
  }

  #push(call: AppCall, when: When): void {
    const id = `step${this.#steps.length + 1}`
    this.#steps.push({ id, when, socket: this.#socket, ...call })
    this.#after = { ...this.#after, id }
  }
}
