import { ACK } from '../tcp/segment.ts'
import { geq } from '../tcp/seq.ts'
import { otherSide, type Side } from '../tcp/state.ts'
import { type Capture, DIRECTION } from './capture.ts'
import type { Observed } from './observe.ts'

/**
 * How long segments travel. A capture has one time for each packet, when it passed the place of capture; when it was
 * sent and when it arrived is reckoned back and forth from there, with the smallest delays that were seen.
 */
export interface PathEstimate {
  /** By sender: microseconds from there to the place of capture. */
  readonly leadUs: Readonly<Record<Side, number>>
  /** By sender: microseconds from the place of capture to the other end. */
  readonly tailUs: Readonly<Record<Side, number>>
  /** By sender: whether an answer was seen from which the delay follows. */
  readonly measured: Readonly<Record<Side, boolean>>
}

/** One way, where nothing was ever answered. */
const UNKNOWN_US = 10_000

export function estimatePath(capture: Capture, packets: readonly Observed[]): PathEstimate {
  const lagUs = { C: answerLag(packets, 'C'), S: answerLag(packets, 'S') }
  const measured = { C: lagUs.C !== null, S: lagUs.S !== null }
  const directions = packets.map(({ row }) => capture.tcp.direction[row] ?? 0)
  if (directions.every((direction) => direction === DIRECTION.outbound)) {
    // Each host noted what it sent, when it sent it.
    const tailUs = { C: lagUs.C ?? lagUs.S ?? UNKNOWN_US, S: lagUs.S ?? lagUs.C ?? UNKNOWN_US }
    return { leadUs: { C: 0, S: 0 }, tailUs, measured }
  }
  const distanceTo = (side: Side): number => {
    if (isPlaceOfCapture(side, packets, directions)) return 0
    const lag = lagUs[otherSide(side)] ?? lagUs[side]
    return lag === null ? UNKNOWN_US : Math.floor(lag / 2)
  }
  const leadUs = { C: distanceTo('C'), S: distanceTo('S') }
  return { leadUs, tailUs: { C: leadUs.S, S: leadUs.C }, measured }
}

/** Least time from a segment of this side to the packet that acknowledges it; null if there is none. */
function answerLag(packets: readonly Observed[], from: Side): number | null {
  const waiting = new Map<number, Observed[]>()
  let least: number | null = null
  for (const packet of packets) {
    const before = waiting.get(packet.conn) ?? []
    if (packet.from === from) {
      if (packet.end !== packet.seq) waiting.set(packet.conn, withSent(before, packet))
      continue
    }
    const answered =
      (packet.flags & ACK) === 0 ? undefined : before.findLast(({ end }) => geq(packet.ack, end))
    if (answered === undefined) continue
    const lag = packet.capturedUs - answered.capturedUs
    least = least === null ? lag : Math.min(least, lag)
    waiting.set(
      packet.conn,
      before.filter(({ end }) => !geq(packet.ack, end)),
    )
  }
  return least
}

/** The answer to something sent twice may answer either, so neither is waited for (Karn's rule). */
function withSent(waiting: readonly Observed[], packet: Observed): Observed[] {
  if (!packet.repeated) return [...waiting.slice(-MOST_WAITING), packet]
  return waiting.filter(({ seq, end }) => geq(seq, packet.end) || geq(packet.seq, end))
}

const MOST_WAITING = 200

/** The file says of its packets that they left this host or came in at the other end of its wire. */
function isPlaceOfCapture(side: Side, packets: readonly Observed[], directions: readonly number[]): boolean {
  return packets.some(
    ({ from }, i) => directions[i] === (from === side ? DIRECTION.outbound : DIRECTION.inbound),
  )
}
