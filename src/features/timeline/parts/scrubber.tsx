import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import type { TimeAxis } from '../../../diagram/time-axis.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { chapterAt, chaptersOf } from '../../../store/chapters.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { chapterName } from '../chapter-name.ts'
import { eventName } from '../event-name.ts'
import { breaksOf, ribbonOf, snapped, ticksOf } from '../layout.ts'
import styles from '../timeline.module.css'
import { Chapters } from './chapters.tsx'
import { Ribbons } from './ribbons.tsx'

const SNAP_PX = 6

interface Props {
  readonly trace: Trace
  readonly axis: TimeAxis
  readonly withNames: boolean
}

/** A slider over the whole run. Its keys are those of the key table: events, chapters, start and end. */
export function Scrubber({ trace, axis, withNames }: Props) {
  const { timeline: words } = useMessages()
  const step = useStudio((studio) => studio.step)
  const track = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const ahead = useRef<HTMLDivElement>(null)
  const hint = useRef<HTMLSpanElement>(null)
  const ribbons = useMemo(
    () => ({ C: ribbonOf(trace, axis, 'C'), S: ribbonOf(trace, axis, 'S') }),
    [trace, axis],
  )
  const ticks = useMemo(() => ticksOf(trace, axis), [trace, axis])
  const breaks = useMemo(() => breaksOf(axis), [axis])

  useEffect(
    () =>
      playback.onFrame((tUs) => {
        const share = axis.fraction(tUs) * 100
        // To translate or to clip would make the browser put together all layers of the page again.
        if (head.current !== null) head.current.style.left = `${share}%`
        if (ahead.current !== null) ahead.current.style.left = `${share}%`
      }),
    [axis],
  )

  const timeAt = (event: PointerEvent): { share: number; us: number } => {
    const { left, width } = (track.current as HTMLDivElement).getBoundingClientRect()
    const share = Math.min(Math.max((event.clientX - left) / width, 0), 1)
    return { share, us: event.altKey ? axis.fromFraction(share) : snapped(axis, share, SNAP_PX / width) }
  }
  const showHint = (event: PointerEvent) => {
    if (hint.current === null) return
    const { share, us } = timeAt(event)
    const at = axis.fraction(us)
    const snappedTo = Math.abs(at - share) > 0 ? at : share
    hint.current.textContent = [ms(us), eventName(trace, us, words)].filter(Boolean).join('\u2002')
    hint.current.style.left = `${snappedTo * 100}%`
  }
  const scrub = (event: PointerEvent) => {
    showHint(event)
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    playback.drag(timeAt(event).us)
  }
  const grab = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    playback.pause()
    scrub(event)
  }

  const chapters = chaptersOf(trace)
  const chapter = chapters[chapterAt(chapters, step)]
  const spoken = [
    ms(trace.stepTimeUs(step)),
    ...(chapter === undefined ? [] : [chapterName(chapter, words)]),
    words.step(step, trace.stepCount - 1),
  ]
  return (
    <>
      {withNames && <Chapters chapters={chapters} axis={axis} track={track} />}
      <div
        ref={track}
        className={styles.scrubber}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an input has one even scale; time here has gaps
        role="slider"
        tabIndex={0}
        aria-label={words.position}
        aria-valuemin={0}
        aria-valuemax={trace.stepCount - 1}
        aria-valuenow={step}
        aria-valuetext={spoken.join(', ')}
        onPointerDown={grab}
        onPointerMove={scrub}
        onPointerUp={() => playback.land()}
      >
        <Ribbons ribbons={ribbons} ticks={ticks} bands={breaks} />
        {/* What is still to come lies under paper, thin enough to see through, as in the diagram. */}
        <div ref={ahead} className={styles.ahead} />
        <div ref={head} className={styles.head} />
        <span ref={hint} className={`${styles.hint} mono`} aria-hidden />
      </div>
    </>
  )
}
