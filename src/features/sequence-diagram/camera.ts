import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Window } from '../../diagram/sequence-layout.ts'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'

/** The present stays between these shares of the height. */
const HIGHEST = 0.55
const LOWEST = 0.78
/** Shorter ways are jumped, px. */
const GLIDE_FROM = 40

export interface Camera {
  /** What has to be drawn: the visible stretch and room to scroll, px. */
  readonly window: Window
  /** Before the scale changes: the moment that keeps its height on the screen, instead of the present. */
  readonly hold: (us: number) => void
  /** While a hand moves something the paper lies still. */
  readonly rest: (resting: boolean) => void
  /** Scrolls a height into view. */
  readonly reveal: (y: number) => void
  readonly backToNow: () => void
}

/** Scrolls time: follows the present, stands aside while the reader scrolls, keeps the place when the scale changes. */
export function useCamera(scroller: RefObject<HTMLElement | null>, axis: TimeAxis, height: number): Camera {
  const [window, setWindow] = useState(() => windowAt(0, height, axis))
  const state = useRef({ axis, baseline: studio.getState().baseline, top: 0, held: -1, resting: false })

  const scrollTo = useCallback(
    (top: number, behavior: ScrollBehavior) => {
      scroller.current?.scrollTo({ top, behavior })
      if (behavior === 'instant') state.current.top = scroller.current?.scrollTop ?? 0
    },
    [scroller],
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const onScroll = () => {
      state.current.top = element.scrollTop
      setWindow((old) => {
        const next = windowAt(element.scrollTop, height, axis)
        return next.top === old.top && next.bottom === old.bottom ? old : next
      })
    }
    keepPlace(state.current, axis, height, scrollTo)
    onScroll()
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, axis, height, scrollTo])

  useEffect(() => follow(axis, height, state.current, scrollTo), [axis, height, scrollTo])
  useEffect(() => suspendOnScroll(scroller.current), [scroller])

  return useMemo(
    () => ({
      window,
      hold: (us) => {
        state.current.held = us
      },
      rest: (resting) => {
        state.current.resting = resting
      },
      reveal: (y) => {
        const { top } = state.current
        if (y < top + height * 0.1 || y > top + height * 0.9) scrollTo(y - height / 2, 'instant')
      },
      backToNow: () => {
        studio.getState().set({ following: true })
        scrollTo(followed(axis, height, playback.tUs, state.current.top), glide())
      },
    }),
    [window, axis, height, scrollTo],
  )
}

/** One and a half screens above and below, in steps of half a screen so that scrolling rarely renders. */
function windowAt(top: number, height: number, axis: TimeAxis): Window {
  const step = Math.max(100, height / 2)
  const first = (Math.floor(top / step) - 1) * step
  return { top: Math.max(0, first), bottom: Math.min(axis.height, first + height + 3 * step) }
}

/** Where the paper has to lie so that a moment is in the preferred stretch of the screen. */
function followed(axis: TimeAxis, height: number, us: number, top: number): number {
  const y = axis.toY(us)
  const wanted = Math.min(Math.max(top, y - height * LOWEST), y - height * HIGHEST)
  return Math.max(0, Math.min(wanted, axis.height - height))
}

const glide = (): ScrollBehavior =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'

interface Place {
  axis: TimeAxis
  baseline: unknown
  top: number
  held: number
  resting: boolean
}

/** After a change of scale the present (or the held moment) is where it was; another scenario begins anew. */
function keepPlace(
  place: Place,
  axis: TimeAxis,
  height: number,
  scrollTo: (top: number, behavior: ScrollBehavior) => void,
): void {
  if (place.axis === axis) return
  const { baseline } = studio.getState()
  const us = place.held >= 0 ? place.held : playback.tUs
  if (baseline !== place.baseline) scrollTo(followed(axis, height, playback.tUs, 0), 'instant')
  else scrollTo(axis.toY(us) - place.axis.toY(us) + place.top, 'instant')
  Object.assign(place, { axis, baseline, held: -1 })
}

function follow(
  axis: TimeAxis,
  height: number,
  place: Place,
  scrollTo: (top: number, behavior: ScrollBehavior) => void,
): () => void {
  let { tUs: lastUs, step: lastStep } = playback
  return playback.onFrame((tUs) => {
    // A reader who moves in time wants to see where to; one who only scrolls does not.
    const moved = tUs !== lastUs && !playback.playing
    const stepped = Math.abs(playback.step - lastStep) === 1
    lastUs = tUs
    lastStep = playback.step
    const { following, set } = studio.getState()
    if (place.resting) return
    if (!following && !moved) return
    if (!following) set({ following: true })
    const top = followed(axis, height, tUs, place.top)
    const distance = Math.abs(top - place.top)
    if (distance > 0.5) scrollTo(top, moved && stepped && distance > GLIDE_FROM ? glide() : 'instant')
  })
}

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
