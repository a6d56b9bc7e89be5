import { useEffect } from 'react'
import { create } from 'zustand'
import type { State } from '../../engine/tcp/state.ts'
import { coverage } from './moves.ts'
import type { Moment } from './picture.ts'

interface Seen {
  readonly states: ReadonlySet<State>
  readonly pairs: ReadonlySet<string>
}

/** Everything this reader has seen since the page was opened, whatever the scenario. */
const useSeenSets = create<Seen>()(() => ({ states: new Set(), pairs: new Set() }))

/** Adds what the moment shows and says how much of TCP that makes. */
export function useSeen(moment: Moment): ReturnType<typeof coverage> {
  useEffect(() => {
    const { states, pairs } = useSeenSets.getState()
    const isNew =
      [...moment.visited].some((state) => !states.has(state)) ||
      [...moment.taken].some((pair) => !pairs.has(pair))
    if (!isNew) return
    useSeenSets.setState({
      states: new Set([...states, ...moment.visited]),
      pairs: new Set([...pairs, ...moment.taken]),
    })
  }, [moment])
  const { states, pairs } = useSeenSets()
  return coverage(states, pairs)
}
