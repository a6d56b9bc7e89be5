import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { lastAtOrBefore } from '../base/binary-search.ts'
import { ribbonsOf } from '../diagram/ribbons.ts'
import type { TimeAxis } from '../diagram/time-axis.ts'
import { SIDES } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { Us } from '../engine/trace/trace.ts'
import { ms } from '../i18n/format.ts'
import { fillOf } from '../ui/state-colour.ts'
import styles from './track.module.css'

interface Props {
  readonly traces: readonly Trace[]
  readonly axis: TimeAxis
  readonly label: string
  /** Calls back with t now and whenever it has changed. The same function always. */
  readonly clock: (listener: (tUs: Us) => void) => () => void
  readonly onGrab: () => void
  readonly onSeek: (us: Us) => void
}

/** All runs on one line each, and the moment over them: a slider whose keys are those of the key table. */
export function Track({ traces, axis, label, clock, onGrab, onSeek }: Props) {
  const track = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const lanes = useMemo(
    () => traces.flatMap((trace) => SIDES.map((side) => lane(trace, side, axis))),
    [traces, axis],
  )
  const times = useMemo(() => timesOf(traces), [traces])
  useEffect(
    () =>
      clock((tUs) => {
        if (head.current !== null) head.current.style.left = `${axis.fraction(tUs) * 100}%`
        const step = Math.max(0, lastAtOrBefore(times, tUs))
        track.current?.setAttribute('aria-valuenow', String(step))
        track.current?.setAttribute('aria-valuetext', ms(times[step] ?? 0))
      }),
    [axis, clock, times],
  )
  const seek = (event: PointerEvent): void => {
    const { left, width } = (track.current as HTMLDivElement).getBoundingClientRect()
    onSeek(axis.fromFraction(Math.min(Math.max((event.clientX - left) / width, 0), 1)))
  }
  return (
    <div
      ref={track}
      className={styles.track}
      data-runs={traces.length}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has one even scale; time here has gaps
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={times.length - 1}
      aria-valuenow={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onGrab()
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
      <div ref={head} className={styles.head} />
    </div>
  )
}

/** When something happens in any of them. */
function timesOf(traces: readonly Trace[]): Us[] {
  const times = traces.flatMap((trace) => Array.from(trace.data.steps, (_, step) => trace.stepTimeUs(step)))
  return [...new Set(times)].sort((a, b) => a - b)
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
