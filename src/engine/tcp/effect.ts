import type { TimerName } from './event.ts'
import type { RuleId } from './rules.ts'
import type { Segment, Text } from './segment.ts'
import type { State } from './state.ts'
import type { EdgeEvent } from './transitions.ts'

/** What an endpoint tells the process that holds it. */
export type Signal =
  | 'established'
  | 'remote-closed'
  | 'reset'
  | 'refused'
  | 'timed-out'
  | 'closed'
  | 'urgent'
  | 'send-space'

/** Remarks that change nothing but that a learner wants to see. */
export const NOTES = [
  'rto-reset-after-syn-loss',
  'time-wait-restarted',
  'time-wait-assassinated',
  'time-wait-reopened',
  'time-wait-returned',
  'time-wait-skipped',
  'ack-out-of-range',
  'challenge-ack-limited',
  'rtt-sample',
  'unread-data-lost',
  'data-after-close',
  'two-way-open',
  'syn-cookie-sent',
  'syn-cookie-accepted',
  'syn-cookie-invalid',
  'syn-dropped-backlog-full',
  'accept-queue-full',
  'fast-open-accepted',
  'out-of-order-kept',
  'security-mismatch',
] as const

export type NoteId = (typeof NOTES)[number]

/** Why a segment that is not text for the first time was sent again or out of turn. */
export type Probe = 'keepalive' | 'zero-window' | 'tail-loss'

/**
 * What a step did, in the order in which it did it. Some entries ask the host for something (send, set a timer,
 * deliver), others only state what changed; one list keeps their order (docs/decisions/0003).
 */
export type Effect =
  | {
      readonly kind: 'send-segment'
      readonly segment: Segment
      /** How often the timer has sent this before: 0 for the first time. */
      readonly retransmission: number
      readonly probe: Probe | null
      /** Answers the arriving segment with numbers taken from it, so it belongs to that segment's incarnation. */
      readonly reply: boolean
      readonly because: RuleId
    }
  | {
      readonly kind: 'set-timer'
      readonly timer: TimerName
      readonly dueUs: number
      readonly because: RuleId
    }
  | { readonly kind: 'cancel-timer'; readonly timer: TimerName; readonly because: RuleId }
  | { readonly kind: 'deliver'; readonly text: Text; readonly because: RuleId }
  | { readonly kind: 'signal-user'; readonly signal: Signal; readonly because: RuleId }
  | { readonly kind: 'delete-tcb'; readonly because: RuleId }
  | {
      readonly kind: 'state-changed'
      readonly from: State
      readonly to: State
      readonly event: EdgeEvent
      readonly because: RuleId
    }
  | { readonly kind: 'segment-discarded'; readonly because: RuleId }
  | { readonly kind: 'noted'; readonly note: NoteId; readonly value: number; readonly because: RuleId }
