import { ACK } from '../../engine/tcp/segment.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import type { Script } from '../script-text.ts'
import { LETTERS, type PacketLine } from './packet-line.ts'

/** A segment as a line of a script has it: `0.1 > P. 1:101(100) ack 1`; without its time where that is open. */
export function packetText({ direction, flags, seq, length, ack }: PacketLine, atUs: number | null): string {
  const letters = [...LETTERS].filter(([, bit]) => (flags & bit) !== 0).map(([letter]) => letter)
  const numbers = `${seq}:${(seq + length) % 0x1_0000_0000}(${length})`
  return [
    ...(atUs === null ? ['*'] : [String(atUs / 1_000_000)]),
    direction,
    letters.length === 0 ? '-' : letters.join(''),
    numbers,
    ...(ack === null ? [] : [`ack ${ack}`]),
  ].join(' ')
}

/** A segment of a run in the same form. */
export function segmentText({ local }: Pick<Script, 'local'>, segment: TraceSegment, tUs: number): string {
  const { from, flags, seq, seqBase, ack, ackBase, wnd, options, text } = segment
  const line: PacketLine = {
    direction: from === local ? '>' : '<',
    flags,
    seq: counted(seq, seqBase),
    length: text?.length ?? 0,
    ack: (flags & ACK) === 0 ? null : counted(ack, ackBase),
    wnd,
    options,
  }
  return packetText(line, tUs)
}

/** A number from where its stream begins. */
export function counted(number: number, base: number): number {
  return base < 0 ? number : (number - base) >>> 0
}
