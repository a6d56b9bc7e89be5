import type { AppStep, Fault, Injection, Scenario } from '../engine/sim/scenario.ts'

/** Small scenarios for tests of views and words: each makes something happen that the others do not. Delays are 50 ms. */

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }
const S = 1_000_000

function scenario(parts: Partial<Scenario>): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: {},
    seed: 1,
    hosts: {
      C: { address: '192.0.2.10', port: 49_152, isns: [1000, 5000] },
      S: { address: '198.51.100.20', port: 443, isns: [2000, 7000] },
    },
    network: { CtoS: LINK, StoC: LINK },
    apps: { C: [], S: [] },
    faults: [],
    injections: [],
    reboots: [],
    ...parts,
  }
}

const connect: AppStep = { op: 'connect', id: 'con', when: { atUs: 0 }, socket: 'c' }
const serve: AppStep[] = [
  { op: 'listen', id: 'lis', when: { atUs: 0 }, socket: 'l', backlog: 128 },
  { op: 'accept', id: 'acc', when: { after: 'lis' }, socket: 'l', as: 's' },
]
const send = (socket: string, label: string, atUs: number, bytes = 100): AppStep => ({
  op: 'send',
  bytes,
  label,
  when: { atUs },
  socket,
})
const closeAt = (socket: string, atUs: number): AppStep => ({ op: 'close', when: { atUs }, socket })
const drain: AppStep = { op: 'drain', id: 'dr', when: { after: 'acc' }, socket: 's' }
const closeAfterEnd = (delayUs: number): AppStep => ({
  op: 'close',
  when: { after: 'dr', delayUs },
  socket: 's',
})

const drop = (from: 'C' | 'S', kind: Fault['match']['kind'], nth: Fault['match']['nth'] = 1): Fault => ({
  match: { from, kind, nth },
  do: 'drop',
})
const inject = (atUs: number, segment: Injection['segment']): Injection => ({ when: { atUs }, segment })

/** C opens at 0, closes at 1 s; S closes so long after it has read the end of file. */
function closing(serverWaitsUs: number, parts: Partial<Scenario> = {}): Scenario {
  const apps = { C: [connect, closeAt('c', S)], S: [...serve, drain, closeAfterEnd(serverWaitsUs)] }
  return scenario({ apps, ...parts })
}

const opening = { C: [connect], S: serve }

export const SHORT_RUNS = {
  open: scenario({ apps: opening }),
  close: closing(200_000),
  lastAckLost: closing(200_000, { faults: [drop('C', 'ACK', 2)], settings: { timeWaitUs: 60 * S } }),
  threeSegments: closing(0),
  noTimeWait: closing(200_000, { settings: { timeWaitUs: 0 }, faults: [drop('C', 'ACK', 2)] }),
  linuxClose: closing(200_000, { profile: 'linux' }),
  linuxData: scenario({
    profile: 'linux',
    apps: {
      C: [connect, send('c', 'D1', 500_000, 300), send('c', 'D2', 510_000, 200)],
      S: [...serve, { ...drain, op: 'drain' }, send('s', 'R1', 800_000, 2000)],
    },
    faults: [drop('C', 'DATA')],
  }),
  firstAckLost: closing(5 * S, { faults: [drop('S', 'ACK')] }),
  synLost: scenario({
    apps: { C: [connect, send('c', 'D1', 1.5 * S)], S: [...serve, { ...drain, op: 'recv' }] },
    faults: [drop('C', 'SYN'), drop('C', 'DATA')],
  }),
  nobodyAnswers: scenario({ apps: opening, faults: [drop('C', 'SYN', 'all')] }),
  refused: scenario({ apps: { C: [connect], S: [] } }),
  bothOpen: scenario({
    apps: {
      C: [{ ...connect, op: 'connect', sourcePort: 49_152 }],
      S: [{ ...connect, op: 'connect', sourcePort: 443, port: 49_152 }],
    },
  }),
  bothClose: scenario({ apps: { C: [connect, closeAt('c', S)], S: [...serve, closeAt('s', S)] } }),
  overtaken: scenario({
    apps: {
      C: [connect, send('c', 'D1', 500_000), send('c', 'D2', 510_000), closeAt('c', 520_000)],
      S: [...serve, drain, closeAfterEnd(100_000)],
    },
    faults: [{ match: { from: 'C', kind: 'DATA', nth: 1 }, do: 'delay', byUs: 60_000 }],
  }),
  abort: scenario({
    apps: { C: [connect, { op: 'abort', when: { atUs: S }, socket: 'c' }], S: [...serve, drain] },
  }),
  unread: scenario({
    apps: { C: [connect, send('c', 'D1', 200_000)], S: [...serve, closeAt('s', S)] },
  }),
  duplicated: closing(200_000, {
    faults: [
      { match: { from: 'C', kind: 'SYN', nth: 1 }, do: 'duplicate', byUs: 20_000 },
      { match: { from: 'C', kind: 'FIN', nth: 1 }, do: 'duplicate', byUs: 20_000 },
    ],
  }),
  reboot: scenario({
    apps: { C: [connect, send('c', 'D1', 2 * S)], S: serve },
    reboots: [{ side: 'S', atUs: S, listenersReturn: true }],
  }),
  keepalive: scenario({
    apps: {
      C: [
        {
          ...connect,
          op: 'connect',
          options: { keepalive: { idleUs: S, intervalUs: S, probes: 3 } },
        },
      ],
      S: serve,
    },
    faults: [drop('C', 'ANY', { from: 4 })],
    stopUs: 20 * S,
  }),
  forged: closing(200_000, {
    injections: [
      inject(500_000, { to: 'S', flags: ['RST'], seq: 'C.nxt+100' }),
      inject(550_000, { to: 'S', flags: ['RST'], seq: 'C.nxt-100' }),
      inject(600_000, { to: 'S', flags: ['SYN'], seq: 'C.nxt+10' }),
    ],
  }),
  oldSyn: scenario({
    apps: { C: [{ ...connect, when: { atUs: 300_000 } }], S: serve },
    injections: [inject(100_000, { to: 'S', flags: ['SYN'], seq: 77 })],
  }),
  assassination: closing(200_000, {
    injections: [inject(3 * S, { to: 'C', flags: ['ACK'], seq: 'S.nxt-10', ack: 'C.nxt', bytes: 5 })],
  }),
  zeroWindow: scenario({
    settings: { windowBytes: 1000 },
    apps: {
      C: [connect, send('c', 'D1', 100_000, 3000)],
      S: [...serve, { op: 'drain', when: { atUs: 5 * S }, socket: 's' }],
    },
  }),
  twoWay: scenario({ settings: { handshake: 2 }, apps: opening }),
  cookies: scenario({ settings: { synCookies: 'always' }, apps: opening }),
} as const satisfies Record<string, Scenario>
