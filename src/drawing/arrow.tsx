import { sameFields } from '../base/same-fields.ts'
import { useContext } from 'react'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import type { LabelledArrow } from '../diagram/labelled-arrows.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { fatePlace, originPlace, rankPlace, type MarkPlace } from '../diagram/arrow-marks.ts'
import { along, crossPaths, headPath, hitPath, linePath } from '../diagram/paths.ts'
import { DoubtContext } from './doubts.ts'
import styles from './drawing.module.css'
import { Label } from './label.tsx'

export interface ArrowProps {
  readonly arrow: LabelledArrow
  /** Number of segments of the run. */
  readonly count: number
  readonly metrics: DiagramMetrics
  readonly isTabStop: boolean
}

/** Whether a segment looks the same, also where it is one of another run: most of a picture outlives a change. */
export function isSameArrow(old: ArrowProps, next: ArrowProps): boolean {
  if (!sameFields(old, next, ['arrow'])) return false
  if (old.arrow === next.arrow) return true
  const [a, b] = [old.arrow, next.arrow]
  return (
    sameFields(a, b, ['segment', 'label']) &&
    sameFields(a.label, b.label) &&
    sameFields(a.segment, b.segment, ['text', 'options']) &&
    (a.segment.text === null) === (b.segment.text === null)
  )
}

/** What only the view knows of a segment. */
interface ArrowLook {
  readonly isSelected: boolean
  readonly isHovered: boolean
  /** It was the reader who took it away, not the network. */
  readonly isDropped: boolean
}

/** One segment as it lies on the paper: tail, line, head, words. While it is in flight the moving layer draws its line. */
export function ArrowShape({
  arrow,
  count,
  metrics,
  isTabStop,
  isSelected,
  isHovered,
  isDropped,
}: ArrowProps & ArrowLook) {
  const { segment } = arrow
  const doubts = useContext(DoubtContext)
  const doubt = doubts?.ofSegment(segment.id) ?? null
  const look = [
    styles.arrow,
    arrow.lost || arrow.refused ? styles.red : '',
    segment.text !== null ? styles.data : '',
    segment.copyOf >= 0 ? styles.copy : '',
    doubt === null ? '' : styles.doubted,
    isHovered ? styles.hovered : '',
    isSelected ? styles.selected : '',
  ]
  const { x1, y1, x2, y2 } = arrow
  // What is in doubt looks different, whether it is this one or the one that lies on it.
  const isUnseen = arrow.covered && doubts === null && !isSelected && !isHovered && !isTabStop
  return (
    <g role="listitem" aria-posinset={segment.id + 1} aria-setsize={count}>
      <g
        className={look.join(' ')}
        role="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-pressed={isSelected}
        data-segment={segment.id}
        data-from={arrow.fromStep}
        data-to={arrow.toStep}
        lang="en"
      >
        {!isUnseen && (
          <>
            <path className={styles.hit} d={hitPath(arrow)} />
            {isTabStop && <FocusRing arrow={arrow} metrics={metrics} />}
            <path className={styles.line} d={linePath(arrow, metrics)} />
            {arrow.lost ? (
              <Loss arrow={arrow} metrics={metrics} isDropped={isDropped} doubt={doubt} />
            ) : (
              <path className={styles.head} d={headPath(x1, y1, x2, y2, metrics.head)} />
            )}
            <Tail arrow={arrow} metrics={metrics} />
            <Label
              arrow={arrow}
              metrics={metrics}
              isShown={!arrow.label.crowded || isSelected || isHovered}
              isChip={isSelected}
            />
            {doubt !== null && !arrow.lost && <DoubtWord arrow={arrow} metrics={metrics} word={doubt} />}
            {arrow.arrivalRank > 0 && <ArrivalRank arrow={arrow} metrics={metrics} />}
          </>
        )}
      </g>
    </g>
  )
}

type MarkProps = Pick<ArrowProps, 'arrow' | 'metrics'>

const placed = ({ x, y, anchor }: MarkPlace) => ({ x, y, textAnchor: anchor })

/** A dot; a ring where a timer sent it again; a diamond where it came out of the network. */
function Tail({ arrow, metrics }: MarkProps) {
  const { diagram: words } = useMessages()
  const { segment, x1, y1 } = arrow
  const { scale } = metrics
  const d = 5 * scale
  if (segment.injected) {
    return (
      <>
        <path className={styles.diamond} d={`M${x1} ${y1 - d}l${d} ${d}l${-d} ${d}l${-d} ${-d}z`} />
        <text className={styles.origin} {...placed(originPlace(arrow, metrics))}>
          {words.injected}
        </text>
      </>
    )
  }
  if (segment.retransmission === 0) return <circle className={styles.tail} cx={x1} cy={y1} r={2 * scale} />
  return (
    <>
      <circle className={styles.echo} cx={x1} cy={y1} r={4 * scale} />
      <circle className={styles.tailRing} cx={x1} cy={y1} r={4 * scale} />
    </>
  )
}

/** The x at the midpoint, what happened in a word, and where the segment would have gone. */
function Loss({
  arrow,
  metrics,
  isDropped,
  doubt,
}: MarkProps & Pick<ArrowLook, 'isDropped'> & { readonly doubt: string | null }) {
  const { diagram: words } = useMessages()
  const { x2, y2, restX, restY } = arrow
  const { scale } = metrics
  const from = along(x2, y2, restX, restY, 12 * scale)
  const [cross, crossBack] = crossPaths(arrow, metrics)
  return (
    <>
      <path className={styles.rest} d={`M${from.x} ${from.y}L${restX} ${restY}`} />
      <path className={styles.cross} pathLength={1} d={cross} />
      <path className={styles.crossBack} pathLength={1} d={crossBack} />
      <text className={styles.fate} {...placed(fatePlace(arrow, metrics))} lang={undefined}>
        {isDropped ? words.dropped : words.lost}
        {doubt !== null && ` (${doubt})`}
      </text>
    </>
  )
}

/** What of an arrival nobody saw, at the head. */
function DoubtWord({ arrow, metrics, word }: MarkProps & { readonly word: string }) {
  const inward = arrow.x1 < arrow.x2 ? -1 : 1
  return (
    <text
      className={styles.doubt}
      x={arrow.x2 + inward * metrics.head.length * 1.6}
      y={arrow.y2 + metrics.scale * 9}
      textAnchor={inward < 0 ? 'end' : 'start'}
      lang={undefined}
    >
      {word}
    </text>
  )
}

function ArrivalRank({ arrow, metrics }: MarkProps) {
  const { diagram: words } = useMessages()
  return (
    <text className={styles.rank} {...placed(rankPlace(arrow, metrics))}>
      {words.arrival(arrow.arrivalRank)}
    </text>
  )
}

/** Round line and label, turned with them. */
function FocusRing({ arrow, metrics }: MarkProps) {
  const { x1, y1, restX, restY, label, lost } = arrow
  const [left, top, right, bottom] = x1 < restX ? [x1, y1, restX, restY] : [restX, restY, x1, y1]
  const length = Math.hypot(right - left, bottom - top)
  const room = metrics.font.segment + metrics.labelGap + 5
  return (
    <rect
      className={styles.ring}
      transform={`translate(${left} ${top}) rotate(${label.angle})`}
      x={-8}
      y={lost ? -9 : -room}
      width={length + 16}
      height={room + 9}
      rx={6}
    />
  )
}
