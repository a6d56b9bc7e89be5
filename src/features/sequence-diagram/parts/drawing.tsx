import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Columns } from '../../../diagram/columns.ts'
import type { DiagramMetrics } from '../../../diagram/metrics.ts'
import { layoutSequence } from '../../../diagram/sequence-layout.ts'
import { buildTimeAxis } from '../../../diagram/time-axis.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { useCamera } from '../camera.ts'
import { useKeyboard } from '../keyboard.ts'
import { type Phase, Phases } from '../phases.ts'
import { usePointer } from '../pointer.ts'
import { segmentName } from '../segment-name.ts'
import styles from '../sequence-diagram.module.css'
import { BackToNow } from './back-to-now.tsx'
import { Moving } from './moving.tsx'
import { Settled, Texts } from './settled.tsx'
import { StickyNames } from './sticky-names.tsx'
import { Toolbar } from './toolbar.tsx'

interface Props {
  readonly trace: Trace
  readonly columns: Columns
  readonly metrics: DiagramMetrics
  /** Of what can be seen, px. */
  readonly height: number
}

/** Time from top to bottom, scrolling; the two layers of the picture and what lies over them. */
export function Drawing({ trace, columns, metrics, height }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLDivElement>(null)
  const { diagram: words, shell } = useMessages()
  const showFuture = useStudio((state) => state.showFuture)
  const { axis, setDragging } = useAxis(trace, metrics)
  const camera = useCamera(scroller, axis, height)
  const layout = useMemo(
    () => layoutSequence(trace, axis, columns, metrics, camera.window, words),
    [trace, axis, columns, metrics, camera.window, words],
  )
  const pointer = usePointer(canvas, trace, layout, camera, setDragging)
  const keyboard = useKeyboard(canvas, trace, axis, layout, camera.reveal)

  useLayoutEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    const phases = new Phases()
    phases.collect(element)
    const rename = (changed: SVGElement, phase: Phase) => {
      const { segment } = changed.dataset
      if (segment !== undefined)
        changed.setAttribute('aria-label', segmentName(trace, Number(segment), phase, words))
    }
    let last = playback.step
    return playback.onFrame(() => {
      // Things arrive with a movement when time passes them, not when the reader leaps over them.
      element.dataset.motion =
        playback.step - last === 1 ? 'on' : playback.step === last ? (element.dataset.motion ?? 'off') : 'off'
      last = playback.step
      phases.apply(playback.step, rename)
    })
  }, [layout, trace, words])

  return (
    <>
      <div ref={scroller} className={styles.scroller}>
        {/* One place hears what happens on its many buttons, the arrows. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={canvas}
          className={styles.canvas}
          role="group"
          aria-label={shell.diagram}
          style={{ height: axis.height }}
          data-future={showFuture}
          data-dragging={pointer.dragged !== null}
          onKeyDown={keyboard.onKeyDown}
          onFocus={keyboard.onFocus}
          {...pointer.handlers}
        >
          <Settled trace={trace} layout={layout} metrics={metrics} stops={keyboard.stops} />
          <Moving trace={trace} layout={layout} metrics={metrics} dragged={pointer.dragged} />
          <Texts layout={layout} />
          <Toolbar
            layout={layout}
            metrics={metrics}
            isOpen={pointer.wantsToolbar && pointer.dragged === null}
          />
        </div>
      </div>
      <StickyNames trace={trace} axis={axis} columns={columns} metrics={metrics} scroller={scroller} />
      <BackToNow onClick={camera.backToNow} />
    </>
  )
}

/** The axis, with its scale held still while a head is dragged: the paper must not stretch under the hand. */
function useAxis(trace: Trace, metrics: DiagramMetrics) {
  const zoom = useStudio((state) => state.timeScale)
  const trueScale = useStudio((state) => state.trueScale)
  const [held, setHeld] = useState<number | null>(null)
  const axis = useMemo(
    () => buildTimeAxis(trace, metrics, { zoom, trueScale, ...(held !== null && { pxPerMs: held }) }),
    [trace, metrics, zoom, trueScale, held],
  )
  const setDragging = (dragging: boolean) => setHeld(dragging ? axis.pxPerMs / zoom : null)
  return { axis, setDragging }
}
