import { scaleLinear } from 'd3-scale'
import { select } from 'd3-selection'
import { type D3ZoomEvent, zoom, type ZoomBehavior, zoomIdentity, zoomTransform } from 'd3-zoom'
import { type RefObject, useEffect, useRef } from 'react'
import { MOST_ZOOM, type Range } from './range.ts'

interface Zoomable {
  /** The plot: what wheel and fingers act on. */
  readonly target: RefObject<HTMLElement | null>
  readonly width: number
  readonly endS: number
  readonly range: Range | null
  readonly onRange: (range: Range | null) => void
}

/** Ctrl and wheel, or two fingers, zoom the time axis. A wheel alone scrolls the page, one finger moves the moment. */
export function useZoom({ target, width, endS, range, onRange }: Zoomable): void {
  const behaviour = useRef<ZoomBehavior<HTMLElement, unknown> | null>(null)
  const tell = useRef(onRange)
  useEffect(() => {
    tell.current = onRange
  })
  useEffect(() => {
    const element = target.current
    if (element === null) return undefined
    const whole = scaleLinear([0, endS], [0, width])
    const room: [[number, number], [number, number]] = [
      [0, 0],
      [width, 1],
    ]
    const act = zoom<HTMLElement, unknown>()
      .scaleExtent([1, MOST_ZOOM])
      .extent(room)
      .translateExtent(room)
      .filter(isZooming)
      .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
        if (!(sourceEvent instanceof Event)) return
        const [from = 0, to = endS] = transform.rescaleX(whole).domain()
        tell.current(transform.k === 1 ? null : [from, to])
      })
    behaviour.current = act
    const selection = select(element).call(act)
    return () => {
      selection.on('.zoom', null)
    }
  }, [target, width, endS])
  // The other chart, a key or a button has moved it.
  useEffect(() => {
    const element = target.current
    if (element === null || behaviour.current === null) return
    const [from, to] = range ?? [0, endS]
    const k = endS / (to - from)
    const x = (-from / endS) * width * k
    const present = zoomTransform(element)
    if (Math.abs(present.k - k) < 1e-6 && Math.abs(present.x - x) < 0.01) return
    behaviour.current.transform(select(element), zoomIdentity.translate(x, 0).scale(k))
  }, [target, width, endS, range])
}

function isZooming(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey
  return event.type.startsWith('touch') && (event as TouchEvent).touches.length > 1
}
