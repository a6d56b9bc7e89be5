import type { Effect, NoteId, Probe, Signal } from './effect.ts'
import type { TimerName } from './event.ts'
import type { RuleId } from './rules.ts'
import { blankSegment, copySegment, type SegmentDraft, type Text } from './segment.ts'
import type { State } from './state.ts'
import type { EdgeEvent } from './transitions.ts'

/** A place for any effect: what its kind does not have is left over from an earlier one. */
interface Slot {
  kind: Effect['kind']
  because: RuleId
  readonly segment: SegmentDraft
  retransmission: number
  probe: Probe | null
  reply: boolean
  timer: TimerName
  dueUs: number
  text: Text | null
  signal: Signal
  from: State
  to: State
  event: EdgeEvent
  note: NoteId
  value: number
}

/**
 * What a step does, in order. The objects in it serve again after `clear`, and all have one shape: a connection has
 * about fifty effects, and asking an object of nine shapes for its kind took longer than what was then done about it.
 */
export class EffectList {
  readonly #slots: Slot[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Good until the list is cleared. */
  at(index: number): Effect {
    return this.#slots[index] as Effect
  }

  clear(): void {
    this.#length = 0
  }

  /** The segment is the caller's to fill in. */
  sendSegment(retransmission: number, probe: Probe | null, reply: boolean, because: RuleId): SegmentDraft {
    const slot = this.#next('send-segment', because)
    slot.retransmission = retransmission
    slot.probe = probe
    slot.reply = reply
    return slot.segment
  }

  setTimer(timer: TimerName, dueUs: number, because: RuleId): void {
    const slot = this.#next('set-timer', because)
    slot.timer = timer
    slot.dueUs = dueUs
  }

  cancelTimer(timer: TimerName, because: RuleId): void {
    this.#next('cancel-timer', because).timer = timer
  }

  deliver(text: Text, because: RuleId): void {
    this.#next('deliver', because).text = text
  }

  signalUser(signal: Signal, because: RuleId): void {
    this.#next('signal-user', because).signal = signal
  }

  deleteTcb(because: RuleId): void {
    this.#next('delete-tcb', because)
  }

  stateChanged(from: State, to: State, event: EdgeEvent, because: RuleId): void {
    const slot = this.#next('state-changed', because)
    slot.from = from
    slot.to = to
    slot.event = event
  }

  segmentDiscarded(because: RuleId): void {
    this.#next('segment-discarded', because)
  }

  noted(note: NoteId, value: number, because: RuleId): void {
    const slot = this.#next('noted', because)
    slot.note = note
    slot.value = value
  }

  #next(kind: Effect['kind'], because: RuleId): Slot {
    const slot = (this.#slots[this.#length] ??= newSlot())
    this.#length += 1
    slot.kind = kind
    slot.because = because
    return slot
  }
}

function newSlot(): Slot {
  return {
    kind: 'delete-tcb',
    because: 'RFC9293-3.10.4',
    segment: blankSegment(),
    retransmission: 0,
    probe: null,
    reply: false,
    timer: 'retransmission',
    dueUs: 0,
    text: null,
    signal: 'closed',
    from: 'CLOSED',
    to: 'CLOSED',
    event: 'close',
    note: 'rtt-sample',
    value: 0,
  }
}

/** The effects of a list as objects of their own, which stay as they are. */
export function effectsOf(list: EffectList): Effect[] {
  return Array.from({ length: list.length }, (_, index) => copyOf(list.at(index)))
}

/** An effect with what its kind has, and nothing else. */
function copyOf(effect: Effect): Effect {
  const { because } = effect
  switch (effect.kind) {
    case 'send-segment': {
      const { segment, retransmission, probe, reply } = effect
      return { kind: effect.kind, segment: copySegment(segment), retransmission, probe, reply, because }
    }
    case 'set-timer':
      return { kind: effect.kind, timer: effect.timer, dueUs: effect.dueUs, because }
    case 'cancel-timer':
      return { kind: effect.kind, timer: effect.timer, because }
    case 'deliver':
      return { kind: effect.kind, text: effect.text, because }
    case 'signal-user':
      return { kind: effect.kind, signal: effect.signal, because }
    case 'state-changed': {
      const { from, to, event } = effect
      return { kind: effect.kind, from, to, event, because }
    }
    case 'noted':
      return { kind: effect.kind, note: effect.note, value: effect.value, because }
    case 'delete-tcb':
    case 'segment-discarded':
      return { kind: effect.kind, because }
  }
}
