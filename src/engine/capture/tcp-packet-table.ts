import type { Options } from '../tcp/options.ts'
import type { TcpPackets } from './capture.ts'

type Columns = Omit<TcpPackets, 'optionList'>

/** One row of the table. */
export type TcpPacketRow = {
  readonly [K in Exclude<keyof Columns, 'options'>]: number
} & { readonly options: Options | null }

/** The columns of `TcpPackets` while they grow, all at once. */
export class TcpPacketTable {
  #columns = columnsOf(1_024)
  #length = 0
  readonly #optionList: Options[] = []

  push(row: TcpPacketRow): void {
    if (this.#length === this.#columns.packet.length) this.#grow()
    const columns = this.#columns
    const at = this.#length++
    columns.packet[at] = row.packet
    columns.timeNs[at] = row.timeNs
    columns.at[at] = row.at
    columns.captured[at] = row.captured
    columns.ipAt[at] = row.ipAt
    columns.tcpAt[at] = row.tcpAt
    columns.direction[at] = row.direction
    columns.stream[at] = row.stream
    columns.fromA[at] = row.fromA
    columns.seq[at] = row.seq
    columns.ack[at] = row.ack
    columns.flags[at] = row.flags
    columns.wnd[at] = row.wnd
    columns.up[at] = row.up
    columns.length[at] = row.length
    columns.options[at] = row.options === null ? -1 : this.#optionList.push(row.options) - 1
  }

  finish(): TcpPackets {
    const cut = columnsOf(this.#length)
    for (const name of NAMES) cut[name].set(this.#columns[name].subarray(0, this.#length))
    return { ...cut, optionList: this.#optionList }
  }

  #grow(): void {
    const larger = columnsOf(2 * this.#length)
    for (const name of NAMES) larger[name].set(this.#columns[name])
    this.#columns = larger
  }
}

function columnsOf(rows: number): Columns {
  return {
    packet: new Uint32Array(rows),
    timeNs: new Float64Array(rows),
    at: new Float64Array(rows),
    captured: new Uint32Array(rows),
    ipAt: new Uint16Array(rows),
    tcpAt: new Uint32Array(rows),
    direction: new Uint8Array(rows),
    stream: new Uint16Array(rows),
    fromA: new Uint8Array(rows),
    seq: new Uint32Array(rows),
    ack: new Uint32Array(rows),
    flags: new Uint8Array(rows),
    wnd: new Uint16Array(rows),
    up: new Uint16Array(rows),
    length: new Uint32Array(rows),
    options: new Int32Array(rows),
  }
}

const NAMES = Object.keys(columnsOf(0)) as (keyof Columns)[]
