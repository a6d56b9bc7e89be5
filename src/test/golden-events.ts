import type { Scenario } from '../engine/sim/scenario.ts'
import type { NoteId } from '../engine/tcp/effect.ts'
import type { Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { endpointStateAfter, tcbAfterStep } from '../engine/trace/query.ts'
import type { Fact, TraceCall } from '../engine/trace/trace.ts'

/** What applications do and see, and remarks of the stack, in the sentences of golden-traces.json. */

/** Milliseconds, side, sentence. */
export type Moment = readonly [number, string, string]

export function goldenEvents(trace: Trace, scenario: Scenario): { app: Moment[]; notes: Moment[] } {
  const app: Moment[] = []
  const notes: Moment[] = []
  for (let i = 0; i < trace.factCount; i++) {
    const fact = trace.fact(i)
    if (fact.side === null) continue
    const seen = seenByApplication(trace, scenario, fact, fact.side)
    if (seen !== null) app.push([fact.tUs / 1000, fact.side, seen])
    const remark = fact.kind === 'noted' ? REMARKS[fact.note] : undefined
    if (remark !== undefined) notes.push([fact.tUs / 1000, fact.side, remark])
  }
  return { app, notes }
}

const REMARKS: Partial<Record<NoteId, string>> = {
  'rto-reset-after-syn-loss': 'SYN timer had expired: RTO re-initialised to 3 s (RFC 6298 5.7)',
  'time-wait-assassinated': 'TIME-WAIT assassinated by RST',
  'time-wait-restarted': 'retransmitted FIN: re-ACK, 2MSL timer restarted',
  'ack-out-of-range': 'ACK field far below SND.UNA: segment discarded, ACK sent (RFC 5961 5)',
  'time-wait-reopened': 'new SYN is above the old sequence space: TIME-WAIT ends early (RFC 1122 4.2.2.13)',
  'time-wait-returned': 'SYN was an old duplicate: back to TIME-WAIT',
}

function seenByApplication(trace: Trace, scenario: Scenario, fact: Fact, side: Side): string | null {
  switch (fact.kind) {
    case 'call-made':
      return callMade(scenario, trace.calls[fact.call] as TraceCall)
    case 'call-returned':
      return callReturned(trace, trace.calls[fact.call] as TraceCall)
    case 'host-rebooted':
      return 'host crashes/reboots: all TCP state lost, nothing sent'
    case 'timer-fired':
      return fact.timer === 'fin-wait-2' ? 'FIN-WAIT-2 orphan timer fires: TCB silently deleted' : null
    case 'signalled':
      return fact.signal === 'reset' ? connectionReset(trace, fact, side) : null
    case 'state-changed':
      return connectionEnds(trace, fact, side)
    case 'noted':
      return remarkToApplication(fact)
    default:
      return null
  }
}

function callMade(scenario: Scenario, call: TraceCall): string | null {
  switch (call.call) {
    case 'connect':
      return call.errno === 'EADDRNOTAVAIL'
        ? 'connect() on same 4-tuple -> EADDRNOTAVAIL (4-tuple still in TIME-WAIT)'
        : 'connect() starts'
    case 'close':
      return call.args === 'SO_LINGER 0' ? 'abort: close() with SO_LINGER {on,0}' : 'close()'
    case 'shutdown':
      return `shutdown(${call.args})`
    case 'send':
      return `send(${call.label}, ${call.args} B)`
    case 'setsockopt': {
      const step = scenario.apps[call.side][call.appStep]
      const keepalive = step?.op === 'setopt' ? step.options.keepalive : undefined
      if (keepalive === undefined) return null
      const seconds = (us: number): number => us / 1_000_000
      return `setsockopt SO_KEEPALIVE (idle ${seconds(keepalive.idleUs)} s, interval ${seconds(keepalive.intervalUs)} s, probes ${keepalive.probes})`
    }
    default:
      return null
  }
}

function callReturned(trace: Trace, call: TraceCall): string | null {
  const { result, errno, label } = call
  if (call.call === 'listen' && result === 0) return 'listen() ok'
  if (call.call === 'connect') {
    if (result === 0) return 'connect() returns 0'
    return errno === 'ECONNREFUSED' ? 'connect() -> ECONNREFUSED' : null
  }
  if (call.call === 'accept') {
    return isUnproved(trace, call)
      ? 'accept() returns (two-way protocol: no confirmation awaited)'
      : 'accept() returns'
  }
  if (call.call !== 'recv' || result === null || result < 0) return null
  return result === 0 ? 'read() -> 0 (EOF)' : `read() -> ${label} (${result} B)`
}

/** accept() took a connection that was opened without the third message. */
function isUnproved(trace: Trace, { conn, side }: TraceCall): boolean {
  for (let i = 0; i < trace.factCount; i++) {
    const fact = trace.fact(i)
    if (fact.kind === 'noted' && fact.note === 'two-way-open' && fact.conn === conn && fact.side === side)
      return true
  }
  return false
}

/** What a reset tells a process that still holds the socket. */
function connectionReset(trace: Trace, fact: Fact, side: Side): string | null {
  if (isReleased(trace, fact, side)) return null
  switch (endpointStateAfter(trace, side, fact.conn, fact.index)) {
    case 'CLOSE-WAIT':
      return 'reset in CLOSE-WAIT: ECONNRESET (Linux reports EPIPE)'
    case 'LAST-ACK':
      return 'error visible on the still-open descriptor: ECONNRESET'
    default:
      return 'ECONNRESET ("Connection reset by peer")'
  }
}

function isReleased(trace: Trace, fact: Fact, side: Side): boolean {
  return tcbAfterStep(trace, side, fact.conn, fact.step).get('released') === 1
}

/** The connection ends because nobody answers. */
function connectionEnds(
  trace: Trace,
  fact: Extract<Fact, { kind: 'state-changed' }>,
  side: Side,
): string | null {
  if (fact.because === 'RFC9293-3.8.4-DEAD') return 'keepalive: no reply -> ETIMEDOUT'
  if (fact.because !== 'RFC9293-3.8.3') return null
  const { retransmission } = trace.data.segments
  const copies = Math.max(
    ...Array.from(retransmission, (count, id) => {
      const { from, conn } = trace.segment(id)
      return from === side && conn === fact.conn ? count : 0
    }),
  )
  const givesUp = `gives up in ${fact.from} after ${copies} retransmissions`
  if (fact.from === 'SYN-RECEIVED') return `${givesUp} (passive open: application not told)`
  return isReleased(trace, fact, side)
    ? `${givesUp} -> ETIMEDOUT (no one is listening for it: socket already closed)`
    : `${givesUp} -> ETIMEDOUT`
}

function remarkToApplication({ note, value }: Extract<Fact, { kind: 'noted' }>): string | null {
  if (note === 'time-wait-skipped') return '(TIME-WAIT disabled) TCB deleted at once'
  if (note === 'unread-data-lost') {
    return `unread data (${value} B) discarded -> RST instead of FIN (RFC 9293 3.6.1 SHLD-3)`
  }
  return note === 'data-after-close' ? 'data arrived after close(): RST (RFC 9293 3.6.1 SHLD-3)' : null
}
