import { useEffect, useMemo } from 'react'
import { type AddressProblem, readAbout, writeAbout } from '../../scenario/population/address.ts'
import type { LabSetup } from '../../scenario/population/parameters.ts'
import { usePopulation } from '../../store/population.ts'
import { studio, useStudio } from '../../store/store.ts'

/**
 * Keeps the address and the run in step: what the address names is run, unless it is on screen already. Whoever
 * leaves the lab finds it as it was, paused.
 */
export function useSetup(): { readonly setup: LabSetup; readonly problems: readonly AddressProblem[] } {
  const about = useStudio((state) => state.about)
  const read = useMemo(() => {
    const { setup } = usePopulation.getState()
    return readAbout(about ?? (setup === null ? null : writeAbout(setup)))
  }, [about])
  useEffect(() => {
    const { setup, prepare } = usePopulation.getState()
    const wanted = writeAbout(read.setup)
    if (setup === null || writeAbout(setup) !== wanted) void prepare(read.setup)
    // From the menu of views, without an address of its own.
    if (studio.getState().about === null) studio.setState({ about: wanted })
  }, [read])
  useEffect(() => () => usePopulation.getState().pause(), [])
  return read
}

/** Shows another population: an entry in the history of the browser. */
export function showSetup(setup: LabSetup): void {
  studio.getState().show('lab', { about: writeAbout(setup) })
}
