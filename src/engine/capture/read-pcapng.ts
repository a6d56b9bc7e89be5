import { addressText } from '../wire/ip-address.ts'
import { type ByteQueue, viewOf } from './byte-queue.ts'
import { type Capture, type CaptureProblemKind, DIRECTION } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'
import type { PacketSink } from './packet-sink.ts'
import { eachOption, padded } from './pcapng-options.ts'
import { MICROSECONDS, type TickLength, ticksPerSecond, unixTime } from './pcapng-time.ts'
import { utf8Text } from './utf8.ts'

/** The block format (draft-ietf-opsawg-pcapng): sections, their interfaces, and blocks of packets and names. */

export const SECTION_HEADER = 0x0a0d_0d0a
export const INTERFACE_DESCRIPTION = 1
const SIMPLE_PACKET = 3
const NAME_RESOLUTION = 4
export const ENHANCED_PACKET = 6
export const BYTE_ORDER_MAGIC = 0x1a2b_3c4d

export const OPTION = {
  comment: 1,
  interfaceName: 2,
  packetFlags: 2,
  timeResolution: 9,
  timeOffset: 14,
} as const

const MAJOR_VERSION = 1

/** Type and length before the body, the length again after it. */
const BLOCK_HEAD = 8
const BLOCK_LEAST = 12
/** Blocks that are read have at most this length; all others are passed over whatever theirs is. */
const BLOCK_MOST = CAPTURE_LIMITS.packetBytes + CAPTURE_LIMITS.blockOverheadBytes
const READ: ReadonlySet<number> = new Set([
  SECTION_HEADER,
  INTERFACE_DESCRIPTION,
  SIMPLE_PACKET,
  NAME_RESOLUTION,
  ENHANCED_PACKET,
])

interface Interface {
  readonly linkType: number
  readonly name: string
  readonly snapLength: number
  readonly ticks: TickLength
}

type Outcome = CaptureProblemKind | 'more' | 'wait'

export class PcapngReader {
  readonly #sink: PacketSink
  #little: boolean | null = null
  #firstLittle = true
  /** Interfaces of the present section. */
  #section: Interface[] = []
  readonly #interfaces: Interface[] = []
  readonly #comments: [number, string][] = []
  readonly #names = new Map<string, string>()

  constructor(sink: PacketSink) {
    this.#sink = sink
  }

  /** Reads one more block: why it cannot, or whether there are bytes enough to go on. */
  read(queue: ByteQueue): Outcome {
    if (!queue.has(BLOCK_LEAST)) return 'wait'
    const begins = this.#beginSection(queue)
    if (begins !== null) return begins
    const little = this.#little ?? true
    const type = queue.uint32(0, little)
    const length = queue.uint32(4, little)
    if (length < BLOCK_LEAST || length % 4 !== 0) return 'bad-block'
    if (!READ.has(type)) {
      queue.skip(length)
      return 'more'
    }
    if (length > BLOCK_MOST) return 'packet-too-large'
    if (!queue.has(length)) return 'wait'
    if (queue.uint32(length - 4, little) !== length) return 'bad-block'
    const problem = this.#readBlock(type, queue.slice(BLOCK_HEAD, length - 4), queue.at + BLOCK_HEAD)
    if (problem !== null) return problem
    queue.skip(length)
    return 'more'
  }

