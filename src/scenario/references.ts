import type { AppStep, Scenario } from '../engine/sim/scenario.ts'
import { SIDES, type Side } from '../engine/tcp/state.ts'
import { addressFamily } from './address.ts'
import { settingValue } from './knobs.ts'
import { LIMITS, SIZES } from './limits.ts'
import { joinPath, type SchemaError, schemaError } from './schema-error.ts'

/** What no single member can tell: names that must exist, sums, and values that must not exceed each other. */
export function checkReferences(scenario: Scenario): SchemaError[] {
  const errors = [...checkRules(scenario), ...checkHosts(scenario)]
  for (const side of SIDES) {
    const steps = scenario.apps[side]
    const path = `apps.${side}`
    errors.push(...checkSteps(steps, side, path), ...checkSockets(steps, path), ...checkData(steps, path))
  }
  for (const side of [null, ...SIDES]) errors.push(...checkOrder(scenario, side))
  return errors
}

function checkRules({ faults, injections, reboots }: Scenario): SchemaError[] {
  const found = faults.length + injections.length + reboots.length
  return found <= SIZES.rules ? [] : [schemaError('', 'too-many-rules', { limit: SIZES.rules, found })]
}

function checkHosts({ hosts }: Scenario): SchemaError[] {
  const same = addressFamily(hosts.C.address) === addressFamily(hosts.S.address)
  return same ? [] : [schemaError('hosts.S.address', 'mixed-addresses', {})]
}

/** Name of a step: its own, or c1, c2 ... and s1, s2 ... by position. */
function stepName(step: AppStep, side: Side, index: number): string {
  return step.id ?? `${side.toLowerCase()}${index + 1}`
}

function checkSteps(steps: readonly AppStep[], side: Side, path: string): SchemaError[] {
  const errors: SchemaError[] = []
  const waitsFor = new Map<string, string | null>()
  steps.forEach((step, index) => {
    const name = stepName(step, side, index)
    if (waitsFor.has(name)) errors.push(schemaError(joinPath(path, index), 'duplicate-step', { name }))
    else waitsFor.set(name, 'after' in step.when ? step.when.after : null)
  })
  steps.forEach((step, index) => {
    if (!('after' in step.when)) return
    const at = `${joinPath(path, index)}.when.after`
    const name = step.when.after
    if (!waitsFor.has(name)) errors.push(schemaError(at, 'unknown-step', { name }))
    else if (waitsForItself(stepName(step, side, index), waitsFor)) {
      errors.push(schemaError(at, 'step-cycle', { name }))
    }
  })
  return errors
}

function waitsForItself(name: string, waitsFor: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at = waitsFor.get(name); at !== undefined && at !== null; at = waitsFor.get(at)) {
    if (at === name) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}

/** A socket is made by listen, by connect, or by accept under the name in `as`; steps further down may use it. */
function checkSockets(steps: readonly AppStep[], path: string): SchemaError[] {
  const errors: SchemaError[] = []
  const made = new Set<string>()
  const use = (name: string, at: string) => {
    if (!made.has(name)) errors.push(schemaError(at, 'unknown-socket', { name }))
  }
  steps.forEach((step, index) => {
    const at = joinPath(path, index)
    if ('on' in step.when) use(step.when.socket, `${at}.when.socket`)
    if (step.op === 'listen' || step.op === 'connect') made.add(step.socket)
    else if (step.op !== 'sysctl') use(step.socket, `${at}.socket`)
    if (step.op === 'accept') made.add(step.as)
  })
  return errors
}

function checkData(steps: readonly AppStep[], path: string): SchemaError[] {
  const found = steps.reduce((sum, step) => sum + (step.op === 'send' ? step.bytes : 0), 0)
  const limit = LIMITS.dataBytes.max
  return found <= limit ? [] : [schemaError(path, 'too-much-data', { limit, found })]
}

/** Of the settings in force, those that are a smallest and a largest value. */
function checkOrder(scenario: Scenario, side: Side | null): SchemaError[] {
  const path = side === null ? 'settings' : `hosts.${side}.settings`
  if (side !== null && scenario.hosts[side].settings === undefined) return []
  const errors: SchemaError[] = []
  const min = settingValue(scenario, 'rtoMinUs', side)
  const max = settingValue(scenario, 'rtoMaxUs', side)
  if (min > max) {
    errors.push(
      schemaError(`${path}.rtoMinUs`, 'above-other', { found: min, other: `${path}.rtoMaxUs`, limit: max }),
    )
  }
  const [first, last] = settingValue(scenario, 'portRange', side)
  if (first > last) {
    const other = `${path}.portRange[1]`
    errors.push(schemaError(`${path}.portRange[0]`, 'above-other', { found: first, other, limit: last }))
  }
  return errors
}
