import type { AppCall, AppStep, LinkSpec, Scenario } from './scenario.ts'

/**
 * The 24 connections whose every fault schedule is explored: each way to open, to close and to carry text, each early
 * state closed in, and the same ports used again. All with MSL 30 s, far above the longest delay of a schedule (S18).
 */

const ms = 1_000
const LINK: LinkSpec = { delayUs: 50 * ms, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }
const PORTS = { C: 49_152, S: 443 } as const

interface Base {
  readonly C?: readonly AppStep[]
  readonly S?: readonly AppStep[]
  readonly settings?: Scenario['settings']
  readonly network?: Scenario['network']
  readonly gives_up?: readonly string[]
}

function base({ C = [], S = [], settings = {}, network, gives_up }: Base): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: { timeWaitUs: 60_000 * ms, ...settings },
    seed: 1,
    hosts: { C: { address: '192.0.2.10', port: PORTS.C }, S: { address: '198.51.100.20', port: PORTS.S } },
    network: network ?? { CtoS: LINK, StoC: LINK },
    apps: { C, S },
    faults: [],
    injections: [],
    reboots: [],
    ...(gives_up !== undefined && { gives_up }),
  }
}

const at = (atMs: number, socket: string, call: AppCall, id?: string): AppStep => ({
  ...(id !== undefined && { id }),
  when: { atUs: atMs * ms },
  socket,
  ...call,
})

const after = (step: string, socket: string, call: AppCall, id?: string): AppStep => ({
  ...(id !== undefined && { id }),
  when: { after: step },
  socket,
  ...call,
})

const send = (bytes: number): AppCall => ({ op: 'send', bytes })
const CLOSE: AppCall = { op: 'close' }
const ABORT: AppCall = { op: 'abort' }
const DRAIN: AppCall = { op: 'drain' }
const SHUT_WR: AppCall = { op: 'shutdown', how: 'wr' }
const TRY: AppCall = { op: 'connect', blocking: false }

/** connect(), under the name `open`. */
const CONNECT = at(0, 'c', { op: 'connect' }, 'open')
const LISTEN = at(0, 'l', { op: 'listen', backlog: 8 })
/** listen() and accept(), under the name `accept`. */
const ACCEPT: readonly AppStep[] = [LISTEN, at(0, 'l', { op: 'accept', as: 's' }, 'accept')]
/** Reads to the end and closes. */
const readsAndCloses = (from: string, socket: string): readonly AppStep[] => [
  after(from, socket, DRAIN, `${socket}-read`),
  after(`${socket}-read`, socket, CLOSE),
]
/** Sends all at once, shuts down and reads to the end. */
const writesAndCloses = (from: string, socket: string, bytes: number): readonly AppStep[] => [
  ...(bytes > 0 ? [after(from, socket, send(bytes))] : []),
  after(from, socket, SHUT_WR, `${socket}-shut`),
  ...readsAndCloses(`${socket}-shut`, socket),
]
const SERVES = [...ACCEPT, ...readsAndCloses('accept', 's')]
/** The other end of a simultaneous open. */
const CONNECTS_TOO = at(10, 's', { op: 'connect', sourcePort: PORTS.S, port: PORTS.C }, 'accept')
/** Everything from C to S is lost. */
const SILENT = { CtoS: { ...LINK, lossPpm: 1_000_000 }, StoC: LINK }
const SMALL_WINDOW = { windowBytes: 1_000 }

