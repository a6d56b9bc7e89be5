import type { ProfileId } from '../engine/tcp/profiles.ts'
import type { Side, State } from '../engine/tcp/state.ts'
import type { MythId } from './catalogue/myths.ts'

/** What can be seen at one moment of a run, and tells whether the moment is the right one. */
type Sight =
  /** A side enters the state, or is in it while nothing else is named. */
  | { readonly side: Side; readonly state: State }
  /** A segment leaves or arrives; flags as the diagram writes them. */
  | { readonly from: Side; readonly flags: string }
  /** A call is made or returns. */
  | { readonly side: Side; readonly call: string; readonly errno?: string }

/** A misconception: how wrong it is, where to read what is so, and where to see it. Its words: i18n/<language>/myths.ts. */
export interface MythCard {
  readonly id: MythId
  readonly verdict: 'wrong' | 'imprecise' | 'profile' | 'naming'
  readonly references: readonly string[]
  /** Catalogue id, with its variant. */
  readonly scenario: string
  /** Instead of the profile that the scenario names. */
  readonly profile?: ProfileId
  /** Milliseconds. */
  readonly atMs: number
  readonly sees: Sight
}

export const MYTH_GROUPS = ['time-wait', 'closing', 'opening', 'sockets'] as const
export type MythGroup = (typeof MYTH_GROUPS)[number]

/** Numbers begin anew in each group. */
export function groupOf(id: MythId): MythGroup {
  const number = Number(id.slice(2))
  return MYTH_GROUPS[number < 20 ? 0 : number < 40 ? 1 : number < 60 ? 2 : 3] as MythGroup
}

type Row = readonly [
  verdict: MythCard['verdict'],
  references: string,
  scenario: string,
  atMs: number,
  sees: Sight,
  profile?: ProfileId,
]

const enters = (side: Side, state: State): Sight => ({ side, state })
const sent = (from: Side, flags: string): Sight => ({ from, flags })
const calls = (side: Side, call: string, errno?: string): Sight => ({
  side,
  call,
  ...(errno !== undefined && { errno }),
})

