import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Window } from '../../diagram/sequence-layout.ts'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import { followed, windowAt } from '../../drawing/paper-window.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'

/** Shorter ways are jumped, px. */
const GLIDE_FROM = 40

export interface Camera {
  /** What has to be drawn: the visible stretch and room to scroll, px. */
  readonly window: Window
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
  const [window, setWindow] = useState(() => windowAt(0, height, axis))
  const state = useRef({ axis, baseline: studio.getState().baseline, top: 0, held: -1, resting: false })

  const scrollTo = useCallback(
    (top: number, behavior: ScrollBehavior) => {
      const place = state.current
      const reached = Math.max(0, Math.min(top, axis.height - height))
      // To scroll is to lay out the page, which a frame that moves nothing else can spare.
      if (Math.abs(reached - place.top) < 0.5) return
      scroller.current?.scrollTo({ top: reached, behavior })
      if (behavior === 'instant') place.top = reached
    },
    [scroller, axis, height],
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const show = () => setWindow((old) => unlessSame(old, windowAt(state.current.top, height, axis)))
    const onScroll = () => {
      state.current.top = element.scrollTop
      show()
    }
    keepPlace(state.current, axis, height, scrollTo)
    show()
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, axis, height, scrollTo])

  useEffect(() => follow(axis, height, state.current, scrollTo), [axis, height, scrollTo])
  useEffect(() => suspendOnScroll(scroller.current), [scroller])

  return useMemo(
    () => ({
      window,
      hold: (us) => {
        state.current.held = us ?? -1
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

const unlessSame = (old: Window, next: Window): Window =>
  next.top === old.top && next.bottom === old.bottom ? old : next

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
    const isFar = Math.abs(top - place.top) > GLIDE_FROM
    scrollTo(top, moved && stepped && isFar ? glide() : 'instant')
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
