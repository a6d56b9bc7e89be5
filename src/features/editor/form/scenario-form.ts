import { PROFILE_IDS } from '../../../engine/tcp/profiles.ts'
import { LIMITS, LINK_LIMITS, type Range } from '../../../scenario/limits.ts'
import { EXPRESSION, integerOrText, listOf, NTH, quantity, TEXT } from './codecs.ts'
import type { Cases, Field, Member, MemberName } from './fields.ts'

/** How each member of a scenario is edited: the form of docs/scenario-format.md. */

const need = (name: MemberName, field: Field): Member => ({ name, field })
const may = (name: MemberName, field: Field, fresh?: unknown): Member => ({
  name,
  field,
  optional: fresh === undefined ? {} : { fresh },
})
const number = (range: Range): Field => ({ kind: 'typed', codec: quantity(range) })
const choice = (...options: (string | number)[]): Field => ({ kind: 'choice', options })
const object = (...members: Member[]): Field => ({ kind: 'object', members })

const WORD: Field = { kind: 'typed', codec: TEXT }
const FLAG: Field = { kind: 'flag' }
const TIME = number(LIMITS.timeUs)
const PORT = number(LIMITS.port)
const BYTES = number(LIMITS.dataBytes)
const SIDE = choice('C', 'S')
const SETTINGS: Field = { kind: 'object', members: [], layout: 'settings' }

// --- Path and hosts ------------------------------------------------------------------------------------------------

const LINK = object(
  need('delayUs', number(LINK_LIMITS.delayUs)),
  need('jitterUs', number(LINK_LIMITS.jitterUs)),
  need('lossPpm', number(LINK_LIMITS.lossPpm)),
  need('reorderPpm', number(LINK_LIMITS.reorderPpm)),
  need('duplicatePpm', number(LINK_LIMITS.duplicatePpm)),
)

const HOST = object(
  need('address', WORD),
  need('port', PORT),
  may('profile', choice(...PROFILE_IDS)),
  may('isns', { kind: 'typed', codec: listOf(integerOrText), hint: '1000, 2000' }),
  may('settings', SETTINGS, {}),
)

// --- Socket calls --------------------------------------------------------------------------------------------------

const has = (name: string) => (value: unknown) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)

const wordIn =
  (name: string) =>
  (value: unknown): string =>
    has(name)(value) ? String((value as Record<string, unknown>)[name]) : ''

const caseByPresence =
  (...names: string[]) =>
  (value: unknown): string =>
    names.find((name) => has(name)(value)) ?? names[0] ?? ''

const WHEN: Cases = {
  kind: 'cases',
  name: 'when',
  caseOf: caseByPresence('atUs', 'after', 'on'),
  before: [],
  cases: {
    atUs: { members: [need('atUs', TIME)], fresh: { atUs: 0 } },
    after: { members: [need('after', WORD), may('delayUs', TIME)], fresh: { after: '' } },
    on: {
      members: [
        need('on', choice('established', 'readable', 'eof', 'error', 'closed')),
        need('socket', WORD),
        may('delayUs', TIME),
      ],
      fresh: { on: 'established', socket: '' },
    },
  },
}

const OPTIONS = object(
  may('reuseAddr', FLAG),
  may(
    'keepalive',
    object(need('idleUs', TIME), need('intervalUs', TIME), need('probes', number(LIMITS.keepaliveProbes))),
    { idleUs: 7_200_000_000, intervalUs: 75_000_000, probes: 9 },
  ),
  may('userTimeoutUs', TIME),
  may('lingerUs', TIME),
)

/** One socket call. */
const STEP: Cases = {
  kind: 'cases',
  name: 'op',
  caseOf: wordIn('op'),
  before: [may('id', WORD), need('when', WHEN), need('socket', WORD)],
  cases: {
    listen: {
      members: [may('port', PORT), need('backlog', number(LIMITS.backlog)), may('options', OPTIONS, {})],
      fresh: { backlog: 128 },
    },
    accept: { members: [need('as', WORD)], fresh: { as: '' } },
    connect: {
      members: [
        may('port', PORT),
        may('sourcePort', PORT),
        may('blocking', FLAG),
        may('fastOpenBytes', number(LIMITS.segmentBytes)),
        may('fastOpenCookie', number(LIMITS.fastOpenCookie)),
        may('options', OPTIONS, {}),
      ],
      fresh: {},
    },
    send: { members: [need('bytes', BYTES), may('label', WORD)], fresh: { bytes: 100 } },
    recv: { members: [may('bytes', BYTES)], fresh: {} },
    recvn: { members: [need('bytes', BYTES)], fresh: { bytes: 100 } },
    drain: { members: [], fresh: {} },
    shutdown: { members: [need('how', choice('rd', 'wr', 'rdwr'))], fresh: { how: 'wr' } },
    close: { members: [], fresh: {} },
    abort: { members: [], fresh: {} },
    vanish: { members: [], fresh: {} },
    setopt: { members: [need('options', OPTIONS)], fresh: { options: {} } },
    sysctl: { members: [need('settings', SETTINGS)], fresh: { settings: {} } },
  },
}

