import { ACK, FIN, RST, SYN } from '../tcp/segment.ts'
import { add, geq, gt, leq } from '../tcp/seq.ts'
import type { State } from '../tcp/state.ts'
import type { EdgeEvent } from '../tcp/transitions.ts'
import type { Doubt } from './doubt.ts'
import type { Observed } from './observe.ts'

/** A change of state that a packet shows. */
export interface Change {
  readonly from: State
  readonly to: State
  readonly event: EdgeEvent
  readonly doubt: Doubt | null
}

/** Text that has become readable: [from, to) in the numbers of its sender. */
export type Range = readonly [from: number, to: number]

/** Gaps that are remembered; beyond that the capture has no order left. */
const MOST_RANGES = 1_000

/**
 * One end of a captured connection, as far as its packets show what it knows. It follows the diagram of RFC 9293
 * 3.3.2: what an end sends tells its calls, what reaches it tells the rest, and where an arrival is missing in the
 * capture, a later packet that presupposes it stands for it.
 */
export class ObservedEnd {
  state: State
  /** ISNs and next numbers as in a TCB; -1 while unknown. */
  iss = -1
  irs = -1
  sndNxt = -1
  sndUna = -1
  rcvNxt = -1
  /** Number that acknowledges our FIN, or -1 before it was sent. */
  finEnd = -1
  /** Time of the last segment but resets that it sends: until then it is alive. */
  readonly #aliveUntilUs: number
  #isPassive = true
  #gotTextAfterFin = false
  /** Number of the peer's FIN once it has arrived, or -1. */
  #peerFin = -1
  #ahead: Range[] = []
  #changes: Change[] = []

  constructor(state: State, aliveUntilUs: number) {
    this.state = state
    this.#aliveUntilUs = aliveUntilUs
  }

