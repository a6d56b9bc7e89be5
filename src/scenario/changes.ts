import type { AppStep, LinkSpec, Scenario, When } from '../engine/sim/scenario.ts'
import type { ProfileId, Settings } from '../engine/tcp/profiles.ts'
import { SIDES, type Side } from '../engine/tcp/state.ts'
import { sameJson } from './canonical-json.ts'
import { type FaultChange, faultChanges, withoutFaultChange } from './fault-changes.ts'
import { DIRECTIONS, type Direction, ownSettings, settingValue } from './knobs.ts'

/**
 * What a reader changed: the differences between a scenario and the baseline that Reset returns to. One change is
 * one chip in the diagram head. `id` is stable while the same thing stays changed; the rest is data for its words.
 */
export type Change = { readonly id: string } & (
  | { readonly kind: 'profile'; readonly from: ProfileId; readonly to: ProfileId }
  | { readonly kind: 'seed'; readonly from: number; readonly to: number }
  | {
      readonly kind: 'link'
      /** `both`: the same change in both directions. */
      readonly direction: Direction | 'both'
      readonly field: keyof LinkSpec
      readonly from: number
      readonly to: number
    }
  /** `side` null: both hosts. The values are those in force. */
  | {
      readonly kind: 'setting'
      readonly side: Side | null
      readonly key: keyof Settings
      readonly from: SettingValue
      readonly to: SettingValue
    }
  | ({ readonly kind: 'fault' } & FaultChange)
  /** A socket call is made at another time. `step` is its index in the script of the side. */
  | {
      readonly kind: 'call-time'
      readonly side: Side
      readonly step: number
      readonly op: AppStep['op']
      readonly from: When
      readonly to: When
    }
  /** The script of a side differs in more than the time of a call. */
  | { readonly kind: 'script'; readonly side: Side }
  /** Something else of the scenario, as a whole. */
  | { readonly kind: 'member'; readonly member: OtherMember }
)

type SettingValue = Settings[keyof Settings]

const OTHER_MEMBERS = [
  'title',
  'notes',
  'hosts',
  'injections',
  'reboots',
  'stopUs',
  'maxEvents',
  'gives_up',
] as const
type OtherMember = (typeof OTHER_MEMBERS)[number]

const LINK_FIELDS: readonly (keyof LinkSpec)[] = [
  'delayUs',
  'jitterUs',
  'lossPpm',
  'reorderPpm',
  'duplicatePpm',
]

/** All differences, in the order in which they are shown; empty exactly when both scenarios are the same. */
export function listChanges(baseline: Scenario, scenario: Scenario): Change[] {
  const changes: Change[] = []
  if (baseline.profile !== scenario.profile) {
    changes.push({ id: 'profile', kind: 'profile', from: baseline.profile, to: scenario.profile })
  }
  for (const field of LINK_FIELDS) changes.push(...linkChanges(baseline, scenario, field))
  changes.push(...settingChanges(baseline, scenario, null))
  for (const side of SIDES) changes.push(...settingChanges(baseline, scenario, side))
  for (const side of SIDES) changes.push(...scriptChanges(baseline, scenario, side))
  for (const change of faultChanges(baseline.faults, scenario.faults)) {
    changes.push({ id: change.id, kind: 'fault', before: change.before, after: change.after })
  }
  for (const member of OTHER_MEMBERS) {
    const [from, to] =
      member === 'hosts' ? [bareHosts(baseline), bareHosts(scenario)] : [baseline[member], scenario[member]]
    if (!sameJson(from, to)) changes.push({ id: member, kind: 'member', member })
  }
  if (baseline.seed !== scenario.seed) {
    changes.push({ id: 'seed', kind: 'seed', from: baseline.seed, to: scenario.seed })
  }
  return changes
}

/** The scenario with one of its changes taken back. With all taken back it is the baseline, byte for byte as JSON. */
export function withoutChange(baseline: Scenario, scenario: Scenario, change: Change): Scenario {
  switch (change.kind) {
    case 'profile':
      return { ...scenario, profile: baseline.profile }
    case 'seed':
      return { ...scenario, seed: baseline.seed }
    case 'link':
      return withoutLinkChange(baseline, scenario, change.direction, change.field)
    case 'setting':
      return withoutSettingChange(baseline, scenario, change.side, change.key)
    case 'fault':
      return { ...scenario, faults: withoutFaultChange(baseline.faults, scenario.faults, change) }
    case 'call-time': {
      const steps = scenario.apps[change.side].map((step, index) =>
        index === change.step ? (baseline.apps[change.side][index] ?? step) : step,
      )
      return { ...scenario, apps: { ...scenario.apps, [change.side]: steps } }
    }
    case 'script':
      return { ...scenario, apps: { ...scenario.apps, [change.side]: baseline.apps[change.side] } }
    case 'member':
      return change.member === 'hosts'
        ? withoutHostChange(baseline, scenario)
        : restored(baseline, scenario, change.member)
  }
}

