import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { sameFields } from '../base/same-fields.ts'
import type { Window } from '../diagram/sequence-layout.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import { sightAt, windowAt } from './paper-window.ts'

/** What has to be drawn, px. */
export interface Shown {
  /** What can be seen, and room to scroll. */
  readonly window: Window
  /** What can be seen. */
  readonly sight: Window
  readonly pace: Pace
}

/**
 * How the paper goes. It leaps to where nothing was drawn yet; then what can be seen of a long run is enough until it
 * has come to rest. A hand that drags through the run lets it leap and leap again: then lines are enough.
 */
type Pace = 'opens' | 'rests' | 'leaps' | 'hurries'

/** Pace after another leap. The first picture is one, and to come to the moment of a link may be a second. */
const FASTER: Record<Pace, Pace> = { opens: 'leaps', rests: 'leaps', leaps: 'hurries', hurries: 'hurries' }

/**
 * Pace after no leap for so many ms. Nothing that can be seen waits for the rest: long enough that a hand on its way
 * seldom pays for what it will not see. Words come as soon as the hand stands still.
 */
const CALMER: Partial<Record<Pace, readonly [Pace, number]>> = {
  opens: ['rests', 300],
  leaps: ['rests', 300],
  hurries: ['leaps', 120],
}

/** For a picture that is not looked at through a window. */
export function wholePaper(axis: TimeAxis): Shown {
  const window = { top: 0, bottom: axis.height }
  return { window, sight: window, pace: 'rests' }
}

/** What has to be drawn where the paper lies, at first and after each `show`, px from its top. */
export function useWindow(
  first: number,
  height: number,
  axis: TimeAxis,
): { readonly shown: Shown; readonly show: (top: number) => void } {
  const [place] = useState(() => new Place(first))
  const { top, pace } = useSyncExternalStore(place.subscribe, place.get)
  useEffect(() => {
    const calmer = CALMER[pace]
    if (calmer === undefined) return undefined
    const timer = setTimeout(() => place.set({ top, pace: calmer[0] }), calmer[1])
    return () => clearTimeout(timer)
  }, [place, top, pace])
  const show = useCallback(
    (to: number) => place.set(moved(place.get(), to, height, axis)),
    [place, height, axis],
  )
  const window = useMemo(() => windowAt(top, height, axis), [top, height, axis])
  const sight = useMemo(() => sightAt(top, height, axis), [top, height, axis])
  return { shown: useMemo(() => ({ window, sight, pace }), [window, sight, pace]), show }
}

interface At {
  readonly top: number
  readonly pace: Pace
}

/** Nothing but a step of what is drawn renders. */
function moved(old: At, top: number, height: number, axis: TimeAxis): At {
  const drawnAt = old.pace === 'rests' ? windowAt : sightAt
  const drawn = drawnAt(old.top, height, axis)
  if (sameFields(drawn, drawnAt(top, height, axis))) return old
  const isDrawn = top >= drawn.top && Math.min(top + height, axis.height) <= drawn.bottom
  return { top, pace: isDrawn ? old.pace : FASTER[old.pace] }
}

/** Not a state of React's: what one changes in a frame is drawn after it, and until then the paper would be blank. */
class Place {
  #at: At
  readonly #listeners = new Set<() => void>()

  constructor(top: number) {
    this.#at = { top, pace: 'opens' }
  }

  readonly get = (): At => this.#at

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(at: At): void {
    this.#at = at
    for (const listener of this.#listeners) listener()
  }
}