  /** It sends a packet. Gives the changes that show in it, and text that must have reached it before. */
  sends(packet: Observed, peer: ObservedEnd, atUs: number): { changes: Change[]; text: Range | null } {
    this.#changes = []
    if ((packet.flags & RST) !== 0) {
      this.#sendsReset(packet, atUs)
      return { changes: this.#changes, text: null }
    }
    if ((packet.flags & SYN) !== 0) this.#sendsSyn(packet)
    else this.#presupposes(packet)
    const text = this.#catchesUp(packet, peer)
    if ((packet.flags & FIN) !== 0) this.#sendsFin(packet)
    if (this.sndNxt < 0 || gt(packet.end, this.sndNxt)) this.sndNxt = packet.end
    return { changes: this.#changes, text }
  }

  /** A packet reaches it. */
  receives(packet: Observed, atUs: number): { changes: Change[]; text: Range | null } {
    this.#changes = []
    const { flags } = packet
    if ((flags & RST) !== 0) {
      this.#receivesReset(packet, atUs)
      return { changes: this.#changes, text: null }
    }
    if ((flags & SYN) !== 0) this.#receivesSyn(packet)
    if (this.state === 'LISTEN' || this.state === 'CLOSED' || this.state === 'SYN-SENT')
      return { changes: this.#changes, text: null }
    const acknowledgesFin = this.#receivesAck(packet)
    const text = this.#receivesText(packet)
    this.#receivesFin(packet, acknowledgesFin)
    return { changes: this.#changes, text }
  }

  // --- Sending --------------------------------------------------------------------------------------------------

  #sendsSyn({ flags, seq, ack }: Observed): void {
    this.iss = seq
    if ((flags & ACK) === 0) {
      this.#isPassive = false
      if (this.state === 'CLOSED' || this.state === 'LISTEN' || this.state === 'TIME-WAIT')
        this.#move('SYN-SENT', 'open-active')
      return
    }
    if (this.irs < 0) this.irs = add(ack, -1)
    if (this.state === 'LISTEN' || this.state === 'SYN-SENT')
      this.#move('SYN-RECEIVED', 'rcv-syn', 'seen-from-later')
  }

  /** Anything but a SYN shows that the handshake went on. */
  #presupposes({ flags, length }: Observed): void {
    if (this.state === 'SYN-SENT' && (flags & ACK) !== 0)
      this.#move('ESTABLISHED', 'rcv-syn-ack', 'seen-from-later')
    if (this.state === 'SYN-RECEIVED' && length > 0)
      this.#move('ESTABLISHED', 'rcv-ack-of-syn', 'seen-from-later')
  }

  /** What it acknowledges has reached it, whether or not the capture shows how. */
  #catchesUp({ flags, ack }: Observed, peer: ObservedEnd): Range | null {
    if ((flags & ACK) === 0) return null
    if (this.rcvNxt < 0) {
      this.rcvNxt = ack
      return null
    }
    if (!gt(ack, this.rcvNxt) || peer.sndNxt < 0 || gt(ack, peer.sndNxt)) return null
    const acksFin = peer.finEnd >= 0 && ack === peer.finEnd
    const text: Range = [this.rcvNxt, acksFin ? add(ack, -1) : ack]
    this.#advance(ack)
    if (acksFin) this.#reachesFin(false, 'seen-from-later')
    return text[0] === text[1] ? null : text
  }

  #sendsFin({ end }: Observed): void {
    if (this.finEnd >= 0) return
    this.finEnd = end
    if (this.state === 'SYN-RECEIVED' || this.state === 'ESTABLISHED') this.#move('FIN-WAIT-1', 'close')
    else if (this.state === 'CLOSE-WAIT') this.#move('LAST-ACK', 'close')
  }

  /** A reset ends what its sender has, unless it answers a segment that has no place in it. */
  #sendsReset({ seq }: Observed, atUs: number): void {
    const { state } = this
    if (state === 'CLOSED' || state === 'LISTEN' || state === 'SYN-SENT') return
    if (state === 'SYN-RECEIVED' && seq !== this.sndNxt) return
    if (seq !== this.sndNxt && atUs < this.#aliveUntilUs) return
    const late = (state === 'FIN-WAIT-1' || state === 'FIN-WAIT-2') && this.#gotTextAfterFin
    this.#move('CLOSED', late ? 'rcv-data-after-close' : 'abort', 'cause-unknown')
  }

  // --- Receiving ------------------------------------------------------------------------------------------------

  #receivesSyn({ flags, seq, ack }: Observed): void {
    const withAck = (flags & ACK) !== 0
    if (this.state === 'LISTEN' && !withAck) {
      this.#learnsIsn(seq)
      this.#move('SYN-RECEIVED', 'rcv-syn')
    } else if (this.state === 'SYN-SENT' && withAck && ack === add(this.iss, 1)) {
      this.#learnsIsn(seq)
      this.sndUna = ack
      this.#move('ESTABLISHED', 'rcv-syn-ack')
    } else if (this.state === 'SYN-SENT' && !withAck) {
      this.#learnsIsn(seq)
      this.#move('SYN-RECEIVED', 'rcv-syn')
    }
  }

