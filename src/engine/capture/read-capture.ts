import { err, ok, type Result } from '../../base/result.ts'
import { ByteQueue, viewOf } from './byte-queue.ts'
import type { Capture, CaptureProblem, CaptureProblemKind } from './capture.ts'
import { CAPTURE_LIMITS } from './limits.ts'
import { PacketSink } from './packet-sink.ts'
import { pcapMagic, PcapReader } from './read-pcap.ts'
import { PcapngReader, SECTION_HEADER } from './read-pcapng.ts'

const GZIP = 0x1f8b
const ZSTD = 0x28b5_2ffd

/**
 * Reads a capture from slices of its file, in order. The caller gives one after another for as long as `push` wants
 * more, shows `progress` and may stop between any two; `end` gives what has been read. Never throws, whatever the
 * bytes. A slice must not change before `end`.
 */
export class CaptureReader {
  readonly #queue = new ByteQueue()
  readonly #sink = new PacketSink()
  #reader: PcapReader | PcapngReader | null = null
  #problem: CaptureProblem | null = null
  #pushed = 0

  /** Bytes read and packets found so far. */
  get progress(): { readonly bytes: number; readonly packets: number } {
    return { bytes: this.#pushed, packets: this.#sink.packets }
  }

  /** Takes the next slice. False: there is no use in another one. */
  push(slice: Uint8Array): boolean {
    if (this.#problem !== null) return false
    this.#pushed += slice.length
    if (this.#pushed > CAPTURE_LIMITS.fileBytes) {
      this.#fail('file-too-large')
      return false
    }
    this.#queue.push(slice)
    return this.#read()
  }

  /** What has been read; an error if not even the beginning could be understood. */
  end(how: 'complete' | 'cancelled' = 'complete'): Result<Capture, CaptureProblem> {
    if (how === 'cancelled') this.#fail('cancelled')
    else if (this.#reader === null) this.#fail('not-a-capture')
    else if (this.#queue.length > 0 || this.#queue.missing > 0) this.#fail('cut-short')
    if (this.#reader === null) return err(this.#problem ?? this.#where('not-a-capture'))
    return ok({ ...this.#reader.head(), ...this.#sink.finish(), problem: this.#problem })
  }

  #read(): boolean {
    for (;;) {
      if (this.#reader === null && !this.#begin()) return this.#problem === null
      const outcome = this.#reader?.read(this.#queue) ?? 'wait'
      if (outcome === 'wait') return true
      if (outcome === 'more') continue
      this.#fail(outcome)
      return false
    }
  }

  /** Tells the format by its first bytes, never by a name. */
  #begin(): boolean {
    const magic = this.#queue.peek(4)
    if (magic === null) return false
    const number = viewOf(magic).getUint32(0)
    const classic = pcapMagic(magic)
    if (classic !== null) this.#reader = new PcapReader(classic, this.#sink)
    else if (number === SECTION_HEADER) this.#reader = new PcapngReader(this.#sink)
    else this.#fail(number >>> 16 === GZIP || number === ZSTD ? 'compressed' : 'not-a-capture')
    return this.#reader !== null
  }

  /** The first reason counts. */
  #fail(kind: CaptureProblemKind): void {
    this.#problem ??= this.#where(kind)
  }

  #where(kind: CaptureProblemKind): CaptureProblem {
    return { kind, at: this.#queue.at - this.#queue.missing, packet: this.#sink.packets + 1 }
  }
}

/** Reads a capture that is in memory as a whole. */
export function readCapture(bytes: Uint8Array): Result<Capture, CaptureProblem> {
  const reader = new CaptureReader()
  reader.push(bytes)
  return reader.end()
}
