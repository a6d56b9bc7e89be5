import type { SequenceLayout } from '../../../diagram/sequence-layout.ts'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import styles from '../sequence-diagram.module.css'

interface Props {
  readonly layout: SequenceLayout
  /** The segment whose head is being dragged. */
  readonly dragged: number | null
}

/** The handle on the head of the arrow that is dragged, pointed at or selected: it delays this one segment. */
export function Grip({ layout, dragged }: Props) {
  const { diagram: words } = useMessages()
  const hovered = useStudio(({ hovered: what }) => (what?.kind === 'segment' ? what.id : null))
  const selected = useStudio((state) => state.selectedSegment)
  const id = dragged ?? hovered ?? selected
  const arrow = layout.arrows.find(({ segment }) => segment.id === id)
  if (arrow === undefined || arrow.segment.ordinal === 0 || arrow.lost) return null
  const { segment, x2, y2 } = arrow
  const outward = x2 > arrow.x1 ? 1 : -1
  return (
    <g
      className={styles.grip}
      data-grip
      data-segment={segment.id}
      transform={`translate(${x2} ${y2})`}
      aria-hidden="true"
    >
      {dragged === null && <title>{words.grip}</title>}
      <circle className={styles.gripHit} r={14} />
      <circle className={styles.gripRing} r={5.75} />
      <path d="M-2 -1L0 -3L2 -1M-2 1L0 3L2 1" />
      {dragged !== null && (
        <g className={styles.delayChip} transform={`translate(${-outward * 46} 22)`}>
          <rect x={-34} y={-11} width={68} height={22} rx={11} />
          <text>{ms(segment.endUs - segment.sentUs)}</text>
        </g>
      )}
    </g>
  )
}
