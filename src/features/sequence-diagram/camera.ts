import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import { followed } from '../../drawing/paper-window.ts'
import { isAtRest, pulled } from '../../drawing/spring.ts'
import { type Shown, useWindow } from '../../drawing/use-window.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'

/** A moment that leaves the preferred stretch pulls the paper from so far inside it, as a share of the height. */
const EASE_FROM = 0.08

export interface Camera {
  readonly shown: Shown
  /** Before the scale changes: the moment that keeps its height on the screen, instead of the present; null: none. */
  readonly hold: (us: number | null) => void
  /** While a hand moves something the paper lies still. */
  readonly rest: (resting: boolean) => void
  /** Scrolls a height into view. */
  readonly reveal: (y: number) => void
  readonly backToNow: () => void
}

/** Scrolls time: follows the present, stands aside while the reader scrolls, keeps the place when the scale changes. */
export function useCamera(scroller: RefObject<HTMLElement | null>, axis: TimeAxis, height: number): Camera {
  // The first picture is of the moment that a link names.
  const [first] = useState(() => followed(axis, height, playback.tUs, 0))
  const { shown, show } = useWindow(first, height, axis)
  const state = useRef<Place>({
    axis,
    baseline: studio.getState().baseline,
    top: first,
    speed: 0,
    held: -1,
    resting: false,
    rested: false,
    stop: null,
  })

  const scrollTo = useCallback(
    (top: number) => {
      const place = state.current
      const reached = Math.max(0, Math.min(top, axis.height - height))
      // To scroll is to lay out the page, which a frame that moves nothing else can spare.
      if (Math.abs(reached - place.top) < 0.5) return
      place.top = reached
      scroller.current?.scrollTo({ top: reached, behavior: 'instant' })
      show(reached)
    },
    [scroller, axis, height, show],
  )

  useLayoutEffect(() => {
    // To scroll is to lay out the page, which the first picture does once it is complete.
    if (first > 0) scroller.current?.scrollTo({ top: first, behavior: 'instant' })
  }, [scroller, first])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const place = state.current
    const onScroll = () => {
      // What the camera did itself comes back in whole pixels.
      if (Math.abs(element.scrollTop - place.top) >= 1) {
        halt(place)
        place.top = element.scrollTop
        show(place.top)
      }
    }
    keepPlace(place, axis, height, scrollTo)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      halt(place)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, axis, height, scrollTo, show])

  useEffect(() => follow(axis, height, state.current, scrollTo), [axis, height, scrollTo])
  useEffect(() => suspendOnScroll(scroller.current), [scroller])

  return useMemo(
    () => ({
      shown,
      hold: (us) => {
        state.current.held = us ?? -1
      },
      rest: (resting) => {
        Object.assign(state.current, { resting, rested: !resting })
      },
      reveal: (y) => {
        const { top } = state.current
        if (y < top + height * 0.1 || y > top + height * 0.9) scrollTo(y - height / 2)
      },
      backToNow: () => {
        studio.getState().set({ following: true })
        glide(state.current, scrollTo, (top) => followed(axis, height, playback.tUs, top))
      },
    }),
    [shown, axis, height, scrollTo],
  )
}

interface Place {
  axis: TimeAxis
  baseline: unknown
  /** Where the paper lies, px, and how fast it goes there, px per second. */
  top: number
  speed: number
  held: number
  resting: boolean
  /** A hand has just let go, and nothing has moved since. */
  rested: boolean
  /** Ends the way that the paper is on, or null. */
  stop: (() => void) | null
}

function halt(place: Place): void {
  place.stop?.()
  Object.assign(place, { speed: 0, stop: null })
}

/** Lets a spring pull the paper to where it is wanted, never out of its bounds; cut where motion is not. */
function glide(
  place: Place,
  scrollTo: (top: number) => void,
  wanted: (top: number) => number,
  bounded: (top: number) => number = (top) => top,
): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return scrollTo(wanted(place.top))
  let at = place.top
  place.stop?.()
  place.stop = playback.glide((elapsedMs) => {
    const target = wanted(at)
    const next = pulled({ at, speed: place.speed }, target, elapsedMs / 1000)
    at = bounded(next.at)
    place.speed = next.speed
    if (!isAtRest(next, target)) {
      scrollTo(at)
      return true
    }
    scrollTo(target)
    halt(place)
    return false
  })
}

/**
 * After a change of scale the present (or the held moment) is where it was, and under a hand everything; another scenario
 * begins anew.
 */
function keepPlace(place: Place, axis: TimeAxis, height: number, scrollTo: (top: number) => void): void {
  if (place.axis === axis) return
  const { baseline } = studio.getState()
  const us = place.held >= 0 ? place.held : playback.tUs
  if (baseline !== place.baseline) scrollTo(followed(axis, height, playback.tUs, 0))
  else if (!place.resting) scrollTo(axis.toY(us) - place.axis.toY(us) + place.top)
  Object.assign(place, { axis, baseline, held: -1 })
}

function follow(axis: TimeAxis, height: number, place: Place, scrollTo: (top: number) => void): () => void {
  let { tUs: lastUs, step: lastStep } = playback
  return playback.onFrame((tUs) => {
    // A reader who moves in time wants to see where to; one who only scrolls does not.
    const moved = tUs !== lastUs && !playback.playing
    const stepped = Math.abs(playback.step - lastStep) === 1
    lastUs = tUs
    lastStep = playback.step
    const { following, set } = studio.getState()
    if (place.resting || (!following && !moved)) return halt(place)
    if (!following) set({ following: true })
    if (moved) place.rested = false
    const inSight = (top: number): number => followed(axis, height, playback.tUs, top)
    if (playback.playing) {
      // Pulled in good time, and however fast it goes never out of sight.
      const wanted = (top: number): number => followed(axis, height, playback.tUs, top, EASE_FROM)
      if (isElsewhere(wanted(place.top), place)) glide(place, scrollTo, wanted, inSight)
    } else if (stepped || (place.rested && !moved)) {
      if (isElsewhere(inSight(place.top), place)) glide(place, scrollTo, inSight)
    } else {
      halt(place)
      scrollTo(inSight(place.top))
    }
  })
}

/** Not there yet, nor on its way. */
const isElsewhere = (top: number, place: Place): boolean =>
  place.stop === null && Math.abs(top - place.top) >= 0.5

/** Turns following off when the reader scrolls, and on again when playing starts. */
function suspendOnScroll(element: HTMLElement | null): () => void {
  if (element === null) return () => {}
  const suspend = (event: Event) => {
    const zooms = event instanceof WheelEvent && (event.ctrlKey || event.metaKey)
    const onPaper = event.type === 'pointerdown' && event.target !== element
    const canScroll = element.scrollHeight > element.clientHeight + 1
    if (!zooms && !onPaper && canScroll) studio.getState().set({ following: false })
  }
  const kinds = ['wheel', 'touchmove', 'pointerdown']
  for (const kind of kinds) element.addEventListener(kind, suspend, { passive: true })
  const stop = playback.onState(() => {
    if (playback.playing) studio.getState().set({ following: true })
  })
  return () => {
    for (const kind of kinds) element.removeEventListener(kind, suspend)
    stop()
  }
}
