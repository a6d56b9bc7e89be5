import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { ribbonsOf } from '../../../diagram/ribbons.ts'
import type { TimeAxis } from '../../../diagram/time-axis.ts'
import { SIDES } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { ms } from '../../../i18n/format.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { fillOf } from '../../../ui/state-colour.ts'
import styles from '../compare.module.css'

interface Props {
  readonly traces: readonly Trace[]
  readonly axis: TimeAxis
}

/** All runs on one line each, and the moment over them: a slider whose keys are those of the key table. */
export function Track({ traces, axis }: Props) {
  const words = useSection('compare')
  const step = useStudio((state) => state.step)
  const track = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const lanes = useMemo(
    () => traces.flatMap((trace) => SIDES.map((side) => lane(trace, side, axis))),
    [traces, axis],
  )
  useEffect(
    () =>
      playback.onFrame((tUs) => {
        if (head.current !== null) head.current.style.left = `${axis.fraction(tUs) * 100}%`
      }),
    [axis],
  )
  const seek = (event: PointerEvent): void => {
    const { left, width } = (track.current as HTMLDivElement).getBoundingClientRect()
    playback.seek(axis.fromFraction(Math.min(Math.max((event.clientX - left) / width, 0), 1)))
  }
  return (
    <div
      ref={track}
      className={styles.track}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has one even scale; time here has gaps
      role="slider"
      tabIndex={0}
      aria-label={words.position}
      aria-valuemin={0}
      aria-valuemax={playback.lastStep}
      aria-valuenow={step}
      aria-valuetext={ms(playback.stepTimes[step] ?? 0)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        playback.pause()
        seek(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seek(event)}
    >
      {lanes.map((pieces, i) => (
        <span key={i} className={styles.lane} data-second={i % 2 === 1 || undefined}>
          {pieces.map(({ from, to, state }) => (
            <i
              key={from}
              data-state={state}
              style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%`, background: fillOf(state) }}
            />
          ))}
        </span>
      ))}
      <div ref={head} className={styles.trackHead} />
    </div>
  )
}

/** The first ribbon of a side, as shares of the length. */
function lane(trace: Trace, side: (typeof SIDES)[number], axis: TimeAxis) {
  return ribbonsOf(trace, side)
    .pieces.filter((piece) => piece.lane === 0)
    .map((piece) => ({
      from: piece.first ? 0 : axis.fraction(piece.fromUs),
      to: piece.last ? 1 : axis.fraction(piece.toUs),
      state: piece.state,
    }))
    .filter(({ from, to }) => to > from)
}
