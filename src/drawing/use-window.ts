import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { sameFields } from '../base/same-fields.ts'
import type { Window } from '../diagram/sequence-layout.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import { sightAt, windowAt } from './paper-window.ts'

/** What has to be drawn, px. */
export interface Shown {
  /** What can be seen, and room to scroll. */
  readonly window: Window
  /** After a leap, until the paper has come to rest: what can be seen, which of a long run is enough; else null. */
  readonly sight: Window | null
}

/** Nothing that can be seen waits for it: long enough that a hand on its way seldom pays for what it will not see, ms. */
const RESTS_MS = 300

/** What has to be drawn where the paper lies, at first and after each `show`, px from its top. */
export function useWindow(
  first: number,
  height: number,
  axis: TimeAxis,
): { readonly shown: Shown; readonly show: (top: number) => void } {
  const [place] = useState(() => new Place(first))
  const { top, leaps } = useSyncExternalStore(place.subscribe, place.get)
  useEffect(() => {
    const rest = leaps ? setTimeout(() => place.set({ top, leaps: false }), RESTS_MS) : undefined
    return () => clearTimeout(rest)
  }, [place, top, leaps])
  const show = useCallback(
    (to: number) => place.set(moved(place.get(), to, height, axis)),
    [place, height, axis],
  )
  const window = useMemo(() => windowAt(top, height, axis), [top, height, axis])
  const sight = useMemo(() => (leaps ? sightAt(top, height, axis) : null), [top, leaps, height, axis])
  return { shown: useMemo(() => ({ window, sight }), [window, sight]), show }
}

interface At {
  readonly top: number
  /** To where nothing was drawn yet. */
  readonly leaps: boolean
}

/** Nothing but a step of what is drawn renders. */
function moved(old: At, top: number, height: number, axis: TimeAxis): At {
  const drawnAt = old.leaps ? sightAt : windowAt
  const drawn = drawnAt(old.top, height, axis)
  if (sameFields(drawn, drawnAt(top, height, axis))) return old
  const isDrawn = top >= drawn.top && Math.min(top + height, axis.height) <= drawn.bottom
  return { top, leaps: old.leaps || !isDrawn }
}

/** Not a state of React's: what one changes in a frame is drawn after it, and until then the paper would be blank. */
class Place {
  #at: At
  readonly #listeners = new Set<() => void>()

  /** The first picture comes as if by a leap. */
  constructor(top: number) {
    this.#at = { top, leaps: true }
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
