import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import type { Side } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { statesText } from '../wording.ts'
import styles from './chart.module.css'
import type { ChartLayout } from './layout.ts'
import { type Range, zoomed } from './range.ts'
import { rowAt } from './stack.ts'
import { useZoom } from './use-zoom.ts'

interface Props {
  readonly side: Side
  readonly samples: Samples
  readonly count: number
  readonly layout: ChartLayout
  /** Row of the samples that is looked at. */
  readonly row: number
  readonly onRow: (row: number) => void
  /** Length of the run, and the part of it that is shown. */
  readonly endS: number
  readonly range: Range | null
  readonly onRange: (range: Range | null) => void
}

/** Keys of the time scale in the studio do the same here. 0 shows the whole run. */
const ZOOM_KEYS: Readonly<Record<string, number>> = { '+': 1.5, '=': 1.5, '-': 1 / 1.5, '0': 0 }

/** The moment that is looked at: a slider over the plot. */
export function Cursor({ side, samples, count, row, onRow, layout, endS, range, onRange }: Props) {
  const words = useSection('lab')
  const plotted = useRef<HTMLDivElement>(null)
  const { plot, x } = layout
  const width = plot.right - plot.left
  useZoom({ target: plotted, width, endS, range, onRange })
  const last = count - 1
  const at = x(samples.timeUs(Math.min(row, last)) / 1e6)
  const toPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect()
    onRow(rowAt(samples, x.invert(event.clientX - left + plot.left) * 1e6))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const factor = ZOOM_KEYS[event.key]
    const next = moved(event.key, row, last)
    if (event.ctrlKey || event.metaKey || (factor === undefined && next === null)) return
    event.preventDefault()
    if (next !== null) onRow(next)
    else if (factor !== undefined) onRange(zoomed(range, endS, factor, samples.timeUs(row) / 1e6))
  }
  return (
    <div
      ref={plotted}
      role="slider"
      tabIndex={0}
      className={styles.cursor}
      style={{
        left: plot.left,
        top: plot.top,
        width,
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
      {at >= plot.left - 1 && at <= plot.right + 1 && <i style={{ left: at - plot.left }} />}
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
