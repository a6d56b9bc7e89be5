import type { AppStep, LinkSpec, Scenario } from '../engine/sim/scenario.ts'
import { PROFILE_IDS, PROFILES, type ProfileId, type Settings } from '../engine/tcp/profiles.ts'
import { SIDES, type Side } from '../engine/tcp/state.ts'
import { sameJson } from './canonical-json.ts'

/**
 * What the knobs read and write. Every setter takes a scenario and gives a new one; values are taken as they come,
 * their ranges stand in limits.ts. A setter that needs the baseline uses it to leave no trace when the reader turns
 * the knob back to where it was.
 */

// --- The path: delay, jitter (microseconds), loss, reorder, duplicate (parts per million) ---------------------------

export type Direction = 'CtoS' | 'StoC'
export const DIRECTIONS: readonly Direction[] = ['CtoS', 'StoC']

/** Sets one direction, or both. */
export function setLink(
  scenario: Scenario,
  direction: Direction | 'both',
  field: keyof LinkSpec,
  value: number,
): Scenario {
  const { CtoS, StoC } = scenario.network
  return {
    ...scenario,
    network: {
      ...scenario.network,
      CtoS: direction === 'StoC' ? CtoS : { ...CtoS, [field]: value },
      StoC: direction === 'CtoS' ? StoC : { ...StoC, [field]: value },
    },
  }
}

// --- TCP's constants ---------------------------------------------------------------------------------------------

/** Value of a setting in force at a host; side null: what the scenario says for both, whatever one host overrides. */
export function settingValue<K extends keyof Settings>(
  scenario: Scenario,
  key: K,
  side: Side | null,
): Settings[K] {
  const host = side === null ? {} : ownSettings(scenario, side)
  if (Object.hasOwn(host, key)) return host[key] as Settings[K]
  if (Object.hasOwn(scenario.settings, key)) return scenario.settings[key] as Settings[K]
  return profileValue(scenario, key, side)
}

/** The value of the profile: the tick on a knob's track. */
export function profileValue<K extends keyof Settings>(
  scenario: Scenario,
  key: K,
  side: Side | null = null,
): Settings[K] {
  return PROFILES[profileOf(scenario, side)][key]
}

function profileOf(scenario: Scenario, side: Side | null): ProfileId {
  return (side === null ? undefined : scenario.hosts[side].profile) ?? scenario.profile
}

/** The changes to the profile that the scenario makes for both hosts (side null) or for one. */
export function ownSettings(scenario: Scenario, side: Side | null): Partial<Settings> {
  return side === null ? scenario.settings : (scenario.hosts[side].settings ?? {})
}

/** Sets a value for both hosts, also where one of them has its own. The profile's value needs no entry. */
export function setSetting<K extends keyof Settings>(
  baseline: Scenario,
  scenario: Scenario,
  key: K,
  value: Settings[K],
): Scenario {
  const { [key]: _old, ...others } = scenario.settings
  const differs = SIDES.some((side) => !sameJson(value, profileValue(scenario, key, side)))
  const needed = differs || Object.hasOwn(baseline.settings, key)
  const settings = needed ? { ...scenario.settings, [key]: value } : (others as Partial<Settings>)
  const hosts = { ...scenario.hosts }
  for (const side of SIDES) {
    const host = hosts[side]
    if (host.settings === undefined || !Object.hasOwn(host.settings, key)) continue
    hosts[side] = { ...host, settings: { ...host.settings, [key]: value } }
  }
  return { ...scenario, settings, hosts }
}

/** Whether the stack of this profile is set by an MSL; the others know the length of TIME-WAIT only. */
export function hasMsl(profile: ProfileId): boolean {
  return profile === 'rfc9293' || profile === 'freebsd' || profile === 'macos'
}

/** TIME-WAIT lasts two maximum segment lifetimes (RFC 9293 3.4.2). */
export const MSLS_IN_TIME_WAIT = 2

export function setProfile(scenario: Scenario, profile: ProfileId): Scenario {
  return { ...scenario, profile }
}

/** A profile by the name that people write; null: there is none of that name. */
export function profileNamed(name: string): ProfileId | null {
  return PROFILE_IDS.find((id) => id === (name === 'bsd' ? 'freebsd' : name)) ?? null
}

export function setSeed(scenario: Scenario, seed: number): Scenario {
  return { ...scenario, seed }
}

// --- When each side closes ----------------------------------------------------------------------------------------

/** The call by which a side begins to close, and its time: from the start, or after what it waits for. */
export interface CloseCall {
  /** Index in the script of the side. */
  readonly step: number
  /** `start`: the time is absolute; else it counts from the end of another step or from a socket event. */
  readonly since: 'start' | 'step' | 'event'
  readonly us: number
}

/** Null: the side never closes. */
export function closeCall(scenario: Scenario, side: Side): CloseCall | null {
  const step = scenario.apps[side].findIndex(closes)
  const when = scenario.apps[side][step]?.when
  if (when === undefined) return null
  if ('atUs' in when) return { step, since: 'start', us: when.atUs }
  return { step, since: 'after' in when ? 'step' : 'event', us: when.delayUs ?? 0 }
}

/** Moves the closing call of a side; it goes on waiting for what it waits for. */
export function setCloseTime(baseline: Scenario, scenario: Scenario, side: Side, us: number): Scenario {
  const call = closeCall(scenario, side)
  if (call === null) return scenario
  const steps = scenario.apps[side].map((step, index) => {
    if (index !== call.step) return step
    if ('atUs' in step.when) return { ...step, when: { atUs: us } }
    const { delayUs: _old, ...event } = step.when
    const before = baseline.apps[side][index]?.when
    const needed = us !== 0 || (before !== undefined && 'delayUs' in before)
    return { ...step, when: needed ? { ...step.when, delayUs: us } : event }
  })
  return { ...scenario, apps: { ...scenario.apps, [side]: steps } }
}

function closes(step: AppStep): boolean {
  if (step.op === 'shutdown') return step.how !== 'rd'
  return step.op === 'close' || step.op === 'abort'
}
