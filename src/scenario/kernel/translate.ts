import type {
  AppCall,
  AppStep,
  Fault,
  Injection,
  LinkSpec,
  Match,
  Scenario,
  SocketOptions,
  When,
} from '../../engine/sim/scenario.ts'
import type { Settings } from '../../engine/tcp/profiles.ts'
import type { Side } from '../../engine/tcp/state.ts'
import type {
  KernelFault,
  KernelMatch,
  KernelOptions,
  KernelScenario,
  KernelSide,
  KernelStep,
} from './format.ts'

/** Turns a scenario that was given to a kernel into one of ours, under the linux profile. */

const MS = 1_000
const SECOND = 1_000_000

export function sideOf(side: KernelSide): Side {
  return side === 'A' ? 'C' : 'S'
}

export function translate(kernel: KernelScenario): Scenario {
  const listening = kernel.app.B.find((step) => step.op === 'listen')?.port
  const connecting = kernel.app.A.find((step) => step.op === 'connect')
  const injectors = kernel.faults.filter((fault) => fault.do === 'inject')
  return {
    version: 1,
    title: kernel.title,
    profile: 'linux',
    settings: {},
    seed: 1,
    hosts: {
      C: {
        address: '192.0.2.10',
        port: connecting?.src_port ?? 40_001,
        settings: settingsFor(kernel, 'A'),
      },
      S: {
        address: '198.51.100.20',
        port: listening ?? connecting?.port ?? 8_080,
        settings: settingsFor(kernel, 'B'),
      },
    },
    network: linksOf(kernel.delay),
    apps: { C: stepsOf(kernel, 'A'), S: stepsOf(kernel, 'B') },
    faults: kernel.faults.filter((fault) => fault.do !== 'inject').map(faultOf),
    injections: injectors.map(injectionOf),
    reboots: [],
    stopUs: kernel.duration * MS,
  }
}

function linksOf(delay: KernelScenario['delay']): Scenario['network'] {
  const [there, back] = typeof delay === 'number' ? [delay, delay] : [delay.A_to_B, delay.B_to_A]
  const link = (ms: number): LinkSpec => ({
    delayUs: ms * MS,
    jitterUs: 0,
    lossPpm: 0,
    duplicatePpm: 0,
    reorderPpm: 0,
  })
  return { CtoS: link(there), StoC: link(back) }
}

// --- Settings ---------------------------------------------------------------------------------------------------

/** Kernel switches that we model; a number that a switch holds means what ip-sysctl says of it. */
const SYSCTLS = new Map<string, (value: number) => Partial<Settings>>([
  ['tcp_fin_timeout', (v) => ({ finWait2OrphanUs: v * SECOND })],
  ['tcp_orphan_retries', (v) => ({ orphanRetries: v === 0 ? 8 : v })],
  ['tcp_retries2', (v) => ({ dataRetries: v })],
  ['tcp_syn_retries', (v) => ({ synRetries: v })],
  ['tcp_syn_linear_timeouts', (v) => ({ synLinearTimeouts: v })],
  ['tcp_synack_retries', (v) => ({ synAckRetries: v })],
  ['tcp_timestamps', (v) => ({ timestamps: v !== 0 })],
  ['tcp_sack', (v) => ({ sack: v !== 0 })],
  ['tcp_window_scaling', (v) => (v === 0 ? { windowScale: null } : {})],
  ['tcp_rfc1337', (v) => ({ rstInTimeWait: v === 0 ? 'closes' : 'ignored' })],
  ['tcp_syncookies', (v) => ({ synCookies: v === 0 ? 'off' : v === 1 ? 'overflow' : 'always' })],
  ['tcp_max_syn_backlog', (v) => ({ synBacklog: v })],
  ['tcp_abort_on_overflow', (v) => ({ acceptQueueFull: v === 0 ? 'ignore' : 'reset' })],
  // 2 is for loopback addresses only, which these hosts do not have.
  ['tcp_tw_reuse', (v) => ({ twReuse: v === 1 ? 'on' : 'off' })],
  ['tcp_tw_reuse_delay', (v) => ({ twReuseDelayUs: v * MS })],
  ['tcp_max_tw_buckets', (v) => ({ twBuckets: v })],
  ['tcp_keepalive_time', (v) => ({ keepaliveIdleUs: v * SECOND })],
  ['tcp_keepalive_intvl', (v) => ({ keepaliveIntervalUs: v * SECOND })],
  ['tcp_keepalive_probes', (v) => ({ keepaliveProbes: v })],
  ['tcp_invalid_ratelimit', (v) => ({ challengeAckIntervalUs: v * MS })],
  ['tcp_rto_min_us', (v) => ({ rtoMinUs: v })],
  ['tcp_rto_max_ms', (v) => ({ rtoMaxUs: v * MS })],
  ['tcp_early_retrans', (v) => ({ lossProbes: v !== 0 })],
  ['somaxconn', (v) => ({ somaxconn: v })],
])

function settingsFor(kernel: KernelScenario, side: KernelSide): Partial<Settings> {
  const given = { ...kernel.sysctl?.both, ...kernel.sysctl?.[side] }
  return Object.entries(given).reduce<Partial<Settings>>(
    (all, [key, value]) => ({ ...all, ...sysctl(key, value) }),
    {
      // The kernel's SYN,ACK offers a little less than its SYN; only the SYN's number matters here.
      somaxconn: 4_096,
    },
  )
}

