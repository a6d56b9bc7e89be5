import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { State } from '../../engine/tcp/state.ts'
import { playback } from '../../store/playback.ts'
import { useStudio } from '../../store/store.ts'
import { isDirection, neighbour, nextPair } from './keyboard.ts'
import { entriesOf, jumpTarget, timesTaken } from './moves.ts'

/** What has the focus: a node, or one of its lines. */
export interface Focus {
  readonly state: State
  readonly pair: string | null
}

/** Moving round the graph by keys, and what a click or Enter does: it goes to a moment, or offers scenarios. */
export function useNavigation(svg: RefObject<SVGSVGElement | null>) {
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
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
    if (pair === null) jump(entriesOf(trace, state))
    else setOffered(jump(timesTaken(trace, pair)) ? null : pair)
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
