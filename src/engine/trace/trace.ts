import type { NoteId, Probe, Signal } from '../tcp/effect.ts'
import type { TimerName } from '../tcp/event.ts'
import type { Options } from '../tcp/options.ts'
import type { RuleId } from '../tcp/rules.ts'
import type { Text } from '../tcp/segment.ts'
import type { Side, State } from '../tcp/state.ts'

/**
 * The Trace: everything that happened in one run, as immutable facts in order. Every fact names what caused it and
 * the rule that made it so. This file is the contract between the engine and every picture; docs/trace-format.md
 * tells it field by field. It travels and is stored as columns (`codec.ts`) and is read through `query.ts`.
 */
export const TRACE_VERSION = 1

/** Integer microseconds since the start of the run. */
export type Us = number

/** What a fact goes back to: an earlier fact, or an item of the scenario (a scheduled call, an injection ...). */
export type Cause =
  | { readonly fact: number }
  | { readonly item: ScenarioItem; readonly index: number; readonly side: Side | null }
  | null

export type ScenarioItem = 'app-step' | 'fault' | 'injection' | 'reboot' | 'start'

interface FactBase {
  /** Place in the trace, from 0. */
  readonly index: number
  readonly tUs: Us
  /** Number of the loop event it belongs to; 0 is the start. This is the `at` of a link. */
  readonly step: number
  readonly cause: Cause
  /** The rule that made it so, or null where no rule of TCP is involved (the network, the application). */
  readonly because: RuleId | null
  /** Where it happened; null for the network and the run itself. */
  readonly side: Side | null
  /** Index into `connections`, or -1. */
  readonly conn: number
}

export type Fact = FactBase &
  (
    | { readonly kind: 'segment-sent'; readonly segment: number }
    /** The network made a copy; `segment` is the copy, its row names the original. */
    | { readonly kind: 'segment-duplicated'; readonly segment: number }
    | { readonly kind: 'segment-injected'; readonly segment: number }
    /** Lost, or dropped by a fault of the scenario. */
    | { readonly kind: 'segment-dropped'; readonly segment: number; readonly byFault: boolean }
    | { readonly kind: 'segment-delivered'; readonly segment: number }
    /** The receiver threw it away without acting on it; it may have answered. */
    | { readonly kind: 'segment-discarded'; readonly segment: number }
    | { readonly kind: 'data-delivered'; readonly text: Text }
    | { readonly kind: 'state-changed'; readonly from: State; readonly to: State; readonly edge: string }
    | { readonly kind: 'tcb-changed'; readonly changes: readonly TcbChange[] }
    | { readonly kind: 'timer-set'; readonly timer: TimerName; readonly dueUs: Us }
    | { readonly kind: 'timer-cancelled'; readonly timer: TimerName }
    | { readonly kind: 'timer-fired'; readonly timer: TimerName }
    | { readonly kind: 'call-made'; readonly call: number }
    | { readonly kind: 'call-returned'; readonly call: number }
    /** Something reached the process that holds the socket. */
    | { readonly kind: 'signalled'; readonly signal: Signal }
    | { readonly kind: 'noted'; readonly note: NoteId; readonly value: number }
    /** Lengths of a listener's two queues after a change. */
    | { readonly kind: 'queues-changed'; readonly synQueue: number; readonly acceptQueue: number }
    | { readonly kind: 'host-rebooted' }
    | { readonly kind: 'run-ended'; readonly reason: EndReason }
  )

export type FactKind = Fact['kind']

/** Why a run stopped (invariants S24, L3, L5). */
export const END_REASONS = [
  /** Nothing is left to happen and every connection is closed. */
  'finished',
  /** Nothing is left to happen, but a connection waits for an application. */
  'waiting-for-application',
  /** The scenario asked to stop here. */
  'stopped',
  'event-limit',
  'time-limit',
  'loop',
  'size-limit',
  'cancelled',
] as const

export type EndReason = (typeof END_REASONS)[number]