export const BASES: Readonly<Record<string, Scenario>> = {
  'open-active': base({ C: [CONNECT], S: ACCEPT }),
  'open-simultaneous': base({
    C: [CONNECT, ...writesAndCloses('open', 'c', 0)],
    S: [CONNECTS_TOO, ...readsAndCloses('accept', 's')],
  }),
  'open-refused': base({ C: [CONNECT] }),
  'open-no-answer': base({ C: [CONNECT], S: ACCEPT, network: SILENT }),
  'close-client-first': base({ C: [CONNECT, ...writesAndCloses('open', 'c', 0)], S: SERVES }),
  'close-server-first': base({
    C: [CONNECT, ...readsAndCloses('open', 'c')],
    S: [...ACCEPT, ...writesAndCloses('accept', 's', 0)],
  }),
  'close-simultaneous': base({
    C: [CONNECT, at(1_000, 'c', CLOSE)],
    S: [...ACCEPT, at(1_000, 's', CLOSE)],
  }),
  'close-half': base({
    C: [CONNECT, after('open', 'c', SHUT_WR, 'shut'), ...readsAndCloses('shut', 'c')],
    S: [
      ...ACCEPT,
      after('accept', 's', DRAIN, 'read'),
      after('read', 's', send(3_000), 'write'),
      after('write', 's', CLOSE),
    ],
  }),
  'close-abort-client': base({ C: [CONNECT, at(500, 'c', ABORT)], S: SERVES }),
  'close-abort-server': base({
    C: [CONNECT, ...readsAndCloses('open', 'c')],
    S: [...ACCEPT, after('accept', 's', ABORT)],
  }),
  'close-unread': base({
    C: [CONNECT, after('open', 'c', send(500)), ...readsAndCloses('open', 'c')],
    S: [...ACCEPT, at(1_000, 's', CLOSE)],
  }),
  'close-both-writing': base({
    C: [CONNECT, ...writesAndCloses('open', 'c', 2_000)],
    S: [...ACCEPT, ...writesAndCloses('accept', 's', 2_000)],
  }),
  'close-in-syn-sent': base({ C: [at(0, 'c', TRY), at(20, 'c', CLOSE)], S: SERVES }),
  'close-in-syn-received': base({
    C: [at(0, 'c', TRY), at(70, 'c', CLOSE)],
    S: [CONNECTS_TOO, ...readsAndCloses('accept', 's')],
  }),
  'abort-in-syn-received': base({
    C: [at(0, 'c', TRY), at(70, 'c', ABORT)],
    S: [CONNECTS_TOO, ...readsAndCloses('accept', 's')],
  }),
  'close-at-once': base({ C: [CONNECT, after('open', 'c', CLOSE)], S: SERVES }),
  'listener-closes': base({
    C: [CONNECT, ...readsAndCloses('open', 'c')],
    S: [LISTEN, at(120, 'l', CLOSE)],
  }),
  'text-one-way': base({ C: [CONNECT, ...writesAndCloses('open', 'c', 4_000)], S: SERVES }),
  'text-both-ways': base({
    C: [
      CONNECT,
      after('open', 'c', send(500)),
      after('open', 'c', { op: 'recvn', bytes: 2_000 }, 'got'),
      ...writesAndCloses('got', 'c', 0),
    ],
    S: [
      ...ACCEPT,
      after('accept', 's', { op: 'recvn', bytes: 500 }, 'asked'),
      after('asked', 's', send(2_000), 'answered'),
      ...readsAndCloses('answered', 's'),
    ],
  }),
  'text-from-server': base({
    C: [CONNECT, ...readsAndCloses('open', 'c')],
    S: [...ACCEPT, ...writesAndCloses('accept', 's', 3_000)],
  }),
  'text-at-zero-window': base({
    C: [CONNECT, ...writesAndCloses('open', 'c', 2_500)],
    S: [...ACCEPT, at(4_000, 's', DRAIN, 'read'), after('read', 's', CLOSE)],
    settings: SMALL_WINDOW,
    // A lost window update is made good by the next probe, and the time between probes has grown by then.
    gives_up: ['L1'],
  }),
  'text-on-silly-window': base({
    C: [CONNECT, ...writesAndCloses('open', 'c', 1_500)],
    S: [
      ...ACCEPT,
      at(2_000, 's', { op: 'recv', bytes: 100 }),
      at(3_000, 's', DRAIN, 'read'),
      after('read', 's', CLOSE),
    ],
    settings: SMALL_WINDOW,
    gives_up: ['L1'],
  }),
  'ports-reopened': base({
    C: [
      CONNECT,
      ...readsAndCloses('open', 'c'),
      at(10_000, 'c2', { op: 'connect', sourcePort: PORTS.C }, 'again'),
      ...writesAndCloses('again', 'c2', 300),
    ],
    S: [
      ...ACCEPT,
      ...writesAndCloses('accept', 's', 200),
      after('accept', 'l', { op: 'accept', as: 's2' }, 'accept-again'),
      ...readsAndCloses('accept-again', 's2'),
    ],
  }),
  'ports-after-2msl': base({
    C: [
      CONNECT,
      ...writesAndCloses('open', 'c', 200),
      at(90_000, 'c2', { op: 'connect', sourcePort: PORTS.C }, 'again'),
      ...writesAndCloses('again', 'c2', 300),
    ],
    S: [
      ...SERVES,
      after('accept', 'l', { op: 'accept', as: 's2' }, 'accept-again'),
      ...readsAndCloses('accept-again', 's2'),
    ],
  }),
}
