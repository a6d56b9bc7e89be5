import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import { zoomBy } from '../../store/zoom.ts'
import type { Camera } from './camera.ts'

/** One notch of a wheel is 100 of its units. */
const PER_UNIT = 1.0025

interface Pinch {
  /** Answers whether a second finger has come, so that the pinch has the hand. */
  readonly down: (event: PointerEvent) => boolean
  readonly move: (event: PointerEvent) => boolean
  readonly up: (event: PointerEvent) => void
  readonly cancel: () => void
}

interface Finger {
  readonly x: number
  readonly y: number
}

/** Ctrl and wheel, or two fingers, stretch time round the pointer. */
export function useZoom(canvas: RefObject<HTMLElement | null>, axis: TimeAxis, camera: Camera): Pinch {
  const fingers = useRef(new Map<number, Finger>())

  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoomAt(element, axis, camera, event.clientY, PER_UNIT ** -event.deltaY)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [canvas, axis, camera])

  return {
    down(event) {
      if (event.pointerType !== 'touch') return false
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      return fingers.current.size > 1
    },
    move(event) {
      if (!fingers.current.has(event.pointerId) || fingers.current.size < 2) return false
      const before = spread(fingers.current)
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      if (canvas.current === null || before === 0) return true
      const middle = [...fingers.current.values()].reduce((sum, { y }) => sum + y, 0) / fingers.current.size
      zoomAt(canvas.current, axis, camera, middle, spread(fingers.current) / before)
      return true
    },
    up: (event) => fingers.current.delete(event.pointerId),
    cancel: () => fingers.current.clear(),
  }
}

/** Distance of the first two fingers, px. */
function spread(fingers: ReadonlyMap<number, Finger>): number {
  const [a, b] = [...fingers.values()]
  return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y)
}

function zoomAt(element: HTMLElement, axis: TimeAxis, camera: Camera, clientY: number, factor: number): void {
  camera.hold(axis.toUs(clientY - element.getBoundingClientRect().top))
  if (!zoomBy(factor)) camera.hold(null)
}
