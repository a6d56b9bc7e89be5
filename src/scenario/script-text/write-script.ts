import type {
  AppStep,
  Fault,
  Injection,
  Match,
  Scenario,
  SocketOptions,
  When,
} from '../../engine/sim/scenario.ts'
import { type Side, SIDES } from '../../engine/tcp/state.ts'
import { BASE } from './base.ts'
import { SCRIPT_LIMITS } from './lines.ts'
import { flagLetters } from './rules.ts'

/** Writes a scenario as a script that reads back as the same scenario (docs/script-format.md). */
export function writeScript(scenario: Scenario): string {
  const { apps, faults, injections, reboots } = scenario
  const lines = [
    ...optionLines(scenario),
    '',
    ...SIDES.flatMap((side) => apps[side].map((step) => stepLine(side, step))),
    ...faults.map(faultLine),
    ...injections.map(injectionLine),
    ...reboots.map(
      ({ side, atUs, listenersReturn }) =>
        `${time(atUs)} ${side} reboot(${listenersReturn ? 'listeners' : ''})`,
    ),
  ]
  return lines
    .flatMap(folded)
    .map((line) => `${line}\n`)
    .join('')
}

/** A line that is longer than a script may have, as several. */
function folded(line: string): string[] {
  const most = SCRIPT_LIMITS.characters - 1
  const parts: string[] = []
  let rest = line
  while (rest.length > SCRIPT_LIMITS.characters) {
    parts.push(`${rest.slice(0, most)}\\`)
    rest = rest.slice(most)
  }
  return [...parts, rest]
}

// --- Options --------------------------------------------------------------------------------------------------

/** Everything that lines do not make, where it differs from what holds by default. */
function optionLines(scenario: Scenario): string[] {
  const { version: _v, apps: _a, faults: _f, injections: _i, reboots: _r, ...members } = scenario
  return differences(members, BASE as unknown as Members, [])
}

type Members = Readonly<Record<string, unknown>>

function differences(members: Members, base: Members, path: readonly string[]): string[] {
  return Object.entries(members).flatMap(([name, value]) => {
    const here = [...path, name]
    const known = base[name]
    if (isTree(value) && Object.keys(value).length > 0)
      return differences(value, isTree(known) ? known : {}, here)
    return JSON.stringify(value) === JSON.stringify(known)
      ? []
      : [`--${here.join('.')}=${JSON.stringify(value)}`]
  })
}