/** The settings that one kernel switch stands for; a switch we do not model changes nothing. */
function sysctl(key: string, value: number | string): Partial<Settings> {
  const name = key.split('.').at(-1) ?? key
  if (name === 'ip_local_port_range') {
    const [low, high] = String(value).trim().split(/\s+/).map(Number)
    return { portRange: [low ?? 32_768, high ?? 60_999] }
  }
  return SYSCTLS.get(name)?.(Number(value)) ?? {}
}

// --- Applications -----------------------------------------------------------------------------------------------

function stepsOf(kernel: KernelScenario, side: KernelSide): AppStep[] {
  return kernel.app[side].map((step, index) => ({
    id: stepId(side, step, index),
    when: whenOf(step),
    socket: step.sock ?? '',
    ...callOf(step),
  }))
}

/** Steps without an id are a1, a2 ... and b1, b2 ... by position. */
export function stepId(side: KernelSide, step: KernelStep, index: number): string {
  return step.id ?? `${side.toLowerCase()}${index + 1}`
}

function whenOf(step: KernelStep): When {
  if (step.after === undefined) return { atUs: (step.at ?? 0) * MS }
  return { after: step.after, delayUs: (step.delay ?? 0) * MS }
}

function callOf(step: KernelStep): AppCall {
  const options = optionsOf(step.opts)
  switch (step.op) {
    case 'listen':
      return { op: 'listen', port: step.port ?? 8_080, backlog: step.backlog ?? 128, options }
    case 'accept':
      return { op: 'accept', as: step.as ?? '' }
    case 'connect':
    case 'connect_nb':
      return {
        op: 'connect',
        ...(step.port !== undefined && { port: step.port }),
        ...(step.src_port !== undefined && { sourcePort: step.src_port }),
        blocking: step.op === 'connect',
        options,
      }
    case 'send':
      return { op: 'send', bytes: step.n ?? 0 }
    case 'recv':
      return step.n === undefined ? { op: 'recv' } : { op: 'recv', bytes: step.n }
    case 'recvn':
      return { op: 'recvn', bytes: step.n ?? 0 }
    case 'shutdown':
      return { op: 'shutdown', how: step.how ?? 'wr' }
    case 'setopt':
      return { op: 'setopt', options }
    case 'sysctl':
      return { op: 'sysctl', settings: sysctl(step.key ?? '', step.value ?? 0) }
    case 'drain':
    case 'close':
    case 'abort':
    case 'vanish':
      return { op: step.op }
    default:
      throw new Error(`unknown op "${step.op}"`)
  }
}

function optionsOf(options: KernelOptions | undefined): SocketOptions {
  if (options === undefined) return {}
  const { reuseaddr, keepalive, user_timeout: userTimeout, linger } = options
  const [lingers, seconds] =
    linger === undefined || 'on' in linger ? [linger?.on ?? 0, linger?.sec ?? 0] : linger
  return {
    ...(reuseaddr !== undefined && { reuseAddr: reuseaddr !== 0 }),
    ...(keepalive !== undefined && {
      keepalive: {
        idleUs: keepalive.idle * SECOND,
        intervalUs: keepalive.intvl * SECOND,
        probes: keepalive.cnt,
      },
    }),
    ...(userTimeout !== undefined && { userTimeoutUs: userTimeout * MS }),
    ...(lingers !== 0 && { lingerUs: seconds * SECOND }),
  }
}

// --- The network ------------------------------------------------------------------------------------------------

function matchOf(match: KernelMatch): Match {
  return {
    ...(match.from !== undefined && { from: sideOf(match.from) }),
    kind: match.kind,
    nth: match.nth ?? 1,
    ...(match.after !== undefined && { afterUs: match.after * MS }),
    ...(match.before !== undefined && { beforeUs: match.before * MS }),
    ...(match.src_port !== undefined && { sourcePort: match.src_port }),
    ...(match.dst_port !== undefined && { destinationPort: match.dst_port }),
  }
}

function faultOf(fault: KernelFault): Fault {
  const match = matchOf(fault.match ?? { kind: 'ANY' })
  const byUs = (fault.ms ?? 0) * MS
  if (fault.do === 'drop') return { match, do: 'drop' }
  return fault.do === 'delay' ? { match, do: 'delay', byUs } : { match, do: 'duplicate', byUs }
}

function injectionOf(fault: KernelFault): Injection {
  const { seg } = fault
  if (seg === undefined) throw new Error('an injection names its segment')
  const when: Injection['when'] =
    fault.match === undefined
      ? { atUs: (fault.at ?? 0) * MS }
      : { match: matchOf(fault.match), afterUs: (fault.after_ms ?? 0) * MS }
  return {
    ...(fault.label !== undefined && { label: fault.label }),
    when,
    segment: {
      to: sideOf(seg.to),
      flags: seg.flags.split('|'),
      seq: numberOf(seg.seq),
      ...(seg.ack !== undefined && { ack: numberOf(seg.ack) }),
      ...(seg.len !== undefined && { bytes: seg.len }),
      ...(seg.win !== undefined && { windowBytes: seg.win }),
      ...(seg.ports !== undefined && { ports: seg.ports }),
      ...(seg.src !== undefined && { spoof: seg.src }),
      ...(seg.mss !== undefined && { mss: seg.mss }),
      ...(seg.ts !== undefined && { timestamps: true }),
    },
  }
}

/** A.isn and B.nxt are our C.isn and S.nxt. */
function numberOf(expression: number | string): number | string {
  if (typeof expression === 'number') return expression
  return expression.replace(/\s/g, '').replace(/^A\./, 'C.').replace(/^B\./, 'S.')
}
