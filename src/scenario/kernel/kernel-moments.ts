import { otherSide, type Side, type State } from '../../engine/tcp/state.ts'
import type { KernelCall, KernelSegment, KernelTrace } from './format.ts'
import { endMs, sentMs } from './kernel-segment.ts'
import { sideOf } from './translate.ts'

/** What a kernel's files tell, one happening at a time, in an order in which causes come before what they bring about. */
export type Moment = { readonly tMs: number; readonly side: Side } & (
  | { readonly kind: 'sent' | 'arrived' | 'lost'; readonly segment: KernelSegment }
  | { readonly kind: 'state'; readonly sock: string; readonly state: State }
  | { readonly kind: 'called' | 'returned'; readonly call: SocketCall }
)

/** One call of an application; `drain` and `recvn` of the files are several. */
export interface SocketCall {
  readonly from: KernelCall
  readonly call: string
  readonly args: string
  readonly atMs: number
  /** Null: still blocked at the end. */
  readonly returnedMs: number | null
  readonly result: number
  readonly errno: string | null
}

/** What comes first of all that the files have at one millisecond. */
const ORDER = ['arrived', 'lost', 'called', 'state', 'sent', 'returned'] as const satisfies Moment['kind'][]

export function momentsOf(kernel: KernelTrace): Moment[] {
  const moments = [
    ...kernel.segments.flatMap((segment) => momentsOfSegment(segment, kernel.delay)),
    ...kernel.states.map(
      ({ t_ms: tMs, side, sock, state }): Moment => ({
        kind: 'state',
        tMs,
        side: sideOf(side),
        sock,
        state: state.replaceAll('_', '-') as State,
      }),
    ),
    ...kernel.calls.flatMap(callsOf).flatMap(momentsOfCall),
  ]
  // A forged segment is sent and arrives at once.
  const rank = (moment: Moment): number =>
    moment.kind === 'sent' && moment.segment.t_sent_ms === null ? -1 : ORDER.indexOf(moment.kind)
  return moments.toSorted((a, b) => a.tMs - b.tMs || rank(a) - rank(b))
}

function momentsOfSegment(segment: KernelSegment, delay: KernelTrace['delay']): Moment[] {
  const from = sideOf(segment.from)
  const isLost = segment.t_delivered_ms === null
  return [
    { kind: 'sent', tMs: sentMs(segment), side: from, segment },
    { kind: isLost ? 'lost' : 'arrived', tMs: endMs(segment, delay), side: otherSide(from), segment },
  ]
}

// --- Calls ------------------------------------------------------------------------------------------------------

const NAMES: Readonly<Record<string, string>> = {
  connect_nb: 'connect',
  recvn: 'recv',
  drain: 'recv',
  abort: 'close',
  vanish: 'crash',
  setopt: 'setsockopt',
}
/** Descriptors are not recorded; an application's first own one is as good as any. */
const DESCRIPTOR = 4

function callsOf(from: KernelCall): SocketCall[] {
  const call = { from, call: NAMES[from.op] ?? from.op, args: argsOf(from) }
  const last: SocketCall = {
    ...call,
    atMs: from.t_call_ms,
    returnedMs: from.t_return_ms,
    result: from.op === 'accept' ? DESCRIPTOR : Number(from.ret),
    errno: from.errno,
  }
  const reads = from.reads ?? []
  const parts = reads.map(([returnedMs, result], at): SocketCall => {
    const atMs = reads[at - 1]?.[0] ?? from.t_call_ms
    return { ...call, atMs, returnedMs, result, errno: null }
  })
  const whole = parts.length > 0 && from.errno === null && from.t_return_ms !== null
  return whole ? parts : [...parts, { ...last, atMs: reads.at(-1)?.[0] ?? from.t_call_ms }]
}

function argsOf({ op, n, how, backlog }: KernelCall): string {
  if (op === 'send') return String(n ?? '')
  if (op === 'shutdown') return `SHUT_${(how ?? 'wr').toUpperCase()}`
  if (op === 'abort') return 'SO_LINGER 0'
  return op === 'listen' ? String(backlog ?? '') : ''
}

function momentsOfCall(call: SocketCall): Moment[] {
  const side = sideOf(call.from.side)
  const made: Moment = { kind: 'called', tMs: call.atMs, side, call }
  return call.returnedMs === null ? [made] : [made, { kind: 'returned', tMs: call.returnedMs, side, call }]
}
