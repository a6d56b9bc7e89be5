import { type Capture, DIRECTION, type Endpoint } from '../../engine/capture/capture.ts'
import { captureToTrace } from '../../engine/capture/capture-to-trace.ts'
import { TcpPacketTable } from '../../engine/capture/tcp-packet-table.ts'
import type { AppStep, Injection, Scenario } from '../../engine/sim/scenario.ts'
import { ACK, FIN, flagNames, RST, SYN } from '../../engine/tcp/segment.ts'
import { otherSide, type Side } from '../../engine/tcp/state.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { captureToScenario } from '../from-capture.ts'
import type { PacketLine } from './packet-line.ts'

/**
 * A script about one host tells the other only by its segments. They are taken for a capture on the host that is
 * tested: what its peer calls, how far away it is and what was lost is inferred as from any capture.
 */

export interface TimedPacket {
  readonly us: number
  readonly packet: PacketLine
}

/** What lines with arrows say of the run; times count from `startUs` of the script's clock. */
export interface Told {
  readonly apps: Readonly<Record<Side, readonly AppStep[]>>
  readonly settings: Scenario['settings']
  readonly hostSettings: Readonly<Record<Side, Scenario['settings']>>
  readonly network: Scenario['network']
  readonly faults: Scenario['faults']
  readonly injections: readonly Injection[]
  readonly startUs: number
}

/** Numbers on the wire of relative number 0; any would do. */
const ISN: Readonly<Record<Side, number>> = { C: 1_000, S: 500_000 }
const DEFAULT_WINDOW = 65_535

export function tellPeer(packets: readonly TimedPacket[], local: Side, hosts: Scenario['hosts']): Told {
  const foreign = new Set(foreignPackets(packets))
  const told = packets.filter((each) => !foreign.has(each))
  const capture = captureOf(told, local, hosts)
  const captured = captureToTrace(capture, capture.streams)
  const { scenario } = captureToScenario(captured, '')
  const first = new Trace(captured.trace).segment(0)
  const startUs = told.length === 0 ? 0 : (told[0]?.us ?? 0) - seenUs(first, local)
  return {
    apps: scenario.apps,
    settings: scenario.settings,
    hostSettings: { C: scenario.hosts.C.settings ?? {}, S: scenario.hosts.S.settings ?? {} },
    network: scenario.network,
    faults: scenario.faults,
    injections: [...foreign].map((each) => injectionOf(each, local, startUs)),
    startUs,
  }
}

/** When the local host saw a segment that it sent or that reached it. */
function seenUs(
  segment: { readonly from: Side; readonly sentUs: number; readonly endUs: number },
  local: Side,
) {
  return segment.from === local ? segment.sentUs : segment.endUs
}

function captureOf(packets: readonly TimedPacket[], local: Side, hosts: Scenario['hosts']): Capture {
  const table = new TcpPacketTable()
  const a = packets[0]?.packet.direction === '<' ? otherSide(local) : local
  for (const [i, { us, packet }] of packets.entries()) {
    const from = senderOf(packet, local)
    table.push({
      packet: i + 1,
      timeNs: us * 1_000,
      at: 0,
      captured: 0,
      ipAt: 0,
      tcpAt: 0,
      direction: from === local ? DIRECTION.outbound : DIRECTION.inbound,
      stream: 0,
      fromA: from === a ? 1 : 0,
      seq: (ISN[from] + packet.seq) >>> 0,
      ack: packet.ack === null ? 0 : (ISN[otherSide(from)] + packet.ack) >>> 0,
      flags: packet.flags,
      wnd: packet.wnd ?? DEFAULT_WINDOW,
      up: 0,
      length: packet.length,
      options: packet.options,
    })
  }
  const rows = Uint32Array.from(packets, (_, i) => i)
  const end = (side: Side): Endpoint => ({ address: hosts[side].address, port: hosts[side].port })
  const stream = { id: 0, conversation: 0, incarnation: 1, a: end(a), b: end(otherSide(a)), rows }
  return {
    format: 'pcapng',
    byteOrder: 'LE',
    timestamps: null,
    interfaces: [],
    packets: packets.length,
    packetsCut: 0,
    skipped: { 'link-type': 0, 'not-tcp': 0, fragment: 0, damaged: 0, 'beyond-stream-limit': 0 },
    tcp: table.finish(),
    streams: packets.length === 0 ? [] : [stream],
    streamCount: 1,
    comments: [],
    names: [],
    startSeconds: 0,
    problem: null,
  }
}

function senderOf({ direction }: PacketLine, local: Side): Side {
  return direction === '>' ? local : otherSide(local)
}

/** Segments that no TCP would send after what it has sent before: these are forged. */
function foreignPackets(packets: readonly TimedPacket[]): TimedPacket[] {
  let next: number | null = null
  let sent = 0
  return packets.filter(({ packet }) => {
    const { direction, flags, seq, length, ack } = packet
    const end = seq + length + ((flags & SYN) === 0 ? 0 : 1) + ((flags & FIN) === 0 ? 0 : 1)
    if (direction === '>') {
      sent = Math.max(sent, end)
      return false
    }
    const isForeign =
      next !== null &&
      (((flags & RST) !== 0 && seq !== next) ||
        ((flags & (SYN | ACK)) === SYN && next > 1) ||
        (ack !== null && (flags & RST) === 0 && ack > sent))
    if (!isForeign) next = Math.max(next ?? 0, end)
    return isForeign
  })
}

function injectionOf({ us, packet }: TimedPacket, local: Side, startUs: number): Injection {
  const peer = otherSide(local)
  return {
    when: { atUs: us - startUs },
    segment: {
      to: local,
      flags: flagNames(packet.flags),
      seq: `${peer}.isn+${packet.seq}`,
      ...(packet.ack !== null && { ack: `${local}.isn+${packet.ack}` }),
      ...(packet.length > 0 && { bytes: packet.length }),
      ...(packet.wnd !== null && { windowBytes: packet.wnd }),
    },
  }
}