  head(): Pick<Capture, 'format' | 'byteOrder' | 'timestamps' | 'interfaces' | 'comments' | 'names'> {
    return {
      format: 'pcapng',
      byteOrder: this.#firstLittle ? 'LE' : 'BE',
      timestamps: null,
      interfaces: this.#interfaces.map(({ linkType, name }) => ({ linkType, name })),
      comments: this.#comments,
      names: [...this.#names],
    }
  }

  /** A section header is the same in both byte orders and says which one holds from here on. */
  #beginSection(queue: ByteQueue): 'bad-block' | null {
    if (queue.uint32(0, false) !== SECTION_HEADER) return this.#little === null ? 'bad-block' : null
    const little = queue.uint32(8, true) === BYTE_ORDER_MAGIC
    if (!little && queue.uint32(8, false) !== BYTE_ORDER_MAGIC) return 'bad-block'
    if (this.#little === null) this.#firstLittle = little
    this.#little = little
    return null
  }

  #readBlock(type: number, body: Uint8Array, at: number): CaptureProblemKind | null {
    switch (type) {
      case SECTION_HEADER:
        this.#section = []
        if (body.length < 16) return 'bad-block'
        return viewOf(body).getUint16(4, this.#little ?? true) === MAJOR_VERSION
          ? null
          : 'unsupported-version'
      case INTERFACE_DESCRIPTION:
        return this.#readInterface(body)
      case ENHANCED_PACKET:
        return this.#readEnhanced(body, at)
      case SIMPLE_PACKET:
        return this.#readSimple(body, at)
      default:
        this.#readNames(body)
        return null
    }
  }

  #readInterface(body: Uint8Array): CaptureProblemKind | null {
    if (body.length < 8) return 'bad-block'
    if (this.#interfaces.length === CAPTURE_LIMITS.interfaces) return 'too-many-interfaces'
    const little = this.#little ?? true
    let name = ''
    let perSecond = MICROSECONDS.perSecond
    let offsetSeconds = 0
    eachOption(body.subarray(8), little, (code, value) => {
      if (code === OPTION.interfaceName) name = utf8Text(value, CAPTURE_LIMITS.textLength)
      if (code === OPTION.timeResolution && value.length > 0) perSecond = ticksPerSecond(value[0] ?? 6)
      if (code === OPTION.timeOffset && value.length === 8)
        offsetSeconds = Number(viewOf(value).getBigInt64(0, little))
    })
    const view = viewOf(body)
    const described = {
      linkType: view.getUint16(0, little),
      name,
      snapLength: view.getUint32(4, little),
      ticks: { perSecond, offsetSeconds },
    }
    this.#section.push(described)
    this.#interfaces.push(described)
    return null
  }

  #readEnhanced(body: Uint8Array, at: number): CaptureProblemKind | null {
    if (body.length < 20) return 'bad-block'
    const little = this.#little ?? true
    const view = viewOf(body)
    const from = this.#section[view.getUint32(0, little)]
    const captured = view.getUint32(12, little)
    if (from === undefined) return 'unknown-interface'
    if (captured > CAPTURE_LIMITS.packetBytes) return 'packet-too-large'
    if (20 + captured > body.length) return 'bad-block'
    if (this.#sink.packets === CAPTURE_LIMITS.packets) return 'too-many-packets'
    let direction: number = DIRECTION.unknown
    eachOption(body.subarray(20 + padded(captured)), little, (code, value) => {
      if (code === OPTION.comment) this.#comment(value)
      if (code === OPTION.packetFlags && value.length === 4)
        direction = viewOf(value).getUint32(0, little) & 3
    })
    this.#sink.take({
      bytes: body,
      from: 20,
      to: 20 + captured,
      at: at + 20,
      original: view.getUint32(16, little),
      time: unixTime(view.getUint32(4, little), view.getUint32(8, little), from.ticks),
      linkType: from.linkType,
      direction,
    })
    return null
  }

  /** Of the packet that is about to be taken. */
  #comment(value: Uint8Array): void {
    this.#comments.push([this.#sink.packets + 1, utf8Text(value, CAPTURE_LIMITS.textLength)])
  }

  #readSimple(body: Uint8Array, at: number): CaptureProblemKind | null {
    const from = this.#section[0]
    if (body.length < 4) return 'bad-block'
    if (from === undefined) return 'unknown-interface'
    const original = viewOf(body).getUint32(0, this.#little ?? true)
    const kept = Math.min(original, from.snapLength === 0 ? original : from.snapLength)
    if (kept > CAPTURE_LIMITS.packetBytes) return 'packet-too-large'
    if (4 + kept > body.length) return 'bad-block'
    if (this.#sink.packets === CAPTURE_LIMITS.packets) return 'too-many-packets'
    this.#sink.take({
      bytes: body,
      from: 4,
      to: 4 + kept,
      at: at + 4,
      original,
      time: null,
      linkType: from.linkType,
      direction: DIRECTION.unknown,
    })
    return null
  }

  /** Records are laid out like options: 1 is an IPv4 address, 2 an IPv6 address, then names that end with a zero byte. */
  #readNames(body: Uint8Array): void {
    eachOption(body, this.#little ?? true, (code, value) => {
      const length = code === 1 ? 4 : code === 2 ? 16 : 0
      if (length === 0 || value.length <= length || this.#names.size === CAPTURE_LIMITS.names) return
      const names = value.subarray(length)
      const end = names.indexOf(0)
      const name = utf8Text(end < 0 ? names : names.subarray(0, end), CAPTURE_LIMITS.textLength)
      this.#names.set(addressText(value.subarray(0, length)), name)
    })
  }
}
