import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import type { TimerMark } from '../diagram/timers.ts'
import { textOf } from '../ui/state-colour.ts'
import styles from './drawing.module.css'

/** Timers as brackets: beside the arrows those that send something, in the call lane those that wait. */
export function Timers({ layout }: { readonly layout: SequenceLayout }) {
  return (
    <g aria-hidden="true">
      {layout.timers.map((mark) =>
        mark.place === 'field' ? (
          <path
            key={mark.timer.setFact}
            className={styles.bracket}
            data-from={mark.fromStep}
            data-to={mark.toStep}
            d={bracketPath(mark, layout.columns.sides[mark.side].inner)}
          />
        ) : (
          layout.columns.sides[mark.side].bar !== null && <LaneTimer key={mark.timer.setFact} mark={mark} />
        ),
      )}
    </g>
  )
}

const RADIUS = 5
const CAP = 5
/** Rings of retransmitted segments have this radius; the bracket ends at theirs. */
const RING = 4
/** Distance of the tail of an arrow from the ribbon. */
const TAIL = 2

/** From a cap at the ribbon down; round into the tail of what is sent when it fires, open when it is cancelled. */
export function bracketPath({ x, y1, y2, timer }: TimerMark, ribbon: number): string {
  const out = Math.sign(ribbon - x)
  const start = `M${ribbon - out * 4} ${y1 + 6}H${x + out * RADIUS}Q${x} ${y1 + 6} ${x} ${y1 + 6 + RADIUS}`
  if (timer.end === 'fired') {
    const tail = ribbon - out * (TAIL + RING)
    return `${start}V${y2 - 2 * RADIUS}Q${x} ${y2} ${tail} ${y2}`
  }
  return timer.end === 'running' ? `${start}V${y2}` : `${start}V${y2}M${x - CAP} ${y2}h${2 * CAP}`
}

function LaneTimer({ mark: { x, y1, y2, restart, timer } }: { readonly mark: TimerMark }) {
  const first = restart ? CAP - 1 : CAP
  const caps = `M${x - first} ${y1}h${2 * first}${timer.end === 'restarted' || timer.end === 'running' ? '' : `M${x - CAP} ${y2}h${2 * CAP}`}`
  const colour = timer.timer === 'time-wait' ? textOf('TIME-WAIT') : undefined
  return <path className={styles.laneTimer} style={{ stroke: colour }} d={`M${x} ${y1}V${y2}${caps}`} />
}
