import type { Scenario } from '../engine/sim/scenario.ts'
import {
  after,
  at,
  CLIENT_READS,
  CLOSE,
  CONNECTS,
  drop,
  LINUX_TIMES,
  ms,
  readingThenClosing,
  scenario,
  send,
} from './catalogue/builders.ts'
import { closeFin1Lost } from './catalogue/close-fin1-lost.ts'
import { closeNormal } from './catalogue/close-normal.ts'
import { closeThreeSegments } from './catalogue/close-three-segments.ts'
import { handshakeMessageCount } from './catalogue/handshake-message-count.ts'
import { noTimeWaitOldData } from './catalogue/no-time-wait-old-data.ts'
import { noTimeWaitRstSurprise } from './catalogue/no-time-wait-rst-surprise.ts'
import { oldDupSynThreeWay } from './catalogue/old-dup-syn-three-way.ts'
import { oldDupSynTwoWay } from './catalogue/old-dup-syn-two-way.ts'
import { timeWaitAssassination } from './catalogue/time-wait-assassination.ts'
import { whyTwoMsl } from './catalogue/why-two-msl.ts'

/**
 * Ready-made comparisons: one question each, and the runs that answer it, which differ in one thing. The words stand
 * in src/i18n/<language>/compare.ts.
 */
export interface Pair {
  /** Name in addresses; never changes. */
  readonly id: string
  readonly runs: readonly [Scenario, Scenario, ...Scenario[]]
  /** Rows of the table that answer the question (ids of features/compare/difference.ts); they come first. */
  readonly asks: readonly [string, ...string[]]
}

const [threeWay] = oldDupSynThreeWay.variants
const [twoWayRstLost, twoWay] = oldDupSynTwoWay.variants
const [one, two, three, four] = handshakeMessageCount.variants
const [surprised] = noTimeWaitRstSurprise.variants
const [oldData, protectedData] = noTimeWaitOldData.variants
const [twoMsl, oneMsl] = whyTwoMsl.variants
const [murdered, fixed] = timeWaitAssassination.variants

/** Data that gets lost, and then an end of one kind or the other. */
function endsBy(call: typeof CLOSE | { readonly op: 'abort' }): Scenario {
  return scenario({
    apps: {
      C: [CONNECTS, at(1_000, 'sock', send(100, 'D1')), at(1_000, 'sock', call)],
      S: readingThenClosing(0),
    },
    faults: [drop('C', 'DATA')],
  })
}

/** Room for two half-open connections, two SYNs from addresses that never answer, and then a client. */
function flooded(synCookies: 'off' | 'overflow'): Scenario {
  return scenario({
    settings: LINUX_TIMES,
    hosts: { S: { settings: { synCookies } } },
    apps: {
      C: [at(500, 'sock', { op: 'connect' })],
      S: [
        { id: 'listen', ...at(0, 'listener', { op: 'listen', backlog: 2 }) },
        after('listen', 'listener', { op: 'accept', as: 'conn' }),
      ],
    },
    injections: [66, 67].map((spoof, i) => ({
      when: { atUs: ms(100 + 10 * i) },
      segment: { to: 'S', flags: ['SYN'], seq: 7_000 + i, ports: [50_000 + i, 443], spoof },
    })),
    gives_up: ['S22'],
  })
}

/** A server that closes first and is started again a second later. */
function restarts(reuseAddr: boolean): Scenario {
  const listen = { op: 'listen', backlog: 8, options: { reuseAddr } } as const
  return scenario({
    settings: { timeWaitUs: ms(60_000) },
    hosts: { S: { port: 8_080 } },
    apps: {
      C: [
        CONNECTS,
        CLIENT_READS,
        after('read', 'sock', CLOSE),
        at(4_000, 'sock2', { op: 'connect', sourcePort: 49_153 }),
      ],
      S: [
        { id: 'listen', ...at(0, 'listener', listen) },
        after('listen', 'listener', { op: 'accept', as: 'conn' }),
        at(1_000, 'conn', CLOSE),
        at(1_000, 'listener', CLOSE),
        { id: 'again', ...at(3_000, 'listener2', listen) },
        after('again', 'listener2', { op: 'accept', as: 'conn2' }),
      ],
    },
  })
}

const ALL = [
  {
    id: 'two-or-three-way',
    runs: [threeWay, twoWay, twoWayRstLost],
    asks: ['established.S', 'call.S.1', 'path.S'],
  },
  { id: 'message-count', runs: [one, two, three, four], asks: ['confirmed.C', 'confirmed.S', 'segments'] },
  {
    id: 'time-wait-or-rst',
    runs: [{ ...surprised, hosts: { ...surprised.hosts, C: closeNormal.variants[0].hosts.C } }, surprised],
    asks: ['first-segment', 'path.S', 'port.C'],
  },
  { id: 'time-wait-or-old-data', runs: [protectedData, oldData], asks: ['foreign.S', 'call.C.4'] },
  { id: 'one-or-two-msl', runs: [twoMsl, oneMsl], asks: ['strays', 'time-wait.C'] },
  {
    id: 'three-or-four-segments',
    runs: [closeNormal.variants[0], closeThreeSegments.variants[0]],
    asks: ['segments', 'path.C'],
  },
  {
    id: 'fin-or-rst',
    runs: [endsBy(CLOSE), endsBy({ op: 'abort' })],
    asks: ['undelivered.C', 'time-wait.C', 'path.S'],
  },
  { id: 'assassination', runs: [murdered, fixed], asks: ['time-wait.C'] },
  { id: 'backlog-or-cookies', runs: [flooded('off'), flooded('overflow')], asks: ['refused.S', 'call.C.0'] },
  { id: 'reuse-address', runs: [restarts(false), restarts(true)], asks: ['call.S.4', 'call.C.3'] },
  {
    id: 'rfc-or-linux',
    runs: [closeFin1Lost.variants[0], { ...closeFin1Lost.variants[0], profile: 'linux' }],
    asks: ['closed', 'time-wait.C', 'call.S.2'],
  },
] as const satisfies readonly Pair[]

export type PairId = (typeof ALL)[number]['id']

/** All comparisons, in the order in which they are offered. */
export const PAIRS: readonly (Pair & { readonly id: PairId })[] = ALL

export function findPair(id: string): (typeof PAIRS)[number] | null {
  return PAIRS.find((pair) => pair.id === id) ?? null
}
