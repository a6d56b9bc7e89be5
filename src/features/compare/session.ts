import { useEffect, useState } from 'react'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { findPair, type PAIRS } from '../../scenario/pairs.ts'
import { runAside } from '../../store/aside.ts'
import { studio, useStudio } from '../../store/store.ts'

/** More do not fit beside each other. */
export const MOST_RUNS = 4

export interface Comparison {
  /** The ready-made comparison, or null for one of the reader's own. */
  readonly pair: (typeof PAIRS)[number] | null
  readonly scenarios: readonly Scenario[]
}

/** What is compared; null: nothing yet, the reader has to choose. */
export function useComparison(): Comparison | null {
  const about = useStudio((state) => state.about)
  const compared = useStudio((state) => state.compared)
  const pair = about === null ? null : findPair(about)
  if (pair !== null) return { pair, scenarios: pair.runs }
  return compared.length === 0 ? null : { pair, scenarios: compared }
}

const showRuns = (compared: readonly Scenario[]): void => studio.getState().show('compare', { compared })

/** A changed run: the comparison is the reader's own from here on. */
export function changeRun({ scenarios }: Comparison, index: number, next: Scenario): void {
  showRuns(scenarios.map((scenario, i) => (i === index ? next : scenario)))
}

/** One more, equal to the last. */
export function addRun({ scenarios }: Comparison): void {
  showRuns([...scenarios, scenarios.at(-1) as Scenario])
}

export function removeRun({ scenarios }: Comparison, index: number): void {
  showRuns(scenarios.filter((_, i) => i !== index))
}

/** The run in the studio, twice. */
export function forkStudio(): void {
  const { scenario } = studio.getState()
  showRuns([scenario, scenario])
}

/** The run that is being changed in the studio, and the comparison that waits for it. */
let lent: { readonly index: number; readonly compared: readonly Scenario[] } | null = null

/** Opens one run in the studio, where everything can be changed. It comes back as it is left there. */
export function editInStudio({ scenarios }: Comparison, index: number): void {
  lent = { index, compared: scenarios }
  studio.getState().open(scenarios[index] as Scenario, undefined, {
    where: { view: null, about: null, compared: scenarios },
  })
}

/** Puts the run that was changed in the studio back among the others. */
export function takeBack(): void {
  const { compared, scenario } = studio.getState()
  const back = lent
  lent = null
  if (back === null || back.compared !== compared) return
  showRuns(compared.map((other, i) => (i === back.index ? scenario : other)))
}

/** The runs of scenarios; while one is being computed, what stood in its place. `failed`: one cannot be computed. */
export function useTraces(scenarios: readonly Scenario[]): {
  readonly traces: readonly Trace[] | null
  readonly failed: boolean
} {
  const [ran, setRan] = useState<Ran>({ scenarios: [], traces: null, failed: false })
  useEffect(() => {
    let wanted = true
    void Promise.all(scenarios.map(runAside)).then((runs) => {
      if (!wanted) return
      setRan((old) =>
        isWhole(runs) ? { scenarios, traces: runs, failed: false } : { ...old, scenarios, failed: true },
      )
    })
    return () => {
      wanted = false
    }
  }, [scenarios])
  return ran
}

interface Ran {
  readonly scenarios: readonly Scenario[]
  readonly traces: readonly Trace[] | null
  readonly failed: boolean
}

const isWhole = (traces: readonly (Trace | null)[]): traces is readonly Trace[] => !traces.includes(null)
