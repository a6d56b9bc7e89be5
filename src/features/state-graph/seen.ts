import { useEffect } from 'react'
import { useProgress } from '../../store/progress.ts'
import { coverage } from './moves.ts'
import type { Moment } from './picture.ts'

/** Adds what the moment shows to all that this reader has seen, in whatever run; says how much of TCP that makes. */
export function useSeen(moment: Moment): ReturnType<typeof coverage> {
  const see = useProgress((state) => state.see)
  useEffect(() => see({ states: [...moment.visited], moves: [...moment.taken] }), [see, moment])
  return useCoverage()
}

/** How much of TCP this reader has seen. */
export function useCoverage(): ReturnType<typeof coverage> {
  const { states, moves } = useProgress((state) => state.progress.seen)
  return coverage(new Set(states), new Set(moves))
}
