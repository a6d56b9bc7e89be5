import { createContext, memo, useContext } from 'react'
import { type ArrowProps, ArrowShape, isSameArrow } from './arrow.tsx'
import styles from './drawing.module.css'

/** What a view without the studio's store says of the segments of one run. */
export interface Highlights {
  readonly selected: number | null
  /** Short marks that a text elsewhere refers to, by segment. */
  readonly marks: ReadonlyMap<number, string>
}

export const HighlightContext = createContext<Highlights>({ selected: null, marks: new Map() })

/** A segment that can be selected and marked, but not grabbed. */
export const PlainArrow = memo(function PlainArrow(props: ArrowProps) {
  const { selected, marks } = useContext(HighlightContext)
  const { segment } = props.arrow
  const mark = marks.get(segment.id)
  return (
    <>
      <ArrowShape {...props} isSelected={selected === segment.id} isHovered={false} isDropped={false} />
      {mark !== undefined && <Mark {...props} text={mark} />}
    </>
  )
}, isSameArrow)

/** The dot or the ring that an arrow begins with stays in sight, px. */
const CLEAR_OF_TAIL = 4

/** A number in a ring at the tail of an arrow, over the ribbon: on the other side stand the words of the arrow. */
function Mark({ arrow: { x1, y1, x2 }, metrics, text }: ArrowProps & { readonly text: string }) {
  const inward = x2 > x1 ? 1 : -1
  const r = metrics.font.segment * 0.72
  return (
    <g
      className={styles.mark}
      transform={`translate(${x1 - inward * (r + CLEAR_OF_TAIL)} ${y1})`}
      aria-hidden="true"
    >
      <circle r={r} />
      <text>{text}</text>
    </g>
  )
}
