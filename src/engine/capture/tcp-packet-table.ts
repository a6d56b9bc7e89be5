import type { Options } from '../tcp/options.ts'
import { Column } from '../trace/columns.ts'
import type { TcpPackets } from './capture.ts'

/** One row of the table. */
export type TcpPacketRow = {
  readonly [K in Exclude<keyof TcpPackets, 'options' | 'optionList'>]: number
} & { readonly options: Options | null }

/** The columns of `TcpPackets` while they grow. */
export class TcpPacketTable {
  readonly #packet = new Column(Uint32Array)
  readonly #timeNs = new Column(Float64Array)
  readonly #at = new Column(Float64Array)
  readonly #captured = new Column(Uint32Array)
  readonly #ipAt = new Column(Uint16Array)
  readonly #tcpAt = new Column(Uint32Array)
  readonly #direction = new Column(Uint8Array)
  readonly #stream = new Column(Uint16Array)
  readonly #fromA = new Column(Uint8Array)
  readonly #seq = new Column(Uint32Array)
  readonly #ack = new Column(Uint32Array)
  readonly #flags = new Column(Uint8Array)
  readonly #wnd = new Column(Uint16Array)
  readonly #up = new Column(Uint16Array)
  readonly #length = new Column(Uint32Array)
  readonly #options = new Column(Int32Array)
  readonly #optionList: Options[] = []

  get length(): number {
    return this.#seq.length
  }

  push(row: TcpPacketRow): void {
    this.#packet.push(row.packet)
    this.#timeNs.push(row.timeNs)
    this.#at.push(row.at)
    this.#captured.push(row.captured)
    this.#ipAt.push(row.ipAt)
    this.#tcpAt.push(row.tcpAt)
    this.#direction.push(row.direction)
    this.#stream.push(row.stream)
    this.#fromA.push(row.fromA)
    this.#seq.push(row.seq)
    this.#ack.push(row.ack)
    this.#flags.push(row.flags)
    this.#wnd.push(row.wnd)
    this.#up.push(row.up)
    this.#length.push(row.length)
    this.#options.push(row.options === null ? -1 : this.#optionList.push(row.options) - 1)
  }

  finish(): TcpPackets {
    return {
      packet: this.#packet.finish(),
      timeNs: this.#timeNs.finish(),
      at: this.#at.finish(),
      captured: this.#captured.finish(),
      ipAt: this.#ipAt.finish(),
      tcpAt: this.#tcpAt.finish(),
      direction: this.#direction.finish(),
      stream: this.#stream.finish(),
      fromA: this.#fromA.finish(),
      seq: this.#seq.finish(),
      ack: this.#ack.finish(),
      flags: this.#flags.finish(),
      wnd: this.#wnd.finish(),
      up: this.#up.finish(),
      length: this.#length.finish(),
      options: this.#options.finish(),
      optionList: this.#optionList,
    }
  }
}
