import type { TimerName } from '../tcp/event.ts'
import { sub } from '../tcp/seq.ts'
import { type Side, type State } from '../tcp/state.ts'
import type { Trace } from './codec.ts'
import { type Addresses, endpointStateAfter, factsOfKind, tcbAfterStep, timerIntervals } from './query.ts'
import type { TraceConnection, Us } from './trace.ts'

/** What `ss -tan -o` knows of one socket. */
export interface SsRow {
  readonly state: State
  readonly receiveQueue: number
  readonly sendQueue: number
  readonly local: readonly [address: string, port: string]
  readonly peer: readonly [address: string, port: string]
  readonly timer: SsTimer | null
}

export interface SsTimer {
  /** The name that ss prints. */
  readonly name: 'on' | 'keepalive' | 'timewait' | 'persist'
  readonly dueUs: Us
  /** Expiries without an answer. */
  readonly expiries: number
}

/** The states that ss writes in its own way. */
const SPELLINGS: Readonly<Partial<Record<State, string>>> = {
  ESTABLISHED: 'ESTAB',
  'SYN-RECEIVED': 'SYN-RECV',
  CLOSED: 'UNCONN',
}

export const ssState = (state: State): string => SPELLINGS[state] ?? state

/** The sockets of one host after a step: listeners first, then connections. `port`: where the host listens. */
export function ssRows(trace: Trace, side: Side, step: number, addresses: Addresses, port: number): SsRow[] {
  const [, end] = trace.stepFacts(step)
  const connections = trace.connections.filter((connection) => {
    const state = endpointStateAfter(trace, side, connection.id, end - 1)
    return state !== 'CLOSED' && state !== 'LISTEN'
  })
  return [
    ...listenerRows(trace, side, end, addresses, port),
    ...connections.map((connection) => connectionRow(trace, side, step, connection, addresses)),
  ]
}

/** A listener has Recv-Q connections to accept, of at most Send-Q. */
function listenerRows(trace: Trace, side: Side, end: number, addresses: Addresses, port: number): SsRow[] {
  if (endpointStateAfter(trace, side, -1, end - 1) !== 'LISTEN') return []
  const listen = trace.calls.findLast(
    (call) => call.side === side && call.call === 'listen' && call.madeFact < end,
  )
  const queues = factsOfKind(trace, 'queues-changed').findLast(
    (fact) => fact.side === side && fact.index < end,
  )
  const anybody = addresses[side].includes(':') ? '*' : '0.0.0.0'
  return [
    {
      state: 'LISTEN',
      receiveQueue: queues?.acceptQueue ?? 0,
      sendQueue: Number(listen?.args ?? 0),
      local: [anybody, String(port)],
      peer: [anybody, '*'],
      timer: null,
    },
  ]
}

function connectionRow(
  trace: Trace,
  side: Side,
  step: number,
  connection: TraceConnection,
  addresses: Addresses,
): SsRow {
  const [, end] = trace.stepFacts(step)
  const state = endpointStateAfter(trace, side, connection.id, end - 1)
  const tcb = tcbAfterStep(trace, side, connection.id, step)
  const value = (field: Parameters<typeof tcb.get>[0]): number => tcb.get(field) ?? 0
  const client = [connection.spoofed ?? addresses.C, connection.clientPort] as const
  const server = [addresses.S, connection.serverPort] as const
  const [local, peer] = side === 'C' ? [client, server] : [server, client]
  // Once nobody holds the socket, or in TIME-WAIT, the queues are gone.
  const isWaiting = state === 'TIME-WAIT'
  const isEndUnread = value('finReceived') === 1 && !hasReadEnd(trace, side, connection.id, end)
  return {
    state,
    receiveQueue: isWaiting ? 0 : value('unread') + (isEndUnread && value('released') === 0 ? 1 : 0),
    sendQueue: isWaiting ? 0 : Math.max(0, sub(value('snd.nxt'), value('snd.una'))) + value('unsent'),
    local: [bracketed(local[0]), String(local[1])],
    peer: [bracketed(peer[0]), String(peer[1])],
    timer: timerOf(trace, side, connection.id, end, value('backoff')),
  }
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address)