function isTree(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// --- Steps ----------------------------------------------------------------------------------------------------

function stepLine(side: Side, { id, when, socket, ...call }: AppStep): string {
  const label = id === undefined ? '' : `${name(id)}: `
  return `${whenText(when)} ${side} ${label}${callText(socket, call)}`
}

function whenText(when: When): string {
  if ('atUs' in when) return time(when.atUs)
  const delay = when.delayUs === undefined ? '' : ` +${time(when.delayUs)}`
  return 'after' in when ? `after ${name(when.after)}${delay}` : `on ${when.on} ${name(when.socket)}${delay}`
}

const HOW = { rd: 'SHUT_RD', wr: 'SHUT_WR', rdwr: 'SHUT_RDWR' } as const

type Call = Omit<AppStep, 'id' | 'when' | 'socket'> & { readonly op: AppStep['op'] }

function callText(socket: string, given: Call): string {
  const call = given as AppStep
  const on = (...args: readonly string[]): string => `(${[name(socket), ...args].join(', ')})`
  switch (call.op) {
    case 'listen':
      return `listen${on(String(call.backlog), ...member('port', call.port), ...optionArguments(call.options))}`
    case 'accept':
      return `accept${on()} = ${name(call.as)}`
    case 'connect':
      return `connect${on(
        ...member('port', call.port),
        ...member('sourcePort', call.sourcePort),
        ...member('blocking', call.blocking === undefined ? undefined : Number(call.blocking)),
        ...member('fastOpenBytes', call.fastOpenBytes),
        ...member('fastOpenCookie', call.fastOpenCookie),
        ...optionArguments(call.options),
      )}`
    case 'send':
      return `send${on(String(call.bytes), ...(call.label === undefined ? [] : [JSON.stringify(call.label)]))}`
    case 'recv':
      return `recv${on(...(call.bytes === undefined ? [] : [String(call.bytes)]))}`
    case 'recvn':
      return `recvn${on(String(call.bytes))}`
    case 'shutdown':
      return `shutdown${on(HOW[call.how])}`
    case 'setopt':
      return `setopt${on(...optionArguments(call.options))}`
    case 'sysctl':
      return `sysctl${on(...Object.entries(call.settings).map(([key, value]) => `${key}=${JSON.stringify(value)}`))}`
    case 'drain':
    case 'close':
    case 'abort':
    case 'vanish':
      return `${call.op}${on()}`
  }
}

function member(key: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [`${key}=${value}`]
}

/** Options in the parentheses of a call; `options=1` says that there is an empty set of them. */
function optionArguments(options: SocketOptions | undefined): string[] {
  if (options === undefined) return []
  const { reuseAddr, keepalive, userTimeoutUs, lingerUs } = options
  const given = [
    ...member('reuseAddr', reuseAddr === undefined ? undefined : Number(reuseAddr)),
    ...(keepalive === undefined
      ? []
      : [`keepalive=${time(keepalive.idleUs)}:${time(keepalive.intervalUs)}:${keepalive.probes}`]),
    ...(userTimeoutUs === undefined ? [] : [`userTimeout=${time(userTimeoutUs)}`]),
    ...(lingerUs === undefined ? [] : [`linger=${time(lingerUs)}`]),
  ]
  return given.length === 0 ? ['options=0'] : given
}

// --- The network ----------------------------------------------------------------------------------------------

function faultLine(fault: Fault): string {
  const match = matchText(fault.match)
  if (fault.do === 'drop') return `lose ${match}`
  return `${fault.do === 'delay' ? 'delay' : 'copy'} ${match} by ${time(fault.byUs)}`
}

function matchText({ from, kind, nth, afterUs, beforeUs, sourcePort, destinationPort }: Match): string {
  const arrow = from === undefined ? '<>' : from === 'C' ? '>' : '<'
  return [
    arrow,
    kind,
    nthText(nth),
    ...(afterUs === undefined ? [] : ['after', time(afterUs)]),
    ...(beforeUs === undefined ? [] : ['before', time(beforeUs)]),
    ...(sourcePort === undefined ? [] : ['from-port', String(sourcePort)]),
    ...(destinationPort === undefined ? [] : ['to-port', String(destinationPort)]),
  ].join(' ')
}

function nthText(nth: Match['nth']): string {
  if (typeof nth === 'object') return 'from' in nth ? `${nth.from}..` : `[${nth.join(', ')}]`
  return String(nth)
}

function injectionLine({ label, when, segment }: Injection): string {
  const { to, flags, seq, ack, bytes, windowBytes, ports, spoof, mss, timestamps } = segment
  const moment = 'atUs' in when ? time(when.atUs) : `upon ${matchText(when.match)} +${time(when.afterUs)}`
  const members = [
    ...(label === undefined ? [] : [JSON.stringify(label)]),
    ...member('seq', seq),
    ...member('ack', ack),
    ...member('bytes', bytes),
    ...member('window', windowBytes),
    ...(ports === undefined ? [] : [`ports=${ports[0]}:${ports[1]}`]),
    ...member('spoof', spoof),
    ...member('mss', mss),
    ...member('timestamps', timestamps === undefined ? undefined : Number(timestamps)),
  ]
  return `${moment} inject ${to === 'S' ? '>' : '<'} ${flagLetters(flags)}(${members.join(', ')})`
}

// --- Words ----------------------------------------------------------------------------------------------------

/** Seconds where they are round, else milliseconds or microseconds. */
function time(us: number): string {
  if (us % 1_000_000 === 0) return String(us / 1_000_000)
  return us % 1_000 === 0 ? `${us / 1_000}ms` : `${us}us`
}

/** Bare where it can be; descriptors of other scripts are sockets called fd3, so that name stays bare too. */
function name(text: string): string {
  return /^[A-Za-z_][\w-]*$/.test(text) ? text : JSON.stringify(text)
}
