import { type ComponentType, memo, useContext, useId } from 'react'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import { ribbonsOf } from '../diagram/ribbons.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { SIDES } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { useMessages } from '../i18n/use-messages.ts'
import styles from './drawing.module.css'
import type { ArrowProps } from './arrow.tsx'
import { Axis, Bands } from './bands.tsx'
import { Calls, LaneTexts } from './calls.tsx'
import { DoubtContext } from './doubts.ts'
import { Names } from './names.tsx'
import { Patterns } from './patterns.tsx'
import { RibbonView } from './ribbon.tsx'
import { Timers } from './timers.tsx'

/** Where Tab lands: one segment and one state; the arrow keys go on from there. */
export interface TabStops {
  readonly segment: number
  /** Side and number of a stretch, `C3`. */
  readonly state: string
}

interface Props {
  readonly trace: Trace
  readonly layout: SequenceLayout
  readonly metrics: DiagramMetrics
  readonly stops: TabStops
  readonly selected: number | null
  /** One segment, as the view wants it: an ArrowShape that knows what is selected there. */
  readonly Arrow: ComponentType<ArrowProps>
}

/** What lies on the paper and only changes its phase: drawn when the window, the run or the scale changes. */
export const Settled = memo(function Settled({ trace, layout, metrics, stops, selected, Arrow }: Props) {
  const id = useId()
  const { diagram: words } = useMessages()
  const { columns } = layout
  const hasDoubts = useContext(DoubtContext) !== null
  const widths = new Set(SIDES.flatMap((side) => columns.sides[side].lanes.map((lane) => lane.width)))
  // What lies unseen under another is there for ears and keys, which do not leap.
  const isWanted = ({ covered, segment }: LabelledArrow) =>
    !covered || hasDoubts || segment.id === selected || segment.id === stops.segment
  // A sketch has its lines in the moving layer.
  const isDrawn = { whole: () => true, glimpse: isWanted, sketch: () => false }[layout.detail]
  return (
    // As tall as time, so that another window moves nothing that is drawn.
    <svg className={styles.layer} style={{ height: layout.axis.height }}>
      {[...widths].map((width) => (
        <Patterns key={width} id={id} width={width} />
      ))}
      <Bands layout={layout} metrics={metrics} />
      <Axis layout={layout} />
      {SIDES.map((side) => (
        <g key={side} role="list" aria-label={words.statesOf[side]}>
          {layout.ribbons
            .filter((ribbon) => ribbon.piece.side === side)
            .map((ribbon) => (
              <RibbonView
                key={ribbon.piece.index}
                ribbon={ribbon}
                count={ribbonsOf(trace, side).pieces.length}
                patterns={id}
                isTabStop={stops.state === `${side}${ribbon.piece.index}`}
              />
            ))}
        </g>
      ))}
      <Calls layout={layout} />
      <Timers layout={layout} />
      <g role="list" aria-label={words.segments}>
        {layout.arrows.filter(isDrawn).map((arrow) => (
          <Arrow
            key={arrow.segment.id}
            arrow={arrow}
            count={trace.segmentCount}
            metrics={metrics}
            isTabStop={stops.segment === arrow.segment.id}
          />
        ))}
      </g>
    </svg>
  )
})

/** Words beside the ribbons: above the moving layer, so that the present does not strike them out. */
export const Texts = memo(function Texts({ layout }: Pick<Props, 'layout'>) {
  return (
    <svg className={styles.textLayer} style={{ height: layout.axis.height }}>
      <Names layout={layout} />
      <LaneTexts layout={layout} />
    </svg>
  )
})
