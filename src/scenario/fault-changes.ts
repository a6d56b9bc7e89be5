import type { Fault } from '../engine/sim/scenario.ts'
import { sameJson } from './canonical-json.ts'

/** One rule that differs: `before` null: added; `after` null: taken away. Order does not count. */
export interface FaultChange {
  readonly before: Fault | null
  readonly after: Fault | null
}

/** The differences between two lists of faults, each with an id that is unique among them. */
export function faultChanges(
  baseline: readonly Fault[],
  faults: readonly Fault[],
): (FaultChange & { readonly id: string })[] {
  const added = without(faults, baseline)
  const changed = without(baseline, faults).map((before): FaultChange => {
    const at = added.findIndex((fault) => sameJson(fault.match, before.match))
    return { before, after: at < 0 ? null : (added.splice(at, 1)[0] ?? null) }
  })
  const changes = [...changed, ...added.map((after): FaultChange => ({ before: null, after }))]
  const seen = new Map<string, number>()
  return changes.map((change) => {
    const name = nameOf((change.before ?? change.after) as Fault)
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return { id: count === 1 ? name : `${name}.${count}`, ...change }
  })
}

/** The list with one difference taken back; those of the baseline first and in its order. */
export function withoutFaultChange(
  baseline: readonly Fault[],
  faults: readonly Fault[],
  { before, after }: FaultChange,
): Fault[] {
  const kept = [...faults]
  const at = after === null ? -1 : kept.findIndex((fault) => sameJson(fault, after))
  if (at >= 0) kept.splice(at, 1)
  if (before !== null) kept.push(before)
  const gone = without(baseline, kept)
  return [...baseline.filter((fault) => !gone.includes(fault)), ...without(kept, baseline)]
}

function nameOf({ match, do: effect }: Fault): string {
  return `fault.${match.from ?? 'any'}.${match.kind}.${JSON.stringify(match.nth)}.${effect}`
}

/** Those of `list` that are not in `others`, each counted as often as it stands there. */
function without(list: readonly Fault[], others: readonly Fault[]): Fault[] {
  const left = [...others]
  return list.filter((fault) => {
    const at = left.findIndex((other) => sameJson(other, fault))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
