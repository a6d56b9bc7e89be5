import fc from 'fast-check'
import type { AppStep, Fault, Injection, LinkSpec, Match, Scenario, When } from '../engine/sim/scenario.ts'
import { PROFILE_IDS, PROFILES, type Settings } from '../engine/tcp/profiles.ts'
import type { Side } from '../engine/tcp/state.ts'
import { LIMITS, LINK_LIMITS, type Range, SETTING_LIMITS } from '../scenario/limits.ts'

/** Random scenarios that the schema accepts: every kind of member, values up to the limits. */

const within = ({ min, max }: Range) => fc.integer({ min, max })
const time = within(LIMITS.timeUs)
const port = within(LIMITS.port)
const side = fc.constantFrom<Side>('C', 'S')
const label = fc.string({ unit: 'grapheme-ascii', maxLength: 60 })

/** What a picklist or flag may be: what the profiles use, and so certainly something that is allowed. */
const settings: fc.Arbitrary<Partial<Settings>> = fc
  .record(
    Object.fromEntries(
      (Object.keys(PROFILES.linux) as (keyof Settings)[]).map((key) => {
        const known = fc.constantFrom(...PROFILE_IDS.map((id) => PROFILES[id][key]))
        const range = (SETTING_LIMITS as Partial<Record<keyof Settings, Range>>)[key]
        return [key, range === undefined ? known : fc.oneof(known, within(range))]
      }),
    ),
    { requiredKeys: [] },
  )
  .map((drawn) => {
    const { rtoMinUs: _min, rtoMaxUs: _max, ...others } = drawn as Partial<Settings>
    return others
  })

const link: fc.Arbitrary<LinkSpec> = fc.record({
  delayUs: within(LINK_LIMITS.delayUs),
  jitterUs: within(LINK_LIMITS.jitterUs),
  lossPpm: within(LINK_LIMITS.lossPpm),
  duplicatePpm: within(LINK_LIMITS.duplicatePpm),
  reorderPpm: within(LINK_LIMITS.reorderPpm),
})

const when = (socket: string): fc.Arbitrary<When> =>
  fc.oneof(
    fc.record({ atUs: time }),
    fc.record(
      {
        on: fc.constantFrom('established', 'readable', 'eof', 'error', 'closed'),
        socket: fc.constant(socket),
        delayUs: time,
      },
      { requiredKeys: ['on', 'socket'] },
    ),
  ) as fc.Arbitrary<When>

const call = (socket: string): fc.Arbitrary<AppStep> =>
  fc
    .oneof(
      fc.record({ op: fc.constant('send'), bytes: fc.integer({ min: 0, max: 1_000_000 }), label }),
      fc.record({ op: fc.constant('recv') }),
      fc.record({ op: fc.constant('recvn'), bytes: within(LIMITS.dataBytes) }),
      fc.record({ op: fc.constantFrom('drain', 'close', 'abort', 'vanish') }),
      fc.record({ op: fc.constant('shutdown'), how: fc.constantFrom('rd', 'wr', 'rdwr') }),
      fc.record({ op: fc.constant('sysctl'), settings }),
    )
    .chain((step) => when(socket).map((at) => ({ when: at, socket, ...step }))) as fc.Arbitrary<AppStep>

const client: fc.Arbitrary<AppStep[]> = fc
  .array(call('c'), { maxLength: 5 })
  .map((calls) => [{ id: 'first', when: { atUs: 0 }, socket: 'c', op: 'connect' }, ...calls])

const server: fc.Arbitrary<AppStep[]> = fc
  .array(call('s'), { maxLength: 5 })
  .map((calls) => [
    { when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 5, options: { reuseAddr: true } },
    { when: { after: 's1', delayUs: 10 }, socket: 'l', op: 'accept', as: 's' },
    ...calls,
  ])

const match: fc.Arbitrary<Match> = fc.record(
  {
    from: side,
    kind: fc.constantFrom('SYN', 'SYNACK', 'ACK', 'DATA', 'FIN', 'RST', 'ANY'),
    nth: fc.oneof(
      within(LIMITS.nth),
      fc.array(within(LIMITS.nth), { maxLength: 4 }),
      fc.record({ from: within(LIMITS.nth) }),
      fc.constant('all' as const),
    ),
    afterUs: time,
    destinationPort: port,
  },
  { requiredKeys: ['kind', 'nth'] },
) as fc.Arbitrary<Match>

const fault = fc.oneof(
  fc.record({ match, do: fc.constant('drop') }),
  fc.record({ match, do: fc.constantFrom('delay', 'duplicate'), byUs: within(LIMITS.delayUs) }),
) as fc.Arbitrary<Fault>

const injection = fc.record({
  label,
  when: fc.oneof(fc.record({ atUs: time }), fc.record({ match, afterUs: time })),
  segment: fc.record(
    {
      to: side,
      flags: fc.subarray(['SYN', 'ACK', 'FIN', 'RST', 'PSH']),
      seq: fc.oneof(within(LIMITS.isn), fc.constantFrom('C.isn', 'S.nxt+1', 'C.nxt-200')),
      ports: fc.tuple(port, port),
      spoof: within(LIMITS.spoof),
    },
    { requiredKeys: ['to', 'flags', 'seq'] },
  ),
}) as fc.Arbitrary<Injection>

export const scenarios: fc.Arbitrary<Scenario> = fc.record(
  {
    version: fc.constant(1 as const),
    title: fc.string({ unit: 'grapheme-composite', maxLength: 40 }),
    profile: fc.constantFrom(...PROFILE_IDS),
    settings,
    seed: within(LIMITS.seed),
    hosts: fc.record({
      C: fc.record(
        { address: fc.ipV4(), port, settings, isns: fc.array(within(LIMITS.isn), { maxLength: 3 }) },
        { requiredKeys: ['address', 'port'] },
      ),
      S: fc.record({ address: fc.ipV4(), port }),
    }),
    network: fc.record({ CtoS: link, StoC: link }),
    apps: fc.record({ C: client, S: server }),
    faults: fc.array(fault, { maxLength: 6 }),
    injections: fc.array(injection, { maxLength: 3 }),
    reboots: fc.array(fc.record({ side, atUs: time, listenersReturn: fc.boolean() }), { maxLength: 2 }),
    stopUs: time,
    gives_up: fc.subarray(['S1', 'S15', 'L1']),
  },
  {
    requiredKeys: [
      'version',
      'profile',
      'settings',
      'seed',
      'hosts',
      'network',
      'apps',
      'faults',
      'injections',
      'reboots',
    ],
  },
) as fc.Arbitrary<Scenario>