/** Fields of a TCB that the trace follows, in display order. Flags are 0 or 1, absent values -1. */
export const TCB_FIELDS = [
  'snd.una',
  'snd.nxt',
  'snd.wnd',
  'snd.wl1',
  'snd.wl2',
  'snd.up',
  'snd.mss',
  'snd.scale',
  'snd.maxWnd',
  'iss',
  'rcv.nxt',
  'rcv.wnd',
  'rcv.up',
  'rcv.scale',
  'irs',
  'srttUs',
  'rttvarUs',
  'rtoUs',
  'backoff',
  'synTimerExpired',
  'queued',
  'unsent',
  'unread',
  'outOfOrder',
  'finSent',
  'finReceived',
  'passive',
  'timestampsOn',
  'tsRecent',
  'sackOn',
  'released',
] as const

export type TcbField = (typeof TCB_FIELDS)[number]

export interface TcbChange {
  readonly field: TcbField
  readonly value: number
}

/** One copy of a segment on the wire: the original and each duplicate have a row of their own. */
export interface TraceSegment {
  /** Row, from 0, in the order handed to the network. */
  readonly id: number
  readonly conn: number
  readonly from: Side
  /** Text form of a third host's address when it is spoofed, else null. */
  readonly spoofed: string | null
  readonly sourcePort: number
  readonly destinationPort: number
  readonly seq: number
  /** Without meaning while ACK is off. */
  readonly ack: number
  readonly flags: number
  /** Window field as in the header. */
  readonly wnd: number
  readonly up: number
  readonly text: Text | null
  readonly options: Options | null
  readonly sentUs: Us
  /** Arrival, or the midpoint of the flight where it was lost. */
  readonly endUs: Us
  /** `in-flight`: the run ended first; `endUs` then says when it would have arrived. */
  readonly fate: 'delivered' | 'lost' | 'dropped' | 'in-flight'
  /** Row of the original when this is a copy made by the network, else -1. */
  readonly copyOf: number
  readonly injected: boolean
  /** Copies that the sender's timer has sent, this one included; 0: first transmission. */
  readonly retransmission: number
  readonly probe: Probe | null
  /** Count among what its sender handed over, from 1; 0 for copies and injected segments. This is what a fault names. */
  readonly ordinal: number
  /** Index of the scenario's fault that touched it, or -1. */
  readonly fault: number
  /** Bases of relative numbers: ISN of the sender's and of the receiver's stream; -1 where unknown. */
  readonly seqBase: number
  readonly ackBase: number
  /** Fact that put it on the wire. */
  readonly sentFact: number
  /** Fact of its arrival or loss, or -1. */
  readonly endFact: number
  /** Fact by which the receiver discarded it, or -1. */
  readonly discardFact: number
}

/** One incarnation of a 4-tuple, and the two streams in it. */
export interface TraceConnection {
  readonly id: number
  readonly clientPort: number
  readonly serverPort: number
  /** Address of C's end when it is a spoofed third host, else null. */
  readonly spoofed: string | null
  /** From 1: which life of this 4-tuple. */
  readonly incarnation: number
  /** ISN of each end, or -1 while unknown. */
  readonly isn: Readonly<Record<Side, number>>
}

/** One socket call, from the call to its return. */
export interface TraceCall {
  readonly id: number
  readonly side: Side
  readonly conn: number
  /** Name of the socket in the scenario. */
  readonly socket: string
  /** Name as POSIX has it: connect, accept, send, recv, shutdown, close, listen, setsockopt. */
  readonly call: string
  /** Short form of the arguments, for example `SHUT_WR` or `100`; empty if none. */
  readonly args: string
  /** Label of the bytes sent, or of those received. */
  readonly label: string
  /** Index of the step in the side's script that made it. */
  readonly appStep: number
  readonly atUs: Us
  /** Null: still blocked at the end of the run. */
  readonly returnedUs: Us | null
  /** What it returned: a count, a descriptor, 0 or -1; null while blocked. */
  readonly result: number | null
  readonly errno: string | null
  readonly madeFact: number
  readonly returnedFact: number
}
