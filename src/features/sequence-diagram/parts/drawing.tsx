import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Columns } from '../../../diagram/columns.ts'
import type { DiagramMetrics } from '../../../diagram/metrics.ts'
import { buildTimeAxis, fillingZoom } from '../../../diagram/time-axis.ts'
import drawing from '../../../drawing/drawing.module.css'
import { Moving } from '../../../drawing/moving.tsx'
import type { Subscribe } from '../../../drawing/painter.ts'
import { Settled, Texts } from '../../../drawing/settled.tsx'
import { StickyNames } from '../../../drawing/sticky-names.tsx'
import { useLayout } from '../../../drawing/use-layout.ts'
import { usePhases } from '../../../drawing/use-phases.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { useCamera } from '../camera.ts'
import { useKeyboard } from '../keyboard.ts'
import { useLitState } from '../lit-state.ts'
import { useMorph } from '../morph.ts'
import { usePointer } from '../pointer.ts'
import styles from '../sequence-diagram.module.css'
import { ArrowView } from './arrow.tsx'
import { BackToNow } from './back-to-now.tsx'
import { Grip } from './grip.tsx'
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
  const hint = useId()
  const { diagram: words, shell } = useMessages()
  const showFuture = useStudio((state) => state.showFuture)
  const selected = useStudio((state) => state.selectedSegment)
  const { axis, setDragging } = useAxis(trace, metrics, height)
  // Wherever a run is on paper, playing crosses what is compressed there.
  useEffect(() => playback.setQuietBands(axis.bands), [axis])
  const camera = useCamera(scroller, axis, height)
  const layout = useLayout(trace, axis, columns, metrics, camera.shown)
  const pointer = usePointer(canvas, trace, layout, camera, setDragging)
  const keyboard = useKeyboard(canvas, trace, axis, layout, camera.reveal)

  usePhases(canvas, trace, layout, followPlayback)
  useMorph(canvas, layout, metrics)
  useLitState(canvas, layout)

  return (
    <>
      <p id={hint} className="unseen">
        {words.hint}
      </p>
      <div ref={scroller} className={styles.scroller}>
        {/* One place hears what happens on its many buttons, the arrows. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={canvas}
          className={drawing.canvas}
          role="group"
          aria-label={shell.diagram}
          aria-describedby={hint}
          style={{ height: axis.height }}
          data-future={showFuture}
          data-dragging={pointer.dragged !== null}
          onKeyDown={keyboard.onKeyDown}
          onFocus={keyboard.onFocus}
          {...pointer.handlers}
        >
          <Settled
            trace={trace}
            layout={layout}
            metrics={metrics}
            stops={keyboard.stops}
            selected={selected}
            Arrow={ArrowView}
          />
          <Moving
            trace={trace}
            layout={layout}
            metrics={metrics}
            showFuture={showFuture}
            subscribe={followPlayback}
          >
            <Grip layout={layout} dragged={pointer.dragged} />
          </Moving>
          <Texts layout={layout} />
          <Toolbar
            layout={layout}
            metrics={metrics}
            isOpen={pointer.wantsToolbar && pointer.dragged === null}
          />
        </div>
      </div>
      <StickyNames
        trace={trace}
        axis={axis}
        columns={columns}
        metrics={metrics}
        scroller={scroller}
        subscribe={followPlayback}
      />
      <BackToNow onClick={camera.backToNow} />
    </>
  )
}

const followPlayback: Subscribe = (paint) => playback.onFrame((tUs) => paint(tUs, playback.step))

/**
 * The axis: a short run fills the paper, and keeps its scale when it is changed; while a head is dragged nothing
 * stretches under the hand.
 */
function useAxis(trace: Trace, metrics: DiagramMetrics, height: number) {
  const opened = useStudio((state) => state.opened) ?? trace
  const filling = useMemo(() => fillingZoom(opened, metrics, height), [opened, metrics, height])
  const zoom = useStudio((state) => state.timeScale) * filling
  const trueScale = useStudio((state) => state.trueScale)
  const [held, setHeld] = useState<number | null>(null)
  const axis = useMemo(
    () => buildTimeAxis(trace, metrics, { zoom, trueScale, ...(held !== null && { pxPerMs: held }) }),
    [trace, metrics, zoom, trueScale, held],
  )
  const setDragging = (dragging: boolean) => setHeld(dragging ? axis.pxPerMs / zoom : null)
  return { axis, setDragging }
}
