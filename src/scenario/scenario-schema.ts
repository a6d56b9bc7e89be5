import * as v from 'valibot'
import type {
  AppCall,
  AppStep,
  Fault,
  HostSpec,
  Injection,
  LinkSpec,
  Match,
  Reboot,
  Scenario,
  SocketOptions,
  When,
} from '../engine/sim/scenario.ts'
import { PROFILE_IDS } from '../engine/tcp/profiles.ts'
import { isAddress } from './address.ts'
import { LIMITS, LINK_LIMITS, SIZES } from './limits.ts'
import {
  byMember,
  byPresence,
  closed,
  form,
  integer,
  list,
  type Members,
  name,
  optional,
  pair,
  text,
} from './schema-parts.ts'
import { SETTINGS } from './settings-schema.ts'

/**
 * The closed schema of a scenario, member by member as in engine/sim/scenario.ts (a member that is missing here does
 * not compile). What needs more than one member at once is in references.ts.
 */
const SIDE = v.picklist(['C', 'S'])
const PROFILE = v.picklist(PROFILE_IDS)
const TIME = integer(LIMITS.timeUs)
const DELAY = integer(LIMITS.delayUs)
const PORT = integer(LIMITS.port)
const ISN = integer(LIMITS.isn)
const BYTES = integer(LIMITS.dataBytes)
const LABEL = text(SIZES.label)

const HOST = closed({
  address: form('not-an-address', isAddress),
  port: PORT,
  profile: optional(PROFILE),
  settings: optional(SETTINGS),
  isns: optional(list(ISN, SIZES.list)),
} satisfies Members<HostSpec>)

const LINK = closed({
  delayUs: integer(LINK_LIMITS.delayUs),
  jitterUs: integer(LINK_LIMITS.jitterUs),
  lossPpm: integer(LINK_LIMITS.lossPpm),
  duplicatePpm: integer(LINK_LIMITS.duplicatePpm),
  reorderPpm: integer(LINK_LIMITS.reorderPpm),
} satisfies Members<LinkSpec>)

const WHEN: v.GenericSchema<unknown, When> = byPresence(
  new Map<string, v.GenericSchema<unknown, When>>([
    ['atUs', closed({ atUs: TIME })],
    ['after', closed({ after: name, delayUs: optional(TIME) })],
    [
      'on',
      closed({
        on: v.picklist(['established', 'readable', 'eof', 'error', 'closed']),
        socket: name,
        delayUs: optional(TIME),
      }),
    ],
  ]),
)

const OPTIONS = closed({
  reuseAddr: optional(v.boolean()),
  keepalive: optional(closed({ idleUs: TIME, intervalUs: TIME, probes: integer(LIMITS.keepaliveProbes) })),
  userTimeoutUs: optional(TIME),
  lingerUs: optional(TIME),
} satisfies Members<SocketOptions>)

type CallMembers = { [Op in AppCall['op']]: Omit<Members<Extract<AppCall, { op: Op }>>, 'op'> }

/** What each socket call takes beside `id`, `when` and `socket`. */
const CALLS = {
  listen: { port: optional(PORT), backlog: integer(LIMITS.backlog), options: optional(OPTIONS) },
  accept: { as: name },
  connect: {
    port: optional(PORT),
    sourcePort: optional(PORT),
    blocking: optional(v.boolean()),
    options: optional(OPTIONS),
    fastOpenBytes: optional(integer(LIMITS.segmentBytes)),
    fastOpenCookie: optional(integer(LIMITS.fastOpenCookie)),
  },
  send: { bytes: BYTES, label: optional(LABEL) },
  recv: { bytes: optional(BYTES) },
  recvn: { bytes: BYTES },
  drain: {},
  shutdown: { how: v.picklist(['rd', 'wr', 'rdwr']) },
  close: {},
  abort: {},
  vanish: {},
  setopt: { options: OPTIONS },
  sysctl: { settings: SETTINGS },
} satisfies CallMembers

