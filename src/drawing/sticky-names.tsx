import { type RefObject, useLayoutEffect, useRef } from 'react'
import { firstWhere } from '../base/binary-search.ts'
import type { Columns } from '../diagram/columns.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { type RibbonPiece, ribbonsOf } from '../diagram/ribbons.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import { SIDES, type Side } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { textOf } from '../ui/state-colour.ts'
import { setHidden, setText } from './dom.ts'
import styles from './drawing.module.css'
import type { Subscribe } from './painter.ts'

interface Props {
  readonly trace: Trace
  readonly axis: TimeAxis
  readonly columns: Columns
  readonly metrics: DiagramMetrics
  readonly scroller: RefObject<HTMLElement | null>
  readonly subscribe: Subscribe
}

/** Names of the states in force, under the head, while those on the paper are out of sight or there is no room for any. */
export function StickyNames({ trace, axis, columns, metrics, scroller, subscribe }: Props) {
  const names = useRef<Record<Side, HTMLSpanElement | null>>({ C: null, S: null })
  /** As of the last scrolling: to ask for it in every frame would lay out the page each time. */
  const scrolled = useRef(0)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    let now = 0
    const paint = () => {
      for (const side of SIDES) {
        const name = names.current[side]
        const piece = pieceAt(trace, side, now)
        if (name === null || piece === undefined) continue
        const top = piece.first ? axis.top : axis.toY(piece.fromUs)
        const isAway = !columns.named || top + metrics.font.state * 0.3 < scrolled.current
        setHidden(name, !isAway)
        if (!isAway) continue
        setText(name, piece.state)
        name.style.color = textOf(piece.state)
      }
    }
    const onScroll = () => {
      scrolled.current = element.scrollTop
      paint()
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    const stop = subscribe((_tUs, step) => {
      now = step
      paint()
    })
    return () => {
      element.removeEventListener('scroll', onScroll)
      stop()
    }
  }, [trace, axis, columns, metrics, scroller, subscribe])
  /** Without a column for names they stand between the ribbons. */
  const xOf = (side: Side): number => {
    const { names, inner, outward } = columns.sides[side]
    return columns.named ? names : inner - outward * BESIDE_RIBBON
  }
  return SIDES.map((side) => {
    const isLeft = columns.sides[side].outward < 0
    return (
      <span
        key={side}
        ref={(element) => {
          names.current[side] = element
        }}
        className={styles.stickyName}
        style={isLeft === columns.named ? { right: columns.width - xOf(side) } : { left: xOf(side) }}
        aria-hidden="true"
        lang="en"
        hidden
      />
    )
  })
}

/** px */
const BESIDE_RIBBON = 6

/** The stretch that a side is in: of several connections the one whose state changed last. */
function pieceAt(trace: Trace, side: Side, step: number): RibbonPiece | undefined {
  const { pieces } = ribbonsOf(trace, side)
  return pieces[firstWhere(pieces.length, (i) => (pieces[i] as RibbonPiece).fromStep > step) - 1]
}
