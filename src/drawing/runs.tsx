import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Columns } from '../diagram/columns.ts'
import { COMPARE, type DiagramMetrics } from '../diagram/metrics.ts'
import { columnsFor } from '../diagram/sequence-layout.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import { SIDES, type Side } from '../engine/tcp/state.ts'
import type { Us } from '../engine/trace/trace.ts'
import drawing from './drawing.module.css'
import { HostName } from './host-name.tsx'
import { followed } from './paper-window.ts'
import { RunPane, type RunPaneProps } from './run-pane.tsx'
import styles from './runs.module.css'
import { atTextSize, sizesOf } from './sizes.ts'
import { useSize } from './use-size.ts'
import { type Shown, useWindow } from './use-window.ts'

interface RunProps extends RunPaneProps {
  /** Above its hosts. */
  readonly title: ReactNode
  readonly hosts: Readonly<Record<Side, { readonly address: string; readonly port: number }>>
}

interface Props {
  readonly runs: readonly RunProps[]
  /** Of all of them together (`buildTimeAxis`), made with the metrics of `useRunMetrics`. */
  readonly axis: TimeAxis
  readonly metrics: DiagramMetrics
  readonly showFuture: boolean
  /** Calls back with t now and whenever it has changed. The same function always. */
  readonly clock: (listener: (tUs: Us) => void) => () => void
  /** Moment at which the runs part, or null, and what to say of it. */
  readonly partingUs: Us | null
  readonly partingText: string
}

/** Sizes of runs that stand side by side. */
export function useRunMetrics(): DiagramMetrics {
  return useMemo(() => atTextSize(COMPARE), [])
}

/** Narrower runs cannot be read: below this they scroll sideways, px at a text size of 16. */
const LEAST_WIDTH = 280

/** Several runs on one scale of time, with one present and one scroll. */
export function Runs({ runs, axis, metrics, showFuture, clock, partingUs, partingText }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const heads = useRef<HTMLDivElement>(null)
  const size = useSize(scroller)
  const headSize = useSize(heads)
  const least = (LEAST_WIDTH * metrics.font.axis) / COMPARE.font.axis
  const width = size === null ? 0 : Math.max(Math.floor(size.width / runs.length), least)
  const height = Math.max(0, (size?.height ?? 0) - (headSize?.height ?? 0))
  const allColumns = useMemo(
    () => runs.map(({ trace }) => columnsFor(trace, width, metrics)),
    [runs, width, metrics],
  )
  useKnown(scroller, partingUs, clock)
  const parting = partingUs === null ? 0 : axis.toY(partingUs)
  const columns = { gridTemplateColumns: `repeat(${runs.length}, ${width}px)` }
  return (
    <div
      ref={scroller}
      className={`${styles.scroller} ${drawing.sized}`}
      style={sizesOf(metrics)}
      data-scrolls=""
    >
      <div ref={heads} className={styles.heads} style={columns}>
        {runs.map(({ title, hosts }, i) => (
          <Head key={i} title={title} hosts={hosts} columns={allColumns[i] as Columns} />
        ))}
      </div>
      {height > 0 && (
        <div className={styles.panes} style={{ ...columns, height: axis.height }}>
          <Panes
            runs={runs}
            scroller={scroller}
            height={height}
            axis={axis}
            allColumns={allColumns}
            metrics={metrics}
            showFuture={showFuture}
            clock={clock}
            sameAbove={parting}
          />
          {partingUs !== null && (
            <p
              className={styles.parting}
              style={{ top: parting }}
              data-raised={(runs.length > 2 && partingUs > 0) || undefined}
            >
              {/* Between two runs it hides least. */}
              <span style={{ left: width }}>{partingText}</span>
            </p>
          )}
        </div>
      )}
    </div>
  )
}

interface PanesProps extends Pick<Props, 'runs' | 'axis' | 'metrics' | 'showFuture' | 'clock'> {
  readonly scroller: RefObject<HTMLElement | null>
  /** Of what can be seen, px. */
  readonly height: number
  readonly allColumns: readonly Columns[]
  readonly sameAbove: number
}

/** The runs themselves: there once their room has been measured, so that they are drawn once. */
function Panes({ runs, scroller, height, allColumns, ...paper }: PanesProps) {
  const { axis, clock } = paper
  useFollowing(scroller, height, axis, clock)
  const shown = useShown(scroller, height, axis, clock)
  return runs.map(({ hosts: _hosts, title: _title, ...run }, i) => (
    <RunPane key={i} {...run} {...paper} columns={allColumns[i] as Columns} shown={shown} />
  ))
}

/** What stays in sight above a run: its title and its hosts. */
function Head({ title, hosts, columns }: Pick<RunProps, 'title' | 'hosts'> & { readonly columns: Columns }) {
  return (
    <div className={styles.head}>
      {title}
      <div className={styles.hosts} data-metrics={columns.axis === null ? 'bare' : 'full'}>
        {SIDES.map((side) => (
          <HostName key={side} side={side} columns={columns} {...hosts[side]} />
        ))}
      </div>
    </div>
  )
}

/** At first round the present, then it follows the scroll. */
function useShown(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  axis: TimeAxis,
  clock: Props['clock'],
): Shown {
  const [first] = useState(() => {
    let nowUs = 0
    clock((tUs) => {
      nowUs = tUs
    })()
    return followed(axis, height, nowUs, 0)
  })
  const { shown, show } = useWindow(first, height, axis)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const onScroll = () => show(element.scrollTop)
    onScroll()
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, show])
  return shown
}

/** Keeps the present in sight when t moves; a reader who only scrolls is left alone. */
function useFollowing(
  scroller: RefObject<HTMLElement | null>,
  height: number,
  axis: TimeAxis,
  clock: Props['clock'],
): void {
  // Before the window is taken from the scroll.
  useLayoutEffect(() => {
    let last: Us | null = null
    return clock((tUs) => {
      const element = scroller.current
      if (element !== null && height > 0 && tUs !== last)
        element.scrollTop = followed(axis, height, tUs, element.scrollTop)
      last = tUs
    })
  }, [scroller, height, axis, clock])
}

/** Before the runs part, what they share is the news and not a repeat. */
function useKnown(
  scroller: RefObject<HTMLElement | null>,
  partingUs: Us | null,
  clock: Props['clock'],
): void {
  useEffect(
    () =>
      clock((tUs) => {
        if (scroller.current !== null)
          scroller.current.dataset.present = partingUs !== null && tUs <= partingUs ? 'before' : 'after'
      }),
    [scroller, partingUs, clock],
  )
}