const STEP = byMember(
  'op',
  new Map(
    Object.entries(CALLS).map(([op, members]) => {
      const step = closed({ id: optional(name), when: WHEN, socket: name, op: v.picklist([op]), ...members })
      return [op, step as unknown as v.GenericSchema<unknown, AppStep>]
    }),
  ),
)

const NTH = v.lazy((input): v.GenericSchema<unknown, Match['nth']> => {
  if (typeof input === 'string') return v.picklist(['all'])
  if (Array.isArray(input)) return list(integer(LIMITS.nth), SIZES.list)
  if (typeof input === 'object') return closed({ from: integer(LIMITS.nth) })
  return integer(LIMITS.nth)
})

const MATCH = closed({
  from: optional(SIDE),
  kind: v.picklist(['SYN', 'SYNACK', 'ACK', 'DATA', 'FIN', 'RST', 'ANY']),
  nth: NTH,
  afterUs: optional(TIME),
  beforeUs: optional(TIME),
  sourcePort: optional(PORT),
  destinationPort: optional(PORT),
} satisfies Members<Match>)

const FAULT: v.GenericSchema<unknown, Fault> = byMember(
  'do',
  new Map<string, v.GenericSchema<unknown, Fault>>([
    ['drop', closed({ match: MATCH, do: v.picklist(['drop']) })],
    ['delay', closed({ match: MATCH, do: v.picklist(['delay']), byUs: DELAY })],
    ['duplicate', closed({ match: MATCH, do: v.picklist(['duplicate']), byUs: DELAY })],
  ]),
)

const EXPRESSION = /^[CS]\.(?:isn|nxt)(?:[+-]\d{1,10})?$/

const NUMBER_EXPRESSION = v.lazy(
  (input): v.GenericSchema<unknown, number | string> =>
    typeof input === 'string' ? form('not-a-number-expression', (value) => EXPRESSION.test(value)) : ISN,
)

const INJECTION = closed({
  label: optional(LABEL),
  when: byPresence(
    new Map<string, v.GenericSchema<unknown, Injection['when']>>([
      ['atUs', closed({ atUs: TIME })],
      ['match', closed({ match: MATCH, afterUs: TIME })],
    ]),
  ),
  segment: closed({
    to: SIDE,
    flags: list(v.picklist(['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG']), 6),
    seq: NUMBER_EXPRESSION,
    ack: optional(NUMBER_EXPRESSION),
    bytes: optional(integer(LIMITS.segmentBytes)),
    windowBytes: optional(integer(LIMITS.headerWindow)),
    ports: optional(pair(PORT)),
    spoof: optional(integer(LIMITS.spoof)),
    mss: optional(integer(LIMITS.mss)),
    timestamps: optional(v.boolean()),
  } satisfies Members<Injection['segment']>),
} satisfies Members<Injection>)

const REBOOT = closed({
  side: SIDE,
  atUs: TIME,
  listenersReturn: v.boolean(),
} satisfies Members<Reboot>)

const INVARIANT = /^[SLDM]\d{1,2}$/

export const SCENARIO: v.GenericSchema<unknown, Scenario> = closed({
  version: v.picklist([1]),
  title: optional(text(SIZES.title)),
  notes: optional(text(SIZES.notes, 'lines')),
  profile: PROFILE,
  settings: SETTINGS,
  seed: integer(LIMITS.seed),
  hosts: closed({ C: HOST, S: HOST } satisfies Members<Scenario['hosts']>),
  network: closed({ CtoS: LINK, StoC: LINK } satisfies Members<Scenario['network']>),
  apps: closed({ C: list(STEP), S: list(STEP) } satisfies Members<Scenario['apps']>),
  faults: list(FAULT),
  injections: list(INJECTION),
  reboots: list(REBOOT),
  stopUs: optional(TIME),
  maxEvents: optional(integer(LIMITS.maxEvents)),
  gives_up: optional(
    list(
      form('not-an-invariant', (id) => INVARIANT.test(id)),
      SIZES.list,
    ),
  ),
} satisfies Members<Scenario>)
