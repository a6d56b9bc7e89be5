import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { type Size, useSize } from '../../../drawing/use-size.ts'
import type { PopulationSpec } from '../../../engine/sim/population/spec.ts'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import type { Side } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { Marker } from '../markers.ts'
import { statesText } from '../wording.ts'
import { Callouts } from './callouts.tsx'
import styles from './chart.module.css'
import { ceilingOf } from './ceiling.ts'
import { Labels, Legend } from './labels.tsx'
import { type ChartLayout, layoutOf, pictureOf } from './layout.ts'
import { createPainter, type Painter } from './painter.ts'
import { rowAt, stackOf } from './stack.ts'
import { usePalette } from './use-palette.ts'

/** A rem where nobody has asked for another. */
const USUAL_TEXT_PX = 16

interface Props {
  readonly side: Side
  readonly spec: PopulationSpec
  readonly samples: Samples
  /** Samples there are: they come in the same object. */
  readonly count: number
  /** Length of the run, and how far it has come. */
  readonly endUs: number
  readonly knownUs: number
  readonly markers: readonly Marker[]
  /** Row of the samples that is looked at. */
  readonly row: number
  readonly onRow: (row: number) => void
}

/** Sockets of one host by state, as areas, with a moment in it that arrows and the pointer move. */
export function Chart(props: Props) {
  const { side, spec, samples, row, markers } = props
  const words = useSection('lab')
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const layout = useLayoutOf(props, size)
  const ceiling = ceilingOf(spec, side)
  return (
    <figure className={styles.chart} aria-labelledby={`lab-${side}`}>
      <figcaption className={styles.caption}>
        <h2 id={`lab-${side}`}>{words.hosts[side]}</h2>
        <span>{words.byState}</span>
      </figcaption>
      <div ref={frame} className={styles.frame} data-plot={side}>
        <Canvas frame={frame} layout={layout} />
        {layout !== null && (
          <>
            <Labels layout={layout} ceiling={ceiling} />
            <Callouts layout={layout} markers={markers} flood={spec.flood?.perSecond ?? 0} />
            <Cursor {...props} layout={layout} />
          </>
        )}
      </div>
      {layout !== null && layout.labels.length === 0 && <Legend samples={samples} row={row} side={side} />}
    </figure>
  )
}

function useLayoutOf(props: Props, size: Size | null): ChartLayout | null {
  const { side, spec, samples, count, endUs, knownUs } = props
  return useMemo(() => {
    if (size === null || count === 0) return null
    const stack = stackOf(samples, side, size.width)
    const line = side === 'C' ? stack.rows.map((row) => samples.value(row, 'portsInUse')) : null
    const ceiling = ceilingOf(spec, side)?.value ?? null
    const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT_PX
    return layoutOf({ size, stack, samples, endUs, knownUs, ceiling, line, zoom })
  }, [side, spec, samples, count, endUs, knownUs, size])
}

/** The areas. A canvas is given to its painter once and for all. */
function Canvas({
  frame,
  layout,
}: {
  frame: React.RefObject<HTMLDivElement | null>
  layout: ChartLayout | null
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<Promise<Painter> | null>(null)
  const palette = usePalette(frame)
  useEffect(() => {
    if (canvas.current !== null) painter.current = createPainter(canvas.current)
    const mine = painter.current
    return () => void mine?.then((each) => each.end())
  }, [])
  useEffect(() => {
    if (layout === null || palette === null) return
    const picture = pictureOf(layout, palette, devicePixelRatio)
    void painter.current?.then((each) => each.paint(picture))
  }, [layout, palette])
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
}

/** The moment that is looked at: a slider over the plot. */
function Cursor({ side, samples, count, row, onRow, layout }: Props & { readonly layout: ChartLayout }) {
  const words = useSection('lab')
  const { plot, x } = layout
  const last = count - 1
  const at = x(samples.timeUs(Math.min(row, last)) / 1e6)
  const toPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    onRow(rowAt(samples, x.invert(event.clientX - left + plot.left) * 1e6))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, row, last)
    if (next === null) return
    event.preventDefault()
    onRow(next)
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.cursor}
      style={{
        left: plot.left,
        top: plot.top,
        width: plot.right - plot.left,
        height: plot.bottom - plot.top,
      }}
      aria-label={`${words.moment}, ${words.hosts[side]}`}
      aria-describedby="lab-hint"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={row}
      aria-valuetext={words.momentText({
        t: samples.timeUs(row),
        host: words.hostNames[side],
        states: statesText(samples, row, side, words),
      })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        toPointer(event)
      }}
      onPointerMove={(event) => event.buttons === 1 && toPointer(event)}
    >
      <i style={{ left: at - plot.left }} />
    </div>
  )
}

/** Where a key leads; null: it is not ours. */
function moved(key: string, row: number, last: number): number | null {
  const page = Math.max(1, Math.round(last / 10))
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageUp: page,
    PageDown: -page,
    Home: -last,
    End: last,
  }
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  return step === undefined ? null : Math.min(Math.max(0, row + step), last)
}
