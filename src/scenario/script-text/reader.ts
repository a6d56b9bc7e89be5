import type { AppStep, Fault, Injection, Reboot, When } from '../../engine/sim/scenario.ts'
import type { Side } from '../../engine/tcp/state.ts'
import { type CallLine, readCall, Sockets } from './calls.ts'
import { Cursor } from './cursor.ts'
import { refuseCommands, type Statement } from './lines.ts'
import { type OptionLine, readOption } from './option-line.ts'
import { type PacketLine, readPacket } from './packet-line.ts'
import { readFault, readInjection, readMatch } from './rules.ts'
import { fail } from './script-error.ts'
import { type LineTime, readTime } from './when.ts'

/** Something that a line said, and the line. */
export interface Said<T> {
  readonly what: T
  readonly by: Statement
}

export interface SaidCall {
  /** Null: the host that is tested. */
  readonly side: Side | null
  readonly id: string | null
  readonly when: When
  readonly line: CallLine
}

export interface SaidPacket {
  /** Null: whenever it comes. */
  readonly us: number | null
  readonly packet: PacketLine
}

/** Gathers what the lines of a script say, one after the other. */
export class ScriptReader {
  readonly options: Said<OptionLine>[] = []
  readonly calls: Said<SaidCall>[] = []
  readonly packets: Said<SaidPacket>[] = []
  readonly faults: Said<Fault>[] = []
  readonly injections: Said<Injection>[] = []
  readonly reboots: Said<Reboot>[] = []
  readonly #local: Side
  readonly #sockets = new Sockets()
  #nowUs = 0

  constructor(local: Side) {
    this.#local = local
  }

  /** Throws a `LineError` if the statement cannot be understood. */
  read(by: Statement): void {
    refuseCommands(by.text)
    const option = readOption(by.text)
    if (option !== null) {
      if (option.kind === 'members') this.options.push(...option.members.map((what) => ({ what, by })))
      return
    }
    const cursor = new Cursor(by.text)
    const fault = readFault(cursor, this.#local)
    if (fault !== null) this.faults.push({ what: fault, by })
    else if (cursor.next(/upon\b/y) !== null) this.#readTriggered(cursor, by)
    else this.#readTimed(cursor, by)
    cursor.end()
  }

  /** `upon > SYN 1 +0.02 inject ...`: so long after that segment was sent. */
  #readTriggered(cursor: Cursor, by: Statement): void {
    const match = readMatch(cursor, this.#local)
    const afterUs = cursor.next(/\+/y) === null ? 0 : cursor.needTime()
    const what = readInjection(cursor, this.#local, { match, afterUs })
    this.injections.push({ what: what ?? fail(cursor.at, 'expected', { what: 'inject' }), by })
  }

  #readTimed(cursor: Cursor, by: Statement): void {
    const time = readTime(cursor, this.#nowUs) ?? fail(cursor.at, 'expected', { what: '0.5, +0.5' })
    if (time.kind === 'at') this.#nowUs = time.us
    const { at } = cursor
    const packet = time.kind === 'when' ? null : readPacket(cursor)
    if (packet !== null) {
      this.packets.push({ what: { us: time.kind === 'at' ? time.us : null, packet }, by })
      return
    }
    if (time.kind === 'at') {
      const injection = readInjection(cursor, this.#local, { atUs: time.us })
      if (injection !== null) {
        this.injections.push({ what: injection, by })
        return
      }
    }
    this.#readCall(cursor, by, time, at)
  }

  #readCall(cursor: Cursor, by: Statement, time: LineTime, at: number): void {
    const side = cursor.next(/[CS](?=\s)/y)?.[0] as Side | undefined
    if (side !== undefined && time.kind === 'at' && this.#readReboot(cursor, by, side, time.us)) return
    const id = readId(cursor)
    const line =
      readCall(cursor, this.#sockets) ?? fail(cursor.at, 'expected', { what: '>, <, connect(...)' })
    if (line.call === null) return
    if (time.kind === 'any') fail(at, 'expected', { what: '>, <' })
    const when = time.kind === 'at' ? { atUs: time.us } : time.kind === 'when' ? time.when : { atUs: 0 }
    this.calls.push({ what: { side: side ?? null, id, when, line }, by })
  }

  /** `2 S reboot()` or `2 S reboot(listeners)`. */
  #readReboot(cursor: Cursor, by: Statement, side: Side, atUs: number): boolean {
    const found = cursor.next(/reboot\s*\(\s*(listeners)?\s*\)/y)
    if (found === null) return false
    this.reboots.push({ what: { side, atUs, listenersReturn: found[1] !== undefined }, by })
    return true
  }
}

/** `read:` before a call, or any text between quotes. */
function readId(cursor: Cursor): string | null {
  const bare = cursor.next(/([A-Za-z_][\w-]*)\s*:(?!:)/y)
  if (bare !== null) return bare[1] ?? null
  if (!cursor.rest.startsWith('"')) return null
  const id = cursor.string()
  cursor.need(/:/y, ':')
  return id
}

/** The step that a call makes. */
export function stepOf({ what: { id, when, line } }: Said<SaidCall>): AppStep | null {
  return line.call === null ? null : { ...(id !== null && { id }), when, socket: line.socket, ...line.call }
}