const SCRIPT: Field = {
  kind: 'list',
  item: STEP,
  fresh: (steps) => ({ when: { atUs: 0 }, socket: wordIn('socket')(steps.at(-1)) || 'c', op: 'close' }),
  title: (value, index) => [`${index + 1}`, wordIn('op')(value), wordIn('id')(value)].join(' ').trim(),
}

// --- What the network is told to do --------------------------------------------------------------------------------

const MATCH = object(
  may('from', SIDE),
  need('kind', choice('SYN', 'SYNACK', 'ACK', 'DATA', 'FIN', 'RST', 'ANY')),
  need('nth', { kind: 'typed', codec: NTH, hint: '1 | 1, 3 | 3+ | all' }),
  may('afterUs', TIME),
  may('beforeUs', TIME),
  may('sourcePort', PORT),
  may('destinationPort', PORT),
)

const FAULT: Cases = {
  kind: 'cases',
  name: 'do',
  caseOf: wordIn('do'),
  before: [need('match', MATCH)],
  cases: {
    drop: { members: [], fresh: {} },
    delay: { members: [need('byUs', number(LIMITS.delayUs))], fresh: { byUs: 100_000 } },
    duplicate: { members: [need('byUs', number(LIMITS.delayUs))], fresh: { byUs: 20_000 } },
  },
}

const INJECTION = object(
  may('label', WORD),
  need('when', {
    kind: 'cases',
    name: 'when',
    caseOf: caseByPresence('atUs', 'match'),
    before: [],
    cases: {
      atUs: { members: [need('atUs', TIME)], fresh: { atUs: 0 } },
      match: {
        members: [need('match', MATCH), need('afterUs', TIME)],
        fresh: { match: { kind: 'SYN', nth: 1 }, afterUs: 0 },
      },
    },
  }),
  need(
    'segment',
    object(
      need('to', SIDE),
      need('flags', { kind: 'typed', codec: listOf((word) => word.toUpperCase()), hint: 'SYN, ACK' }),
      need('seq', { kind: 'typed', codec: EXPRESSION, hint: 'C.nxt+1' }),
      may('ack', { kind: 'typed', codec: EXPRESSION, hint: 'S.isn+1' }),
      may('bytes', number(LIMITS.segmentBytes)),
      may('windowBytes', number(LIMITS.headerWindow)),
      may('ports', { kind: 'typed', codec: listOf(integerOrText), hint: '49152, 443' }),
      may('spoof', number(LIMITS.spoof)),
      may('mss', number(LIMITS.mss)),
      may('timestamps', FLAG),
    ),
  ),
)

const REBOOT = object(need('side', SIDE), need('atUs', TIME), need('listenersReturn', FLAG))

const numbered =
  (...names: string[]) =>
  (value: unknown, index: number) =>
    [`${index + 1}`, ...names.map((name) => wordIn(name)(value))].join(' ').trim()

/** What the scenario says of itself: the first part of the form. */
export const GENERAL: readonly Member[] = [
  may('title', WORD),
  may('notes', { kind: 'lines' }),
  need('profile', choice(...PROFILE_IDS)),
  need('seed', number(LIMITS.seed)),
  may('stopUs', TIME),
  may('maxEvents', number(LIMITS.maxEvents)),
  may('gives_up', { kind: 'typed', codec: listOf((word) => word), hint: 'S15, L2' }),
]

/** The other parts, in their order: each a member of the scenario. */
export const FORM = [
  { id: 'network', field: object(need('CtoS', LINK), need('StoC', LINK)) },
  { id: 'hosts', field: object(need('C', HOST), need('S', HOST)) },
  { id: 'settings', field: SETTINGS },
  { id: 'apps', field: object(need('C', SCRIPT), need('S', SCRIPT)) },
  {
    id: 'faults',
    field: {
      kind: 'list',
      item: FAULT,
      fresh: () => ({ match: { from: 'C', kind: 'SYN', nth: 1 }, do: 'drop' }),
      title: numbered('do'),
    },
  },
  {
    id: 'injections',
    field: {
      kind: 'list',
      item: INJECTION,
      fresh: () => ({ when: { atUs: 0 }, segment: { to: 'C', flags: ['RST'], seq: 'S.nxt' } }),
      title: numbered('label'),
    },
  },
  {
    id: 'reboots',
    field: {
      kind: 'list',
      item: REBOOT,
      fresh: () => ({ side: 'S', atUs: 0, listenersReturn: true }),
      title: numbered('side'),
    },
  },
] as const satisfies readonly { id: MemberName; field: Field }[]
