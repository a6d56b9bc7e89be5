import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { PROFILE_IDS, type ProfileId } from '../../engine/tcp/profiles.ts'
import { STATES, type Side, type State } from '../../engine/tcp/state.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { stateIntervals } from '../../engine/trace/query.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { stayIn } from './stays.ts'

/** How long a side is in a state in a run under a profile, microseconds. */
function seen(id: string, profile: ProfileId, side: Side, state: State): number {
  const { settings: _none, hosts, ...scenario } = findScenario(id) as Scenario
  const bare = ({ address, port }: Scenario['hosts'][Side]) => ({ address, port })
  const run = new Trace(
    simulate({ ...scenario, profile, settings: {}, hosts: { C: bare(hosts.C), S: bare(hosts.S) } }),
  )
  const stay = stateIntervals(run, side).find((interval) => interval.state === state)
  return stay === undefined ? -1 : stay.toUs - stay.fromUs
}

describe('how long a connection stays in a state', () => {
  it.each(PROFILE_IDS)('%s: SYN-SENT ends when the engine gives up', (profile) => {
    expect(stayIn('SYN-SENT', profile)).toEqual({
      kind: 'gives-up',
      us: seen('open-all-syn-lost', profile, 'C', 'SYN-SENT'),
    })
  })

  it.each(PROFILE_IDS)('%s: SYN-RECEIVED ends when the engine gives up', (profile) => {
    expect(stayIn('SYN-RECEIVED', profile)).toEqual({
      kind: 'gives-up',
      us: seen('syn-flood-backlog', profile, 'S', 'SYN-RECEIVED'),
    })
  })

  it.each(PROFILE_IDS)('%s: TIME-WAIT lasts as long as in the engine', (profile) => {
    expect(stayIn('TIME-WAIT', profile)).toEqual({
      kind: 'exactly',
      us: seen('close-normal', profile, 'C', 'TIME-WAIT'),
    })
  })

  it('has numbers that teachers know', () => {
    expect(PROFILE_IDS.map((profile) => stayIn('SYN-SENT', profile))).toMatchObject(
      [183, 131, 75, 75, 21].map((s) => ({ us: s * 1_000_000 })),
    )
    expect(stayIn('LAST-ACK', 'rfc9293')).toEqual({ kind: 'gives-up', us: 123_000_000 })
    expect(stayIn('LAST-ACK', 'linux')).toEqual({ kind: 'gives-up-not-before', us: 102_200_000 })
  })

  it('knows every state', () => {
    for (const state of STATES) expect(stayIn(state, 'rfc9293').kind).toBeTypeOf('string')
  })
})
