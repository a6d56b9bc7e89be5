import { type ByteQueue, viewOf } from './byte-queue.ts'
import type { Capture, CaptureProblemKind } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'
import type { PacketSink } from './packet-sink.ts'

/** The classic format (draft-ietf-opsawg-pcap): a header, then record after record. */

const PCAP_HEADER = 24
const RECORD_HEADER = 16
const MAJOR_VERSION = 2

/** Magic numbers as read with the byte order that is right for them. */
const MAGIC_US = 0xa1b2_c3d4
const MAGIC_NS = 0xa1b2_3c4d

/** Byte order and resolution that the first four bytes tell, or null if this is no such file. */
export function pcapMagic(
  bytes: Uint8Array,
): { readonly little: boolean; readonly timestamps: 'us' | 'ns' } | null {
  for (const little of [true, false]) {
    const magic = viewOf(bytes).getUint32(0, little)
    if (magic === MAGIC_US) return { little, timestamps: 'us' }
    if (magic === MAGIC_NS) return { little, timestamps: 'ns' }
  }
  return null
}

type Head = Pick<Capture, 'format' | 'byteOrder' | 'timestamps' | 'interfaces' | 'comments' | 'names'>

export class PcapReader {
  readonly #little: boolean
  readonly #nanosecondsPerTick: number
  readonly #timestamps: 'us' | 'ns'
  readonly #sink: PacketSink
  /** Known once the file's header has been read. */
  #linkType: number | null = null

  constructor(magic: NonNullable<ReturnType<typeof pcapMagic>>, sink: PacketSink) {
    this.#little = magic.little
    this.#timestamps = magic.timestamps
    this.#nanosecondsPerTick = magic.timestamps === 'us' ? 1_000 : 1
    this.#sink = sink
  }

  /** Reads one more record: why it cannot, or whether there are bytes enough to go on. */
  read(queue: ByteQueue): CaptureProblemKind | 'more' | 'wait' {
    if (this.#linkType === null) return this.#readHeader(queue)
    if (!queue.has(RECORD_HEADER)) return 'wait'
    const captured = queue.uint32(8, this.#little)
    if (captured > CAPTURE_LIMITS.packetBytes) return 'packet-too-large'
    const length = RECORD_HEADER + captured
    if (!queue.has(length)) return 'wait'
    if (this.#sink.packets === CAPTURE_LIMITS.packets) return 'too-many-packets'
    this.#sink.take({
      bytes: queue.bytes,
      from: queue.from + RECORD_HEADER,
      to: queue.from + length,
      at: queue.at + RECORD_HEADER,
      original: queue.uint32(12, this.#little),
      time: {
        seconds: queue.uint32(0, this.#little),
        nanos: queue.uint32(4, this.#little) * this.#nanosecondsPerTick,
      },
      linkType: this.#linkType,
      direction: 0,
    })
    queue.skip(length)
    return 'more'
  }

  head(): Head {
    return {
      format: 'pcap',
      byteOrder: this.#little ? 'LE' : 'BE',
      timestamps: this.#timestamps,
      interfaces: this.#linkType === null ? [] : [{ linkType: this.#linkType, name: '' }],
      comments: [],
      names: [],
    }
  }

  #readHeader(queue: ByteQueue): CaptureProblemKind | 'more' | 'wait' {
    const header = queue.peek(PCAP_HEADER)
    if (header === null) return 'wait'
    const view = viewOf(header)
    if (view.getUint16(4, this.#little) !== MAJOR_VERSION) return 'unsupported-version'
    // The upper half holds the length of a frame check sequence.
    this.#linkType = view.getUint32(20, this.#little) & 0xffff
    queue.skip(PCAP_HEADER)
    return 'more'
  }
}