// --- The path ------------------------------------------------------------------------------------------------

function linkChanges(baseline: Scenario, scenario: Scenario, field: keyof LinkSpec): Change[] {
  const changed = DIRECTIONS.filter((way) => baseline.network[way][field] !== scenario.network[way][field])
  const values = changed.map((way) => [baseline.network[way][field], scenario.network[way][field]] as const)
  const alike = changed.length === 2 && sameJson(values[0], values[1])
  const shown: readonly (Direction | 'both')[] = alike ? ['both'] : changed
  return shown.map((direction) => {
    const way = direction === 'both' ? 'CtoS' : direction
    return {
      id: `link.${direction}.${field}`,
      kind: 'link',
      direction,
      field,
      from: baseline.network[way][field],
      to: scenario.network[way][field],
    }
  })
}

function withoutLinkChange(
  baseline: Scenario,
  scenario: Scenario,
  direction: Direction | 'both',
  field: keyof LinkSpec,
): Scenario {
  const network = { ...scenario.network }
  for (const way of direction === 'both' ? DIRECTIONS : [direction]) {
    network[way] = { ...network[way], [field]: baseline.network[way][field] }
  }
  return { ...scenario, network }
}

// --- Settings ------------------------------------------------------------------------------------------------

function settingChanges(baseline: Scenario, scenario: Scenario, side: Side | null): Change[] {
  const before = ownSettings(baseline, side)
  const after = ownSettings(scenario, side)
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Settings)[]
  return keys
    .filter((key) => !sameJson(before[key], after[key]))
    .map((key) => ({
      id: `setting.${side ?? 'both'}.${key}`,
      kind: 'setting',
      side,
      key,
      from: settingValue(baseline, key, side),
      to: settingValue(scenario, key, side),
    }))
}

function withoutSettingChange(
  baseline: Scenario,
  scenario: Scenario,
  side: Side | null,
  key: keyof Settings,
): Scenario {
  const settings = restored(ownSettings(baseline, side), ownSettings(scenario, side), key)
  if (side === null) return { ...scenario, settings }
  const { settings: _old, ...bare } = scenario.hosts[side]
  const empty = baseline.hosts[side].settings === undefined && Object.keys(settings).length === 0
  const host = restored(baseline.hosts[side], empty ? bare : { ...bare, settings }, null)
  return { ...scenario, hosts: { ...scenario.hosts, [side]: host } }
}

// --- The hosts but for their settings --------------------------------------------------------------------------

function bareHosts({ hosts }: Scenario): unknown {
  return SIDES.map((side) => ({ ...hosts[side], settings: undefined }))
}

function withoutHostChange(baseline: Scenario, scenario: Scenario): Scenario {
  const host = (side: Side) => {
    const { settings: _old, ...bare } = baseline.hosts[side]
    const { settings } = scenario.hosts[side]
    return restored(baseline.hosts[side], settings === undefined ? bare : { ...bare, settings }, null)
  }
  return { ...scenario, hosts: { ...scenario.hosts, C: host('C'), S: host('S') } }
}

// --- Scripts ---------------------------------------------------------------------------------------------------

function scriptChanges(baseline: Scenario, scenario: Scenario, side: Side): Change[] {
  const before = baseline.apps[side]
  const after = scenario.apps[side]
  if (sameJson(before, after)) return []
  const sameCalls = sameJson(before.map(withoutWhen), after.map(withoutWhen))
  if (!sameCalls) return [{ id: `script.${side}`, kind: 'script', side }]
  return after.flatMap((step, index): Change[] => {
    const from = before[index]?.when
    if (from === undefined || sameJson(from, step.when)) return []
    const id = `call-time.${side}.${index}`
    return [{ id, kind: 'call-time', side, step: index, op: step.op, from, to: step.when }]
  })
}

function withoutWhen(step: AppStep): unknown {
  return { ...step, when: undefined }
}

/** `current` with one member as the baseline has it (or without it), members in the order of the baseline. */
function restored<T extends object>(baseline: T, current: T, key: keyof T | null): T {
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(current)])] as (keyof T & string)[]
  const entries = names.flatMap((name) => {
    const source = name === key ? baseline : current
    return Object.hasOwn(source, name) ? [[name, source[name]] as const] : []
  })
  return Object.fromEntries(entries) as T
}