  #learnsIsn(seq: number): void {
    this.irs = seq
    this.rcvNxt = add(seq, 1)
  }

  /** Whether it acknowledges our FIN for the first time. */
  #receivesAck({ flags, ack }: Observed): boolean {
    if ((flags & ACK) === 0) return false
    if (this.state === 'SYN-RECEIVED' && this.iss >= 0 && gt(ack, this.iss) && leq(ack, this.sndNxt))
      this.#move('ESTABLISHED', (flags & SYN) === 0 ? 'rcv-ack-of-syn' : 'rcv-crossing-syn-ack')
    const wasAcked = this.finEnd >= 0 && this.sndUna >= 0 && geq(this.sndUna, this.finEnd)
    if (this.sndNxt >= 0 && leq(ack, this.sndNxt) && (this.sndUna < 0 || gt(ack, this.sndUna)))
      this.sndUna = ack
    if (wasAcked || this.finEnd < 0 || this.sndUna < 0 || !geq(this.sndUna, this.finEnd)) return false
    if (this.state === 'CLOSING') this.#move('TIME-WAIT', 'rcv-ack-of-fin')
    else if (this.state === 'LAST-ACK') this.#move('CLOSED', 'rcv-ack-of-fin')
    return this.state === 'FIN-WAIT-1'
  }

  /** Text in order, with all that waited behind it. */
  #receivesText({ flags, seq, length }: Observed): Range | null {
    const from = (flags & SYN) === 0 ? seq : add(seq, 1)
    const to = add(from, length)
    if (this.rcvNxt < 0) this.rcvNxt = from
    if (length === 0 || leq(to, this.rcvNxt)) return null
    if (this.finEnd >= 0) this.#gotTextAfterFin = true
    this.#ahead.push([from, to])
    const before = this.rcvNxt
    this.#advance(before)
    return this.rcvNxt === before ? null : [before, this.rcvNxt]
  }

  #receivesFin({ flags, end }: Observed, acknowledgesFin: boolean): void {
    if ((flags & FIN) !== 0) this.#peerFin = add(end, -1)
    if (this.#peerFin >= 0 && this.#peerFin === this.rcvNxt) {
      this.#advance(add(this.#peerFin, 1))
      this.#reachesFin(acknowledgesFin, null)
    } else if (acknowledgesFin) {
      this.#move('FIN-WAIT-2', 'rcv-ack-of-fin')
    }
  }

  #receivesReset({ flags, seq, ack }: Observed, atUs: number): void {
    switch (this.state) {
      case 'CLOSED':
      case 'LISTEN':
        return
      case 'SYN-SENT':
        if ((flags & ACK) !== 0 && ack === this.sndNxt) this.#move('CLOSED', 'rcv-rst')
        return
      case 'SYN-RECEIVED':
        if (seq === this.rcvNxt) this.#move(this.#isPassive ? 'LISTEN' : 'CLOSED', 'rcv-rst')
        return
      case 'ESTABLISHED':
      case 'FIN-WAIT-1':
      case 'FIN-WAIT-2':
      case 'CLOSE-WAIT':
      case 'CLOSING':
      case 'LAST-ACK':
      case 'TIME-WAIT':
        // Exactly at RCV.NXT it counts (RFC 5961 3.2); elsewhere only if nothing was heard of this end any more.
        if (seq === this.rcvNxt) this.#move('CLOSED', 'rcv-rst')
        else if (atUs >= this.#aliveUntilUs) this.#move('CLOSED', 'rcv-rst', 'cause-unknown')
    }
  }

  // --- Both -----------------------------------------------------------------------------------------------------

  /** RCV.NXT passes the peer's FIN. */
  #reachesFin(withAckOfOurs: boolean, doubt: Doubt | null): void {
    this.#peerFin = -1
    switch (this.state) {
      case 'SYN-RECEIVED':
      case 'ESTABLISHED':
        this.#move('CLOSE-WAIT', this.state === 'ESTABLISHED' ? 'rcv-fin' : 'rcv-ack-of-syn-and-fin', doubt)
        return
      case 'FIN-WAIT-1':
        if (withAckOfOurs) this.#move('TIME-WAIT', 'rcv-fin-and-ack-of-fin', doubt)
        else this.#move('CLOSING', 'rcv-fin', doubt)
        return
      case 'FIN-WAIT-2':
        this.#move('TIME-WAIT', 'rcv-fin', doubt)
        return
      case 'CLOSED':
      case 'LISTEN':
      case 'SYN-SENT':
      case 'CLOSE-WAIT':
      case 'CLOSING':
      case 'LAST-ACK':
      case 'TIME-WAIT':
    }
  }

  /** RCV.NXT is at least here, and behind it lies whatever had come early. */
  #advance(to: number): void {
    this.rcvNxt = to
    for (let moved = true; moved; ) {
      const next = this.#ahead.find(([from, end]) => leq(from, this.rcvNxt) && gt(end, this.rcvNxt))
      moved = next !== undefined
      if (next !== undefined) this.rcvNxt = next[1]
    }
    this.#ahead = this.#ahead.filter(([, end]) => gt(end, this.rcvNxt)).slice(-MOST_RANGES)
  }

  #move(to: State, event: EdgeEvent, doubt: Doubt | null = null): void {
    this.#changes.push({ from: this.state, to, event, doubt })
    this.state = to
  }
}
