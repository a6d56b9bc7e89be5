import type { AppCall, SocketOptions } from '../../engine/sim/scenario.ts'
import { Arguments, readArguments, textOf } from './arguments.ts'
import { type Cursor, integerOf } from './cursor.ts'
import { jsonOf } from './json-value.ts'
import { fail } from './script-error.ts'
import { DEFAULT_KEEPALIVE, type Keepalive, namedOptions, systemOptions } from './socket-options.ts'

/** A socket call as a line makes it. */
export interface CallLine {
  readonly socket: string
  /** Null for calls that only prepare another one: socket(), bind(), fcntl(), setsockopt() before connect(). */
  readonly call: AppCall | null
  /** What the script says it returns; null: nothing said. */
  readonly result: number | null
  readonly errno: string | null
}

type Reader = (args: Arguments, socket: string, sockets: Sockets) => AppCall | null

/** What calls have said of sockets that connect() or listen() has yet to make. */
export class Sockets {
  readonly #made = new Set<string>()
  readonly #options = new Map<string, SocketOptions>()
  readonly #keepalives = new Map<string, Keepalive>()
  readonly #ports = new Map<string, number>()
  readonly #nonblocking = new Set<string>()

  isMade(socket: string): boolean {
    return this.#made.has(socket)
  }

  /** Everything prepared for it; from here on options are calls of their own. */
  make(socket: string): { options?: SocketOptions; port: number | null; blocking: boolean } {
    this.#made.add(socket)
    const options = this.#options.get(socket)
    return {
      ...(options !== undefined && { options }),
      port: this.#ports.get(socket) ?? null,
      blocking: !this.#nonblocking.has(socket),
    }
  }

  prepare(socket: string, options: SocketOptions): void {
    this.#options.set(socket, { ...this.#options.get(socket), ...options })
  }

  bind(socket: string, port: number): void {
    this.#ports.set(socket, port)
  }

  setNonblocking(socket: string): void {
    this.#nonblocking.add(socket)
  }

  keepaliveOf(socket: string): Keepalive {
    const known = this.#keepalives.get(socket) ?? { ...DEFAULT_KEEPALIVE }
    this.#keepalives.set(socket, known)
    return known
  }
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['socket', (args) => (args.rest(), null)],
  ['bind', bind],
  ['fcntl', fcntl],
  ['setsockopt', setsockopt],
  ['listen', listen],
  ['connect', connect],
  ['write', send],
  ['send', send],
  ['read', receive],
  ['recv', receive],
  ['recvn', (args) => ({ op: 'recvn', bytes: args.count('bytes') })],
  ['drain', () => ({ op: 'drain' })],
  ['shutdown', shutdown],
  ['close', () => ({ op: 'close' })],
  ['abort', () => ({ op: 'abort' })],
  ['vanish', () => ({ op: 'vanish' })],
  ['setopt', (args) => ({ op: 'setopt', options: namedOptions(args) ?? {} })],
  ['sysctl', sysctl],
])

