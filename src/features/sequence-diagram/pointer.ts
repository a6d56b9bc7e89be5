import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { SequenceLayout } from '../../diagram/sequence-layout.ts'
import { STATES } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'
import type { Camera } from './camera.ts'
import { dragHead, dragPill, dragPresent, type Gesture, panSideways, type Point } from './gestures.ts'
import { useZoom } from './zoom.ts'

/** A finger may tremble as much before it drags, px. */
const SLOP = 8
const LONG_PRESS_MS = 500
/** What lies over the paper and looks after itself. */
const WIDGETS = 'button, input, label'
/** What is dragged as soon as it is touched. */
const HANDLES = '[data-grip], [data-pill], [data-now]'

interface Pressed {
  readonly from: Point
  readonly target: Element
  readonly isTouch: boolean
  /** The segment under the pointer, or -1. */
  readonly segment: number
  readonly longPress: number
  gesture: Gesture | null
  isLong: boolean
}

export interface PointerState {
  /** The segment whose head is being dragged. */
  readonly dragged: number | null
  /** The toolbar is open: after a click with the mouse, after a long press with a finger. */
  readonly wantsToolbar: boolean
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: () => void
    readonly onPointerOver: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerLeave: () => void
  }
}

/** What hands do on the paper. `onDrag` hears when a head is taken and let go. */
export function usePointer(
  canvas: RefObject<HTMLElement | null>,
  trace: Trace,
  layout: SequenceLayout,
  camera: Camera,
  onDrag: (dragging: boolean) => void,
): PointerState {
  const [dragged, setDragged] = useState<number | null>(null)
  const [wantsToolbar, setWantsToolbar] = useState(true)
  const pressed = useRef<Pressed | null>(null)
  const zoom = useZoom(canvas, layout.axis, camera)

  /** The gesture that pressing on something begins at once; null: wait and see. */
  const begin = (target: Element, segment: number, from: Point): Gesture | null => {
    const { axis, columns } = layout
    const done = () => camera.rest(false)
    camera.rest(true)
    if (target.closest('[data-grip]') !== null) {
      setDragged(segment)
      onDrag(true)
      return dragHead(axis, trace.segment(segment), from, () => {
        done()
        setDragged(null)
        onDrag(false)
      })
    }
    if (target.closest('[data-pill]') !== null && segment >= 0) {
      return dragPill(trace.segment(segment), columns.field.right - columns.field.left, from, done)
    }
    if (target.closest('[data-now]') !== null) return dragPresent(axis, from, done)
    done()
    return null
  }

  const finish = (cancelled: boolean): void => {
    const press = pressed.current
    pressed.current = null
    if (press === null) return
    clearTimeout(press.longPress)
    press.gesture?.end(cancelled)
  }

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || pressed.current?.gesture === null || pressed.current === null) return
      event.preventDefault()
      finish(true)
    }
    addEventListener('keydown', onKeyDown, true)
    return () => removeEventListener('keydown', onKeyDown, true)
  })

  // A finger on a handle does not scroll. CSS cannot say so: touch-action means nothing to parts of an SVG.
  useEffect(() => {
    const element = canvas.current
    const onTouchStart = (event: TouchEvent) => {
      if (event.target instanceof Element && event.target.closest(HANDLES) !== null) event.preventDefault()
    }
    element?.addEventListener('touchstart', onTouchStart, { passive: false })
    return () => element?.removeEventListener('touchstart', onTouchStart)
  }, [canvas])

  const handlers: PointerState['handlers'] = {
    onPointerDown(event) {
      if (event.button !== 0 || !(event.target instanceof Element)) return
      if (event.target.closest(WIDGETS) !== null) return
      if (zoom.down(event)) return finish(true)
      const from = pointOf(event, canvas.current)
      const { target } = event
      const segment = segmentOf(target)
      const isTouch = event.pointerType === 'touch'
      const longPress = window.setTimeout(
        () => openByLongPress(pressed.current, setWantsToolbar),
        LONG_PRESS_MS,
      )
      if (!isTouch || segment < 0) clearTimeout(longPress)
      pressed.current = { from, target, isTouch, segment, longPress, gesture: null, isLong: false }
      if (!isTouch) canvas.current?.setPointerCapture(event.pointerId)
    },
    onPointerMove(event) {
      if (zoom.move(event)) return
      const press = pressed.current
      if (press === null) return
      const to = pointOf(event, canvas.current)
      const moved = Math.hypot(to.x - press.from.x, to.y - press.from.y)
      if (press.gesture === null && moved > (press.isTouch ? SLOP : 2)) {
        clearTimeout(press.longPress)
        press.gesture = begin(press.target, press.segment, press.from) ?? sideways(press, to, layout)
      }
      press.gesture?.move(to)
    },
    onPointerUp(event) {
      zoom.up(event)
      const press = pressed.current
      if (press !== null && press.gesture === null && !press.isLong) click(press, setWantsToolbar)
      finish(false)
      if (press !== null && press.segment >= 0) focusArrow(canvas.current, press.segment)
    },
    onPointerCancel() {
      zoom.cancel()
      finish(true)
    },
    onPointerOver(event) {
      if (event.pointerType === 'touch' || pressed.current !== null) return
      if (event.target instanceof Element) point(event.target)
    },
    onPointerLeave() {
      if (pressed.current === null) studio.getState().hover(null)
    },
  }
  return { dragged, wantsToolbar, handlers }
}

const segmentOf = (target: Element): number =>
  Number(target.closest<SVGElement>('[data-segment]')?.dataset.segment ?? -1)

/** What hands have taken, the keys go on with. */
function focusArrow(canvas: HTMLElement | null, segment: number): void {
  const arrow = canvas?.querySelector<SVGElement>(`[data-segment="${segment}"][role=button]`)
  arrow?.focus({ preventScroll: true })
}

/** Tells the other views what is pointed at. */
function point(target: Element): void {
  const { hovered, hover } = studio.getState()
  const id = segmentOf(target)
  const name = target.closest<SVGElement>('[data-state-name]')?.dataset.stateName
  const state = STATES.find((each) => each === name)
  if (id >= 0) hover({ kind: 'segment', id })
  else if (state !== undefined) hover({ kind: 'state', state })
  else if (hovered !== null) hover(null)
}

function pointOf(event: PointerEvent, canvas: HTMLElement | null): Point {
  const box = canvas?.getBoundingClientRect()
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
}

/** A finger that leaves a place sideways scrubs; the browser scrolls if it goes up or down. */
function sideways(press: Pressed, to: Point, layout: SequenceLayout): Gesture | null {
  const isSideways = Math.abs(to.x - press.from.x) > Math.abs(to.y - press.from.y)
  return press.isTouch && isSideways ? panSideways(layout.axis, press.from) : null
}

function openByLongPress(press: Pressed | null, setWantsToolbar: (wants: boolean) => void): void {
  if (press === null || press.gesture !== null) return
  press.isLong = true
  setWantsToolbar(true)
  studio.getState().select(press.segment)
}

/** A click on a segment selects it, on a state goes to where it begins, on the paper selects nothing. */
function click({ target, segment, isTouch }: Pressed, setWantsToolbar: (wants: boolean) => void): void {
  const step = target.closest<SVGElement>('[data-state-step]')?.dataset.stateStep
  if (step !== undefined) playback.seekStep(Number(step))
  else {
    setWantsToolbar(!isTouch)
    studio.getState().select(segment < 0 ? null : segment)
  }
}
