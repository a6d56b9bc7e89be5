import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Columns } from '../diagram/columns.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { stepAt } from '../engine/trace/query.ts'
import type { Us } from '../engine/trace/trace.ts'
import { DoubtContext, type Doubts } from './doubts.ts'
import drawing from './drawing.module.css'
import { Moving } from './moving.tsx'
import type { Painter, Subscribe } from './painter.ts'
import { type Highlights, HighlightContext, PlainArrow } from './plain-arrow.tsx'
import styles from './runs.module.css'
import { Settled, Texts } from './settled.tsx'
import { useLayout } from './use-layout.ts'
import { usePhases } from './use-phases.ts'
import type { Shown } from './use-window.ts'

export interface RunPaneProps extends Highlights {
  readonly trace: Trace
  readonly label: string
  readonly onSelect: (segment: number | null) => void
  readonly onSeek: (us: Us) => void
  /** What of it nobody saw; absent: everything is known. */
  readonly doubts?: Doubts
  /** A key on a focused segment that this pane has no use for. */
  readonly onSegmentKey?: (segment: number, event: KeyboardEvent) => void
}

interface Paper {
  readonly axis: TimeAxis
  readonly columns: Columns
  readonly metrics: DiagramMetrics
  readonly shown: Shown
  readonly showFuture: boolean
  /** Calls back with t now and whenever it has changed. The same function always. */
  readonly clock: (listener: (tUs: Us) => void) => () => void
  /** What is above this height is the same in every run, px. */
  readonly sameAbove: number
}

/** One of several runs: its own steps, the common time. */
export function RunPane({
  trace,
  label,
  selected,
  marks,
  doubts,
  onSelect,
  onSeek,
  onSegmentKey,
  axis,
  columns,
  metrics,
  shown,
  showFuture,
  clock,
  sameAbove,
}: RunPaneProps & Paper) {
  const canvas = useRef<HTMLDivElement>(null)
  const layout = useLayout(trace, axis, columns, metrics, shown)
  const subscribe: Subscribe = useCallback(
    (paint: Painter) => clock((tUs) => paint(tUs, stepAt(trace, tUs))),
    [clock, trace],
  )
  usePhases(canvas, trace, layout, subscribe)
  const highlights = useMemo(() => ({ selected, marks }), [selected, marks])
  const [focused, setFocused] = useState({ segment: -1, state: '' })
  const stops = {
    segment: layout.arrows.some(({ segment }) => segment.id === focused.segment)
      ? focused.segment
      : (layout.arrows[0]?.segment.id ?? -1),
    state: layout.ribbons.some(({ piece }) => `${piece.side}${piece.index}` === focused.state)
      ? focused.state
      : `${layout.ribbons[0]?.piece.side}${layout.ribbons[0]?.piece.index}`,
  }

  const act = (target: EventTarget): void => {
    const { segment, state } = placeOf(target)
    if (state !== null) onSeek(trace.stepTimeUs(state))
    else onSelect(segment === selected ? null : segment)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { segment, state } = placeOf(event.target)
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      act(event.target)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      neighbour(event.target, event.key === 'ArrowDown')?.focus()
    } else if (segment !== null && state === null) onSegmentKey?.(segment, event)
  }
  // A repeat of what is known is faint until somebody looks at it.
  const look = (y: number): void => {
    if (canvas.current !== null) canvas.current.dataset.looked = String(y < sameAbove)
  }
  return (
    // One place hears what happens on its many buttons, the arrows.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={canvas}
      className={`${drawing.canvas} ${styles.pane}`}
      role="group"
      aria-label={label}
      style={{ height: axis.height }}
      data-future={showFuture}
      onClick={(event: MouseEvent) => act(event.target)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const { dataset } = event.target as unknown as SVGElement
        setFocused((old) => ({
          segment: Number(dataset.segment ?? old.segment),
          state: dataset.state ?? old.state,
        }))
        // One that lies under another has no size until it is drawn.
        const arrow = layout.arrows.find(({ segment }) => String(segment.id) === dataset.segment)
        look(arrow?.y1 ?? heightIn(canvas.current, event.target.getBoundingClientRect().top))
      }}
      onPointerMove={(event: PointerEvent) => look(heightIn(canvas.current, event.clientY))}
      onPointerLeave={() => look(Number.POSITIVE_INFINITY)}
    >
      <DoubtContext value={doubts ?? null}>
        <HighlightContext value={highlights}>
          <Settled
            trace={trace}
            layout={layout}
            metrics={metrics}
            stops={stops}
            selected={selected}
            Arrow={PlainArrow}
          />
        </HighlightContext>
        <Moving
          trace={trace}
          layout={layout}
          metrics={metrics}
          showFuture={showFuture}
          subscribe={subscribe}
        />
        <Texts layout={layout} />
      </DoubtContext>
      {sameAbove > 0 && <div className={styles.known} style={{ height: sameAbove }} />}
    </div>
  )
}

/** The segment or the state (its first step) that an element belongs to. */
function placeOf(target: EventTarget): { readonly segment: number | null; readonly state: number | null } {
  const element = target instanceof Element ? target : null
  const segment = element?.closest<SVGElement>('[data-segment]')?.dataset.segment
  const state = element?.closest<SVGElement>('[data-state-step]')?.dataset.stateStep
  return {
    segment: segment === undefined ? null : Number(segment),
    state: state === undefined ? null : Number(state),
  }
}

/** The segment before or after another, or the state. */
function neighbour(target: EventTarget, forwards: boolean): SVGElement | null {
  const item = target instanceof Element ? target.closest('[role=listitem]') : null
  let next = item
  do next = (forwards ? next?.nextElementSibling : next?.previousElementSibling) ?? null
  while (next !== null && next.getAttribute('role') !== 'listitem')
  return next?.querySelector<SVGElement>('[role=button]') ?? null
}

const heightIn = (canvas: Element | null, clientY: number): number =>
  clientY - (canvas?.getBoundingClientRect().top ?? 0)
