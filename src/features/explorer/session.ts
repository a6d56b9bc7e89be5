import { useEffect } from 'react'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Exploration, ExploredRun } from '../../scenario/explored.ts'
import { useExploration } from '../../store/exploration.ts'
import { studio, useStudio } from '../../store/store.ts'

/** The run that was last taken out of the map: who comes back from it wants the map as it was. */
let opened: Scenario | null = null

/** Explores the run that the studio shows now. */
export function explore(exploration: Exploration): void {
  const { scenario, trace, catalogueId, baseline } = studio.getState()
  if (trace !== null)
    useExploration.getState().start({ scenario, trace, base: catalogueId ?? baseline }, exploration)
}

/**
 * Single faults take no time that anybody would notice: they are explored as soon as there is a run, and again when
 * the studio has another one.
 */
export function useExploreAtOnce(exploration: Exploration): void {
  const trace = useStudio((state) => state.trace)
  const { faults, first } = exploration
  useEffect(() => {
    const { explored } = useExploration.getState()
    const isKnown = explored?.trace === trace || opened === studio.getState().scenario
    if (faults === 1 && !isKnown) explore({ faults, first })
  }, [trace, faults, first])
}

/** Shows a run with its faults in the studio, as a change of what was explored. */
export function openRun(run: ExploredRun): void {
  const { explored } = useExploration.getState()
  if (explored === null) return
  const { scenario, base } = explored
  opened = { ...scenario, faults: [...scenario.faults, ...run.faults] }
  studio.getState().open(base, undefined, { changed: opened, where: { view: null, about: null } })
}
