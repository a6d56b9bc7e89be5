import { memo, type ReactNode, useLayoutEffect, useMemo, useRef } from 'react'
import { arrivalsOf } from '../diagram/flights.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { SIDES } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { createPainter, gripStep, type Subscribe } from './painter.ts'
import styles from './drawing.module.css'
import { Sketch } from './sketch.tsx'
import { Breaks } from './breaks.tsx'
import { Chips } from './chips.tsx'

interface Props {
  readonly trace: Trace
  readonly layout: SequenceLayout
  readonly metrics: DiagramMetrics
  readonly showFuture: boolean
  readonly subscribe: Subscribe
  /** Above everything else. */
  readonly children?: ReactNode
}

/** More pills at once cannot be told apart. */
const MOST_PILLS = 64
const MOST_TIMERS = 6

/** What moves with t: the present, segments in flight, running timers. Rendered empty, written by the painter. */
export function Moving({ trace, layout, metrics, showFuture, subscribe, children }: Props) {
  const svg = useRef<SVGSVGElement>(null)
  const { diagram: words } = useMessages()
  const mostAtOnce = useMemo(() => mostInFlight(trace), [trace])

  useLayoutEffect(() => {
    if (svg.current === null) return undefined
    return subscribe(createPainter(svg.current, layout, metrics, words.left))
  }, [layout, metrics, words, subscribe])

  return (
    <svg
      ref={svg}
      className={styles.movingLayer}
      style={{ height: layout.axis.height }}
      data-future={showFuture}
    >
      <Sketch />
      <Covers layout={layout} />
      <Breaks layout={layout} />
      <FutureCover layout={layout} />
      <TimerPools />
      <NowLine layout={layout} metrics={metrics} />
      <Ways count={mostAtOnce} />
      <Chips layout={layout} metrics={metrics} />
      <Pills count={mostAtOnce} metrics={metrics} />
      {children}
    </svg>
  )
}

/** Wide enough for caps, px. */
const LANE_COVER = 14

/** The future of ribbons and bars lies under paper, thin enough to see through. The painter lets them begin at the present. */
function Covers({ layout }: { readonly layout: SequenceLayout }) {
  const { columns, axis, calls, timers } = layout
  const bars = [
    ...(columns.calls ? calls.filter((mark) => !mark.instant) : []).map((mark) => ({
      ...mark,
      key: `call ${mark.call.id}`,
    })),
    ...timers
      .filter((mark) => mark.place === 'lane')
      .map((mark) => ({ ...mark, key: `timer ${mark.timer.setFact}` })),
  ]
  return (
    <g data-part="covers">
      {SIDES.map((side) => {
        const { inner, outer } = columns.sides[side]
        return (
          <rect
            key={side}
            className={styles.ribbonCover}
            x={Math.min(inner, outer) - 0.5}
            width={Math.abs(inner - outer) + 1}
            data-top={axis.top}
            data-bottom={axis.bottom + 1}
          />
        )
      })}
      {bars.map(({ key, x, y1, y2 }) => (
        <rect
          key={key}
          className={styles.laneCover}
          x={x - LANE_COVER / 2}
          width={LANE_COVER}
          data-top={y1 - 1}
          data-bottom={y2 + 1}
        />
      ))}
    </g>
  )
}

/** Over everything that is still to come, where the future is hidden: its bands and breaks would tell when it happens. */
function FutureCover({ layout: { axis, columns } }: { readonly layout: SequenceLayout }) {
  return (
    <g data-part="covers">
      <rect
        className={styles.futureCover}
        width={columns.width}
        data-top={axis.top}
        data-bottom={axis.height}
      />
    </g>
  )
}

/** The line of the present from edge to edge, and the time on it. */
function NowLine({ layout, metrics }: Pick<Props, 'layout' | 'metrics'>) {
  const { axis, width } = layout.columns
  const { axis: size } = metrics.font
  const pill = { width: size * 5.6, height: size * 1.8 }
  return (
    <g data-part="now" className={styles.now} aria-hidden="true">
      <path data-from-x={axis === null ? 0 : axis + 5} data-to-x={width} />
      {axis !== null && (
        <g data-now className={styles.nowPill}>
          <rect x={axis + 6 - pill.width} {...pill} rx={4.5} />
          <text x={axis + 6 - pill.width / 2} />
        </g>
      )}
    </g>
  )
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

// The pools are filled by the painter, so that a new layout does not render them again.

/** Brackets that grow and countdowns that run. */
const TimerPools = memo(function TimerPools() {
  return (
    <>
      <g data-part="brackets" aria-hidden="true">
        {upTo(MOST_TIMERS).map((i) => (
          <g key={i}>
            <path className={styles.bracketAhead} />
            <path className={styles.bracketRun} />
          </g>
        ))}
      </g>
      <g data-part="countdowns" aria-hidden="true">
        {upTo(MOST_TIMERS).map((i) => (
          <g key={i} className={styles.countdown}>
            <circle r={3.5} />
            <text className={styles.remaining} />
            <text className={styles.leftWord} />
          </g>
        ))}
      </g>
    </>
  )
})

/** The way of a segment in flight, behind it and ahead, and its numbers. */
const Ways = memo(function Ways({ count }: { readonly count: number }) {
  return (
    <g data-part="ways" aria-hidden="true" lang="en">
      {upTo(count).map((i) => (
        <g key={i}>
          <path className={styles.ahead} />
          <path className={styles.trail} />
          <g>
            <text className={styles.trailText} textAnchor="middle" />
          </g>
        </g>
      ))}
    </g>
  )
})

/** Segments in flight: six dots to take them by, and their flags. */
const Pills = memo(function Pills({ count, metrics }: Pick<Props, 'metrics'> & { readonly count: number }) {
  const { height } = metrics.pill
  return (
    <g data-part="pills" aria-hidden="true" lang="en">
      {upTo(count).map((i) => (
        <g key={i} data-pill className={styles.pill}>
          <rect height={height} rx={height / 2} />
          <path className={styles.pillGrip} strokeWidth={gripStep(metrics) * 0.55} />
          <text />
        </g>
      ))}
    </g>
  )
})

/** Most segments that are ever in flight at once: one more at each start, one less after each end. */
function mostInFlight(trace: Trace): number {
  const starts = trace.data.segments.sentUs.toSorted()
  const ends = arrivalsOf(trace).sort()
  let [most, ended] = [0, 0]
  starts.forEach((us, started) => {
    while ((ends[ended] as number) < us) ended += 1
    most = Math.max(most, started + 1 - ended)
  })
  return Math.min(most, MOST_PILLS)
}