/** References are documents, separated by semicolons. */
const ROWS: Readonly<Record<MythId, Row>> = {
  'M-01': ['wrong', 'RFC 9293 3.6 (Figure 12), 3.10.7.4', 'close-normal', 1300, enters('C', 'TIME-WAIT')],
  'M-02': ['wrong', 'RFC 9293 3.3.2 (Figure 5)', 'time-wait-reopen', 1300, enters('S', 'TIME-WAIT')],
  'M-03': ['imprecise', 'RFC 9293 3.4.2, 3.6.1', 'why-two-msl', 4150, sent('S', 'FIN ACK')],
  'M-04': ['imprecise', 'RFC 9293 3.6, 3.8.3', 'close-ack2-lost', 2300, sent('C', 'ACK')],
  'M-05': ['wrong', 'RFC 9293 3.6 (Figure 12)', 'close-normal', 1350, enters('S', 'CLOSED')],
  'M-06': ['wrong', 'RFC 9293 3.5.2, 3.8.3', 'no-time-wait-rst-surprise', 2350, enters('S', 'CLOSED')],
  'M-07': [
    'imprecise',
    'RFC 1122 4.2.2.13; RFC 9293 3.6.1; RFC 6191',
    'time-wait-reopen',
    2050,
    enters('S', 'SYN-RECEIVED'),
  ],
  'M-08': ['imprecise', 'RFC 9293 3.4.1, 3.9.1.1', 'restart-eaddrinuse/2', 4050, enters('S', 'SYN-RECEIVED')],
  'M-09': ['profile', 'RFC 9293 3.4.2', 'close-normal', 61_300, enters('C', 'CLOSED'), 'linux'],
  'M-10': ['imprecise', 'RFC 9293 3.4.2; RFC 1122 4.2.2.13', 'why-two-msl', 1300, enters('C', 'TIME-WAIT')],
  'M-11': ['imprecise', 'RFC 9293 3.4.2', 'why-two-msl', 3200, sent('C', 'ACK')],
  'M-12': ['wrong', 'RFC 1337; Linux ip-sysctl', 'no-time-wait-old-data', 6050, sent('C', 'PSH ACK')],
  'M-13': [
    'wrong',
    'Linux ip-sysctl',
    'time-wait-port-exhaustion',
    20_000,
    calls('C', 'connect', 'EADDRNOTAVAIL'),
  ],
  'M-14': ['wrong', 'Linux ip-sysctl', 'fin-wait-2-timeout', 1100, enters('C', 'FIN-WAIT-2')],
  'M-15': [
    'wrong',
    'RFC 1337 3 (F1); RFC 9293 3.10.7.4',
    'time-wait-assassination',
    3600,
    enters('C', 'CLOSED'),
  ],
  'M-16': [
    'wrong',
    'RFC 9293 3.3.2 (note 2), 3.10.7.4',
    'close-three-segments',
    1100,
    enters('C', 'TIME-WAIT'),
  ],
  'M-17': [
    'imprecise',
    'RFC 9293 3.10.7.4 (fifth, eighth)',
    'close-ack1-lost/2',
    1300,
    enters('C', 'TIME-WAIT'),
  ],
  'M-18': ['imprecise', 'RFC 9293 3.4.3; RFC 1337 1', 'no-time-wait-old-data', 6050, sent('C', 'PSH ACK')],
  'M-20': ['wrong', 'RFC 9293 3.3.2', 'close-normal', 1350, enters('S', 'CLOSED')],
  'M-21': ['imprecise', 'RFC 9293 3.6 (case 2)', 'close-half-close-data', 1200, sent('S', 'PSH ACK')],
  'M-22': ['imprecise', 'RFC 9293 3.6.1 (SHLD-3)', 'rst-vs-fin', 1000, sent('C', 'RST')],
  'M-23': ['wrong', 'RFC 9293 3.10.2', 'close-half-close-data', 1250, sent('S', 'PSH ACK')],
  'M-24': ['imprecise', 'RFC 9293 3.3.2', 'close-normal', 1100, enters('C', 'FIN-WAIT-2')],
  'M-25': ['imprecise', 'RFC 9293 3.8.3', 'close-fin1-lost', 2000, sent('C', 'FIN ACK')],
  'M-26': ['naming', 'RFC 9293 3.5.1, 3.6.1', 'close-half-close-data', 1100, enters('C', 'FIN-WAIT-2')],
  'M-27': ['naming', 'RFC 9293 3.8', 'close-normal', 1000, sent('C', 'FIN ACK')],
  'M-28': ['imprecise', 'RFC 9293 3.6', 'close-three-segments', 1050, sent('S', 'FIN ACK')],
  'M-29': ['imprecise', 'RFC 9293 3.6, 3.10.5', 'abort-rst/2', 1000, sent('C', 'RST')],
  'M-30': ['wrong', 'RFC 9293 3.6 (Figure 13)', 'close-simultaneous', 1050, enters('S', 'CLOSING')],
  'M-31': ['wrong', 'RFC 9293 3.6, 3.10.8', 'close-fin2-lost', 2250, sent('S', 'FIN ACK')],
  'M-32': ['naming', 'RFC 9293 3.3.2', 'close-normal', 241_300, enters('C', 'CLOSED')],
  'M-33': ['wrong', 'RFC 9293 3.6, 3.10.5', 'abort-rst/2', 1150, calls('S', 'recv', 'ECONNRESET')],
  'M-34': ['imprecise', 'RFC 9293 3.5.2', 'rst-vs-fin', 1050, calls('S', 'recv', 'ECONNRESET')],
  'M-40': ['wrong', 'RFC 9293 3.3.2', 'open-normal', 0, enters('C', 'SYN-SENT')],
  'M-41': ['wrong', 'RFC 9293 3.3.2', 'open-normal', 50, enters('S', 'SYN-RECEIVED')],
  'M-42': ['imprecise', 'RFC 9293 3.3.2', 'open-normal', 50, sent('S', 'SYN ACK')],
  'M-43': ['wrong', 'RFC 9293 3.5 (Figure 6)', 'open-normal', 100, enters('C', 'ESTABLISHED')],
  'M-44': [
    'imprecise',
    'RFC 9293 3.8.3, 3.10.7.3',
    'open-all-syn-lost',
    183_000,
    calls('C', 'connect', 'ETIMEDOUT'),
  ],
  'M-45': ['imprecise', 'RFC 9293 3.4.1, 3.5', 'old-dup-syn-three-way', 3050, sent('C', 'RST')],
  'M-46': ['wrong', 'RFC 4987', 'syn-flood-backlog', 50, enters('S', 'SYN-RECEIVED')],
  'M-47': ['imprecise', 'RFC 9293 3.5.2, 3.10.7.1', 'old-dup-syn-two-way/2', 3100, enters('S', 'CLOSED')],
  'M-48': ['imprecise', 'RFC 9293 3.4.1', 'handshake-message-count/2', 100, enters('C', 'ESTABLISHED')],
  'M-49': ['imprecise', 'RFC 9293 3.5, 3.10.7.4', 'handshake-message-count/4', 100, sent('C', 'ACK')],
  'M-50': ['imprecise', 'RFC 9293 3.5, 3.10.7.3; RFC 7413', 'tfo-data-in-syn', 50, calls('S', 'recv')],
  'M-51': ['imprecise', 'RFC 9293 3.4.1; RFC 6528', 'isn-and-sequence-numbers', 0, sent('C', 'SYN')],
  'M-52': ['imprecise', 'RFC 9293 3.7.1; RFC 7323', 'options-negotiation/2', 50, sent('S', 'SYN ACK')],
  'M-53': ['imprecise', 'RFC 9293 3.8.6; RFC 7323 2', 'options-negotiation', 100, sent('C', 'ACK')],
  'M-54': [
    'wrong',
    'RFC 1122 4.2.2.10; RFC 9293 3.5 (Figure 7)',
    'open-simultaneous',
    110,
    enters('S', 'ESTABLISHED'),
  ],
  'M-55': ['imprecise', 'RFC 9293 3.10.1, 3.10.7.4', 'open-normal', 150, calls('S', 'accept')],
  'M-56': ['wrong', 'RFC 9293 3.10.8; RFC 6298 5', 'open-ack-lost', 1050, sent('S', 'SYN ACK')],
  'M-57': ['naming', 'RFC 9293 3.5', 'old-dup-syn-three-way', 3000, sent('C', 'SYN')],
  'M-60': ['wrong', 'RFC 1122 4.2.3.6', 'keepalive-dead-peer/2', 7_275_150, sent('S', 'ACK')],
  'M-61': ['profile', 'RFC 9293 3.8.4', 'keepalive-dead-peer/2', 7_875_150, calls('S', 'recv', 'ETIMEDOUT')],
  'M-62': ['imprecise', 'RFC 9293 3.8.4 (MUST-25)', 'keepalive-dead-peer', 150, calls('S', 'setsockopt')],
  'M-63': ['wrong', 'RFC 9293 3.9.1.1', 'restart-eaddrinuse/2', 3000, calls('S', 'listen')],
  'M-64': ['wrong', 'RFC 9293 3.6.1, 3.9.1.1', 'restart-eaddrinuse/2', 3000, enters('S', 'TIME-WAIT')],
  'M-65': [
    'imprecise',
    'RFC 9293 3.9.1.1 (MUST-42)',
    'restart-eaddrinuse',
    3000,
    calls('S', 'listen', 'EADDRINUSE'),
  ],
  'M-66': ['profile', 'RFC 9293 3.1', 'isn-and-sequence-numbers', 200, sent('C', 'PSH ACK')],
  'M-67': ['wrong', 'RFC 9293 3.1', 'open-normal', 0, sent('C', 'SYN')],
  'M-68': ['wrong', 'RFC 9293 3.7.1', 'options-negotiation', 0, sent('C', 'SYN')],
  'M-69': ['wrong', 'RFC 9293 3.4', 'isn-and-sequence-numbers', 200, sent('C', 'PSH ACK')],
  'M-70': [
    'profile',
    'RFC 9293 3.8.3 (MUST-23)',
    'open-all-syn-lost/3',
    131_000,
    calls('C', 'connect', 'ETIMEDOUT'),
  ],
  'M-71': ['profile', 'RFC 6298 2.1, 5.7', 'open-syn-lost', 1000, sent('C', 'SYN')],
  'M-72': ['wrong', 'RFC 9293 3.5.1, 3.8.4', 'half-open-reboot', 1000, enters('C', 'CLOSED')],
  'M-73': [
    'wrong',
    'RFC 9293 3.4.1',
    'time-wait-port-exhaustion',
    20_000,
    calls('C', 'connect', 'EADDRNOTAVAIL'),
  ],
  'M-74': ['wrong', 'RFC 9293 3.5.2', 'rst-vs-fin', 1050, enters('S', 'CLOSED')],
  'M-75': ['profile', 'RFC 5961 3.2', 'challenge-ack', 1000, sent('S', 'ACK')],
  'M-76': ['wrong', 'RFC 9293 3.10.2', 'half-open-reboot', 2000, calls('S', 'send')],
  'M-77': ['naming', 'RFC 9293 3.3.1', 'time-wait-port-exhaustion', 5000, sent('C', 'SYN')],
  'M-78': ['imprecise', 'RFC 9293 3.4.3', 'no-time-wait-old-data', 1400, sent('C', 'PSH ACK')],
  'M-79': ['imprecise', 'RFC 9293 3.5.1', 'half-open-reboot', 2050, sent('C', 'RST')],
}

/** All cards, in the order of their numbers. */
export const MYTH_CARDS: readonly MythCard[] = (Object.entries(ROWS) as [MythId, Row][]).map(
  ([id, [verdict, references, scenario, atMs, sees, profile]]) => ({
    id,
    verdict,
    references: references.split('; '),
    scenario,
    ...(profile !== undefined && { profile }),
    atMs,
    sees,
  }),
)
