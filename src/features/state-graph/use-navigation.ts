import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { State } from '../../engine/tcp/state.ts'
import { playback } from '../../store/playback.ts'
import { studio, useStudio } from '../../store/store.ts'
import { isDirection, neighbour, nextPair } from './keyboard.ts'
import { entriesOf, jumpTarget, timesTaken } from './moves.ts'

/** What has the focus: a node, or one of its lines. */
export interface Focus {
  readonly state: State
  readonly pair: string | null
}

/**
 * Moving round the graph by keys, and what a click or Enter does: a state is selected and its beginning shown, an edge
 * leads to the moment when it is taken, or offers scenarios that take it.
 */
export function useNavigation(svg: RefObject<SVGSVGElement | null>) {
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const [focus, setFocus] = useState<Focus | null>(null)
  const [offered, setOffered] = useState<string | null>(null)

  const jump = (steps: readonly number[]): boolean => {
    const target = jumpTarget(steps, step)
    if (target === null) return false
    playback.pause()
    playback.seekStep(target)
    return true
  }
  const activate = ({ state, pair }: Focus) => {
    if (trace === null) return
    if (pair === null) {
      const { selectedState, selectState } = studio.getState()
      const entries = entriesOf(trace, state)
      // Nowhere else to go with it: the next click lets go.
      const isDone = selectedState === state && entries.length === 1 && entries[0] === step
      if (isDone) selectState(null)
      else if (jump(entries)) selectState(state)
    } else setOffered(jump(timesTaken(trace, pair)) ? null : pair)
  }
  const moveTo = (next: Focus) => {
    setFocus(next)
    svg.current?.querySelector<SVGGElement>(`[data-name="${next.pair ?? next.state}"]`)?.focus()
  }
  return {
    focus,
    setFocus,
    /** The line whose scenarios are offered. */
    offered,
    activate,
    closeOffer: () => {
      setOffered(null)
      if (focus !== null) moveTo(focus)
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (focus === null) return
      const next = focusAfter(event.key, focus)
      if (next === null && event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      if (next === null) activate(focus)
      else moveTo(next)
    },
  }
}

/** Where a key moves the focus; null if the key is not one that does. */
function focusAfter(key: string, focus: Focus): Focus | null {
  if (isDirection(key)) return { state: neighbour(focus.state, key) ?? focus.state, pair: null }
  if (key === '[' || key === ']') {
    return { state: focus.state, pair: nextPair(focus.state, focus.pair, key === ']' ? 1 : -1) }
  }
  return key === 'Escape' && focus.pair !== null ? { state: focus.state, pair: null } : null
}
