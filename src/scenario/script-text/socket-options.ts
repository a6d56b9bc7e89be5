import type { SocketOptions } from '../../engine/sim/scenario.ts'
import type { Argument, Arguments } from './arguments.ts'
import { Cursor, integerOf } from './cursor.ts'
import { fail } from './script-error.ts'

/** Socket options: ours by name (`reuseAddr=1`), and those of setsockopt() as the system calls them. */

/** What setsockopt() turns on or changes piece by piece. */
export interface Keepalive {
  on: boolean
  idleUs: number
  intervalUs: number
  probes: number
}

const SECOND = 1_000_000
/** What Linux has until TCP_KEEPIDLE and its like say otherwise. */
export const DEFAULT_KEEPALIVE: Keepalive = {
  on: false,
  idleUs: 7_200 * SECOND,
  intervalUs: 75 * SECOND,
  probes: 9,
}

/** Options that stand in the parentheses of a call by name; undefined if there are none (`options=0`: an empty set). */
export function namedOptions(args: Arguments): SocketOptions | undefined {
  const reuseAddr = args.integer('reuseAddr')
  const userTimeout = args.named('userTimeout')
  const linger = args.named('linger')
  const keepalive = args.named('keepalive')
  const none = args.named('options')
  const options: SocketOptions = {
    ...(reuseAddr !== null && { reuseAddr: reuseAddr !== 0 }),
    ...(keepalive !== null && { keepalive: keepaliveOf(keepalive) }),
    ...(userTimeout !== null && { userTimeoutUs: timesOf(userTimeout, 1)[0] ?? 0 }),
    ...(linger !== null && { lingerUs: timesOf(linger, 1)[0] ?? 0 }),
  }
  return none === null && Object.keys(options).length === 0 ? undefined : options
}

/** `10s:1s:3`: idle, interval, probes. */
function keepaliveOf({ value, at, name }: Argument): NonNullable<SocketOptions['keepalive']> {
  const last = value.lastIndexOf(':')
  const [idleUs = 0, intervalUs = 0] = timesOf({ name, value: value.slice(0, Math.max(0, last)), at }, 2)
  return { idleUs, intervalUs, probes: integerOf(value.slice(last + 1), at + last + 1, 'keepalive') }
}

/** So many times with colons between them. */
function timesOf({ value, at, name }: Argument, count: number): number[] {
  const parts = value.split(':')
  if (parts.length !== count) fail(at, 'bad-value', { name: name ?? '', found: value.slice(0, 40) })
  return parts.map((part) => {
    const cursor = new Cursor(part)
    const us = cursor.time()
    if (us === null || !cursor.done) fail(at, 'bad-value', { name: name ?? '', found: part.slice(0, 40) })
    return us
  })
}

/** What one setsockopt() sets. `keepalive` is what the socket has so far, and is changed. */
export function systemOptions(args: Arguments, keepalive: Keepalive): SocketOptions {
  args.plain()
  const name = args.plain() ?? fail(0, 'expected', { what: 'SO_KEEPALIVE' })
  const value = args.plain() ?? fail(name.at, 'expected', { what: '[1]' })
  const number = (): number => integerOf(value.value.replace(/^\[\s*|\s*\]$/g, ''), value.at, name.value)
  args.rest()
  switch (name.value) {
    case 'SO_REUSEADDR':
      return { reuseAddr: number() !== 0 }
    case 'SO_LINGER':
      return lingerOf(value)
    case 'TCP_USER_TIMEOUT':
      return { userTimeoutUs: number() * 1_000 }
    case 'SO_KEEPALIVE':
      keepalive.on = number() !== 0
      break
    case 'TCP_KEEPIDLE':
      keepalive.idleUs = number() * SECOND
      break
    case 'TCP_KEEPINTVL':
      keepalive.intervalUs = number() * SECOND
      break
    case 'TCP_KEEPCNT':
      keepalive.probes = number()
      break
    default:
      fail(name.at, 'unknown-word', { name: name.value.slice(0, 40) })
  }
  const { on, ...times } = keepalive
  return on ? { keepalive: times } : {}
}

/** `{onoff=1, linger=0}`; off is as if it had not been said. */
function lingerOf({ value, at }: Argument): SocketOptions {
  const found = /^\{\s*onoff\s*=\s*(\d+)\s*,\s*linger\s*=\s*(\d{1,6})\s*\}$/.exec(value)
  if (found === null) return fail(at, 'expected', { what: '{onoff=1, linger=0}' })
  return found[1] === '0' ? {} : { lingerUs: Number(found[2]) * SECOND }
}
