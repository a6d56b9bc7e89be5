import { bracketPath, laneTimerPath } from '../diagram/paths.ts'
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

function LaneTimer({ mark }: { readonly mark: TimerMark }) {
  const colour = mark.timer.timer === 'time-wait' ? textOf('TIME-WAIT') : undefined
  return <path className={styles.laneTimer} style={{ stroke: colour }} d={laneTimerPath(mark)} />
}
