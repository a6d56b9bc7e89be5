import fc from 'fast-check'
import type { AppCall, AppStep, Fault, LinkSpec, Scenario } from '../engine/sim/scenario.ts'
import { PROFILE_IDS, type Settings } from '../engine/tcp/profiles.ts'

/**
 * Random connections for the invariants: any network from good to hopeless (loss, copies and reordering up to 60 %),
 * any socket calls at any time, any profile, ISNs about to go round. MSL is longer than any segment can live (S18).
 */

const ms = 1_000

const ppm = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 100_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 600_000 }) },
)

const link: fc.Arbitrary<LinkSpec> = fc.record({
  delayUs: fc.constantFrom(0, 1 * ms, 50 * ms, 300 * ms),
  jitterUs: fc.constantFrom(0, 0, 30 * ms, 500 * ms),
  lossPpm: ppm,
  duplicatePpm: ppm,
  reorderPpm: ppm,
})

/** Choices that only ask for more of the same invariants; counterfactuals are not among them. */
const settings: fc.Arbitrary<Partial<Settings>> = fc.record(
  {
    windowBytes: fc.constantFrom(500, 3_000, 65_535),
    delayedAckUs: fc.constantFrom(0, 40 * ms, 200 * ms),
    nagle: fc.boolean(),
    challengeAck: fc.boolean(),
    crossedSynAck: fc.constantFrom('figure7', 'literal', 'figure7-and-ack'),
    dupSyn: fc.constantFrom('ack', 'synack'),
    rstInTimeWait: fc.constantFrom('closes', 'ignored'),
    timeWaitReuse: fc.constantFrom('off', 'rfc1122', 'rfc6191', 'linux'),
    sack: fc.boolean(),
    timestamps: fc.boolean(),
    finAtZeroWindow: fc.constantFrom('refused', 'accepted'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<Settings>>

const call: fc.Arbitrary<AppCall> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.integer({ min: 1, max: 6_000 }).map((bytes): AppCall => ({ op: 'send', bytes })),
  },
  { weight: 3, arbitrary: fc.constant<AppCall>({ op: 'recv', bytes: 700 }) },
  { weight: 4, arbitrary: fc.constant<AppCall>({ op: 'drain' }) },
  { weight: 2, arbitrary: fc.constant<AppCall>({ op: 'shutdown', how: 'wr' }) },
  { weight: 3, arbitrary: fc.constant<AppCall>({ op: 'close' }) },
  { weight: 1, arbitrary: fc.constant<AppCall>({ op: 'abort' }) },
)

/** Calls on a socket that another step makes: one after the other, or each at its time. */
function program(first: string, socket: string): fc.Arbitrary<AppStep[]> {
  const step = fc.record({
    call,
    atOnce: fc.boolean(),
    atUs: fc.integer({ min: 0, max: 6_000 }).map((n) => n * ms),
  })
  return fc.array(step, { maxLength: 6 }).map((steps) =>
    steps.map(({ call: one, atOnce, atUs }, index): AppStep => {
      const before = index === 0 ? first : `${socket}${index - 1}`
      const when = atOnce ? { after: before } : { atUs }
      return { id: `${socket}${index}`, when, socket, ...one }
    }),
  )
}

const client = fc
  .record({
    blocking: fc.boolean(),
    calls: program('open', 'c'),
    again: fc.boolean(),
    second: program('open2', 'd'),
  })
  .map(({ blocking, calls, again, second }): AppStep[] => {
    const open: AppStep = { id: 'open', when: { atUs: 0 }, socket: 'c', op: 'connect', blocking }
    const reopen: AppStep = {
      id: 'open2',
      when: { atUs: 9_000 * ms },
      socket: 'd',
      op: 'connect',
      sourcePort: 49_152,
    }
    return again ? [open, ...calls, reopen, ...second] : [open, ...calls]
  })

const server = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(program('accept', 's'), program('accept2', 't'))
      .map(([calls, second]): AppStep[] => [
        { id: 'listen', when: { atUs: 0 }, socket: 'l', op: 'listen', backlog: 8 },
        { id: 'accept', when: { after: 'listen' }, socket: 'l', op: 'accept', as: 's' },
        ...calls,
        { id: 'accept2', when: { after: 'accept' }, socket: 'l', op: 'accept', as: 't' },
        ...second,
      ]),
  },
  {
    weight: 2,
    arbitrary: program('open', 's').map((calls): AppStep[] => [
      { id: 'open', when: { atUs: 20 * ms }, socket: 's', op: 'connect', sourcePort: 443, port: 49_152 },
      ...calls,
    ]),
  },
  { weight: 1, arbitrary: fc.constant<AppStep[]>([]) },
)

const fault: fc.Arbitrary<Fault> = fc
  .record({
    nth: fc.integer({ min: 1, max: 40 }),
    kind: fc.constantFrom('drop', 'delay', 'duplicate'),
    byUs: fc.constantFrom(20 * ms, 150 * ms, 1_500 * ms),
  })
  .map(({ nth, kind, byUs }) => {
    const match = { kind: 'ANY', nth } as const
    return kind === 'drop' ? { match, do: kind } : { match, do: kind, byUs }
  }) as fc.Arbitrary<Fault>

const isn = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.integer({ min: 2 ** 32 - 3_000, max: 2 ** 32 - 1 }),
)

export const randomRuns: fc.Arbitrary<Scenario> = fc
  .record({
    profile: fc.oneof(
      { weight: 3, arbitrary: fc.constant('rfc9293' as const) },
      { weight: 2, arbitrary: fc.constantFrom(...PROFILE_IDS) },
    ),
    settings,
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    isns: fc.record({ C: fc.array(isn, { maxLength: 2 }), S: fc.array(isn, { maxLength: 2 }) }),
    network: fc.record({ CtoS: link, StoC: link }),
    apps: fc.record({ C: client, S: server }),
    faults: fc.array(fault, { maxLength: 4 }),
  })
  .map(({ isns, settings: drawn, ...parts }) => ({
    version: 1,
    ...parts,
    settings: { ...drawn, timeWaitUs: 60_000 * ms },
    hosts: {
      C: { address: '192.0.2.10', port: 49_152, isns: isns.C },
      S: { address: '198.51.100.20', port: 443, isns: isns.S },
    },
    injections: [],
    reboots: [],
    maxEvents: 50_000,
  }))