/** Reads `connect(3, ..., ...) = 0` from the name on; null if no call stands here. */
export function readCall(cursor: Cursor, sockets: Sockets): CallLine | null {
  const { at } = cursor
  const name = cursor.next(/[a-z_]\w*(?=\s*\()/y)?.[0]
  if (name === undefined) return null
  const args = new Arguments(readArguments(cursor), at)
  if (name === 'accept') return accept(cursor, args, sockets)
  const read = READERS.get(name)
  if (read === undefined) return fail(at, 'unknown-call', { name })
  const socket = name === 'socket' ? '' : args.socket()
  const call = read(args, socket, sockets)
  args.end()
  return { socket, call, ...resultOf(cursor) }
}

/** accept() gives the new socket the name behind `=`. */
function accept(cursor: Cursor, args: Arguments, sockets: Sockets): CallLine {
  const socket = args.socket()
  args.rest()
  cursor.need(/=/y, '= 4')
  const as = cursor.name() ?? fail(cursor.at, 'expected', { what: '4' })
  sockets.make(as)
  return { socket, call: { op: 'accept', as }, result: null, errno: null }
}

function resultOf(cursor: Cursor): Pick<CallLine, 'result' | 'errno'> {
  if (cursor.next(/=/y) === null) return { result: null, errno: null }
  const { at } = cursor
  const result = integerOf(cursor.need(/-?\d{1,15}/y, '0')[0], at, 'result')
  const errno = cursor.next(/E[A-Z0-9]+/y)?.[0] ?? null
  cursor.next(/\([^()]*\)/y)
  return { result, errno }
}

/** `{..., sin_port=htons(8080), ...}`; null where the address is left open. */
function portOf(args: Arguments): number | null {
  const address = args.plain()
  const port = /htons\((\d{1,5})\)/.exec(address?.value ?? '')?.[1]
  return port === undefined ? null : Number(port)
}

function bind(args: Arguments, socket: string, sockets: Sockets): null {
  const port = portOf(args)
  if (port !== null) sockets.bind(socket, port)
  args.rest()
  return null
}

function fcntl(args: Arguments, socket: string, sockets: Sockets): null {
  if (args.rest().some(({ value }) => value.includes('O_NONBLOCK'))) sockets.setNonblocking(socket)
  return null
}

function setsockopt(args: Arguments, socket: string, sockets: Sockets): AppCall | null {
  const options = systemOptions(args, sockets.keepaliveOf(socket))
  if (sockets.isMade(socket)) return { op: 'setopt', options }
  sockets.prepare(socket, options)
  return null
}

function listen(args: Arguments, socket: string, sockets: Sockets): AppCall {
  const made = sockets.make(socket)
  const backlog = args.count('backlog')
  const port = args.integer('port') ?? made.port
  const options = namedOptions(args) ?? made.options
  return { op: 'listen', ...(port !== null && { port }), backlog, ...(options && { options }) }
}

function connect(args: Arguments, socket: string, sockets: Sockets): AppCall {
  const made = sockets.make(socket)
  const port = args.integer('port') ?? portOf(args)
  const sourcePort = args.integer('sourcePort') ?? made.port
  const blocking = args.integer('blocking')
  const bytes = args.integer('fastOpenBytes')
  const cookie = args.integer('fastOpenCookie')
  const options = namedOptions(args) ?? made.options
  args.rest()
  return {
    op: 'connect',
    ...(port !== null && { port }),
    ...(sourcePort !== null && { sourcePort }),
    ...(blocking !== null ? { blocking: blocking !== 0 } : !made.blocking && { blocking: false }),
    ...(options && { options }),
    ...(bytes !== null && { fastOpenBytes: bytes }),
    ...(cookie !== null && { fastOpenCookie: cookie }),
  }
}

function send(args: Arguments): AppCall {
  const bytes = args.count('bytes')
  const label = args.plain()
  return { op: 'send', bytes, ...(label !== null && label.value !== '0' && { label: textOf(label) }) }
}

function receive(args: Arguments): AppCall {
  const bytes = args.plain()
  return bytes === null ? { op: 'recv' } : { op: 'recv', bytes: integerOf(bytes.value, bytes.at, 'bytes') }
}

const HOW = new Map([
  ['SHUT_RD', 'rd'],
  ['SHUT_WR', 'wr'],
  ['SHUT_RDWR', 'rdwr'],
] as const)

function shutdown(args: Arguments): AppCall {
  const word = args.plain() ?? fail(0, 'expected', { what: 'SHUT_WR' })
  const how = HOW.get(word.value as 'SHUT_WR')
  return how === undefined ? fail(word.at, 'expected', { what: 'SHUT_WR' }) : { op: 'shutdown', how }
}

/** `sysctl(any, timeWaitUs=60000000, nagle=false)`: settings of this host from now on. */
function sysctl(args: Arguments): AppCall {
  const settings = Object.fromEntries(
    args
      .rest()
      .map((argument) => [
        argument.name ?? fail(argument.at, 'expected', { what: 'timeWaitUs=0' }),
        jsonOf(argument.value),
      ]),
  )
  return { op: 'sysctl', settings }
}