/** recv() has returned 0: the byte that stands for the FIN is taken out of Recv-Q. */
function hasReadEnd(trace: Trace, side: Side, conn: number, end: number): boolean {
  return trace.calls.some(
    (call) =>
      call.side === side &&
      call.conn === conn &&
      call.call.startsWith('recv') &&
      call.result === 0 &&
      call.returnedFact >= 0 &&
      call.returnedFact < end,
  )
}

/** inet_diag reports one timer: the retransmission if it runs, else the one that keeps the socket. */
const TIMERS: readonly (readonly [TimerName, SsTimer['name']])[] = [
  ['retransmission', 'on'],
  ['loss-probe', 'on'],
  ['reorder', 'on'],
  ['persist', 'persist'],
  ['time-wait', 'timewait'],
  ['fin-wait-2', 'timewait'],
  ['keepalive', 'keepalive'],
]

function timerOf(trace: Trace, side: Side, conn: number, end: number, backoff: number): SsTimer | null {
  const running = timerIntervals(trace).filter(
    (timer) =>
      timer.side === side &&
      timer.conn === conn &&
      timer.setFact < end &&
      (timer.endFact < 0 || timer.endFact >= end),
  )
  for (const [timer, name] of TIMERS) {
    const found = running.find((each) => each.timer === timer)
    if (found !== undefined) return { name, dueUs: found.dueUs, expiries: name === 'on' ? backoff : 0 }
  }
  return null
}

/** `timer:(on,1.968ms,1)`: how ss writes it, the unit of its milliseconds after seconds included. */
export function ssTimer(timer: SsTimer, tUs: Us): string {
  const leftMs = Math.max(0, Math.ceil((timer.dueUs - tUs) / 1000))
  return `timer:(${timer.name},${timeLeft(leftMs)},${timer.expiries})`
}

function timeLeft(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const seconds = minutes > 9 ? 0 : Math.floor(ms / 1000) % 60
  const rest = minutes > 0 || seconds > 9 ? 0 : ms % 1000
  const inMinutes = minutes > 0 ? `${minutes}min` : ''
  const inSeconds = seconds > 0 ? `${seconds}${rest > 0 ? '.' : 'sec'}` : ''
  return `${inMinutes}${inSeconds}${rest > 0 ? `${String(rest).padStart(3, '0')}ms` : ''}`
}

const HEAD = [
  'State',
  'Recv-Q',
  'Send-Q',
  'Local Address',
  'Port',
  'Peer Address',
  'Port',
  'Process',
] as const

/** The table as ss lays it out: its head and one line for each row, without the timers that end them. */
export function ssLines(rows: readonly SsRow[]): string[] {
  const cells = [
    HEAD,
    ...rows.map(({ state, receiveQueue, sendQueue, local, peer }) => [
      ssState(state),
      String(receiveQueue),
      String(sendQueue),
      ...local,
      ...peer,
    ]),
  ]
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const lines = cells.map((row) => {
    const left = (column: number): string => (row[column] ?? '').padEnd(widths[column] ?? 0)
    const right = (column: number): string => (row[column] ?? '').padStart(widths[column] ?? 0)
    return `${left(0)} ${left(1)} ${left(2)} ${right(3)}:${left(4)} ${right(5)}:${left(6)}`
  })
  return lines.map((line, i) => (i === 0 ? `${line}Process` : line))
}

/** The whole output as text. */
export function ssText(rows: readonly SsRow[], tUs: Us): string {
  const [head, ...lines] = ssLines(rows)
  const timers = rows.map(({ timer }) => (timer === null ? '' : ` ${ssTimer(timer, tUs)}`))
  return [head, ...lines.map((line, i) => `${line}${timers[i] ?? ''}`)]
    .map((line) => line?.trimEnd())
    .join('\n')
}
