import type { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind } from '../../engine/trace/query.ts'
import type { Difference } from './difference.ts'
import type { KernelState, KernelTrace } from './format.ts'
import { compareTime, HOP_MS, mayComeTooLate } from './times.ts'

/** States as the kernel shows them, on each pair of ports of each side. */
export function compareStates(kernel: KernelTrace, ours: Trace): Difference[] {
  const differences: Difference[] = []
  const actual = ourStates(ours, kernel.duration * 1000)
  const expected = new Map<string, KernelState[]>()
  for (const state of kernel.states) {
    // A listener's own entry, and a socket that never got a port, are no connections.
    if (state.sock.endsWith('*') || state.sock.startsWith('0>')) continue
    const key = `${state.side} ${state.sock}`
    expected.set(key, [...(expected.get(key) ?? []), state])
  }
  for (const key of new Set([...expected.keys(), ...actual.keys()])) {
    differences.push(
      ...compareStateLists(key, expected.get(key) ?? [], actual.get(key) ?? [], ours, kernel.duration),
    )
  }
  return differences
}

interface OurState {
  readonly state: string
  readonly tUs: number
  readonly fact: number
}

/** The states of each pair of ports; LISTEN is the listener's own and no state of a connection there. */
function ourStates(ours: Trace, endUs: number): Map<string, OurState[]> {
  const lists = new Map<string, OurState[]>()
  for (const change of factsOfKind(ours, 'state-changed')) {
    const connection = ours.connections[change.conn]
    if (connection === undefined || change.side === null || change.tUs > endUs) continue
    const [local, remote] =
      change.side === 'C'
        ? [connection.clientPort, connection.serverPort]
        : [connection.serverPort, connection.clientPort]
    const key = `${change.side === 'C' ? 'A' : 'B'} ${local}>${remote}`
    const list = lists.get(key) ?? []
    lists.set(key, list)
    const state = change.to === 'LISTEN' ? 'CLOSED' : change.to
    list.push({ state: state.replaceAll('-', '_'), tUs: change.tUs, fact: change.index })
  }
  return lists
}

function compareStateLists(
  key: string,
  want: readonly KernelState[],
  got: readonly OurState[],
  ours: Trace,
  durationMs: number,
): Difference[] {
  const kernel = want.filter((state, at) => !isPassing(state, want[at - 1], want[at + 1], got))
  const seen = got.filter((state, at) => !isUnseen(state, got[at + 1], kernel))
  const late = seen.findIndex(
    (state, at) => at >= kernel.length && mayComeTooLate(durationMs, state.tUs, ours, state.fact),
  )
  const mine = late < 0 ? seen : seen.slice(0, late)
  const names = { kernel: kernel.map((s) => s.state).join(' '), ours: mine.map((s) => s.state).join(' ') }
  if (names.kernel !== names.ours) return [{ what: `states of ${key}`, ...names }]
  return kernel.flatMap((state, at) => {
    const counterpart = mine[at]
    if (counterpart === undefined) return []
    return compareTime(`${key} ${state.state}`, state.t_ms, counterpart.tUs, ours, counterpart.fact)
  })
}

/**
 * The kernel passes three states that a run of ours does not enter: FIN_WAIT_2 when FIN and the ACK of our FIN come
 * together (RFC 9293 Figure 5 note 2), SYN_RECEIVED when a cookie makes the connection, and CLOSED when a SYN reopens
 * TIME_WAIT, which it does by ending one small socket and making another.
 */
function isPassing(
  state: KernelState,
  before: KernelState | undefined,
  after: KernelState | undefined,
  got: readonly OurState[],
): boolean {
  if (isFailedConnect(before, state) || (after !== undefined && isFailedConnect(state, after))) return true
  if (after === undefined || after.t_ms - state.t_ms > HOP_MS) return false
  const passed = `${before?.state ?? ''} ${state.state} ${after.state}`
  if (passed === 'FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT') return !got.some((other) => other.state === 'FIN_WAIT_2')
  if (passed === 'TIME_WAIT CLOSED SYN_RECEIVED' || passed === 'TIME_WAIT CLOSED SYN_SENT') return true
  return passed === ' SYN_RECEIVED ESTABLISHED' && !got.some((other) => other.state === 'SYN_RECEIVED')
}

/** connect() from a pair of ports that is in use fails within the call, before a SYN; we give it no endpoint. */
function isFailedConnect(first: KernelState | undefined, second: KernelState): boolean {
  return first?.state === 'SYN_SENT' && second.state === 'CLOSED' && second.t_ms - first.t_ms <= 1
}

/** Mini-sockets are polled every 2 ms: one that lives shorter may never be seen. */
const POLLED = new Set(['SYN_RECEIVED', 'FIN_WAIT_2', 'TIME_WAIT'])

function isUnseen(state: OurState, next: OurState | undefined, kernel: readonly KernelState[]): boolean {
  const short = next !== undefined && next.tUs - state.tUs <= HOP_MS * 1000
  return short && POLLED.has(state.state) && !kernel.some((other) => other.state === state.state)
}
