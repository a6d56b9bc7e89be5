import { type ReactNode, useCallback, useEffect, useRef } from 'react'
import { milliseconds } from '../../i18n/format.ts'
import { useSection } from '../../i18n/use-section.ts'
import { PROFILE_NAMES } from '../../scenario/profile-names.ts'
import { playback } from '../../store/playback.ts'
import { useStudio } from '../../store/store.ts'
import { Chrome } from './chrome.tsx'
import { startLectureKeys } from './keys.ts'
import { beginLecture, endLecture, useLecture } from './lecture.ts'
import { useLesson } from './lesson.ts'
import styles from './present.module.css'
import { keepAwake, leaveFullScreen, startFullScreen, useChrome, useUnit } from './screen.ts'

interface Props {
  readonly title: string
  /** Drawn at so many times the sizes of 1920 x 1080. */
  readonly diagram: (unit: number) => ReactNode
  readonly graph: ReactNode
  readonly narration: ReactNode
  readonly scrubber: ReactNode
  /** Null: this is all there is, as in a frame of somebody's slides. */
  readonly onLeave: (() => void) | null
}

/** The run as a lecture, as large as the screen. */
export function Present({ title, diagram, graph, narration, scrubber, onLeave }: Props) {
  const words = useSection('present')
  const slide = useLecture((state) => state.slide)
  const blank = useLecture((state) => state.blank)
  const profile = useStudio((state) => state.scenario.profile)
  const trace = useStudio((state) => state.trace)
  const frame = useRef<HTMLElement>(null)
  const unit = useUnit()
  const hasChrome = useChrome(frame)
  const lesson = useLesson()
  const leave = useCallback(() => {
    leaveFullScreen()
    onLeave?.()
  }, [onLeave])

  useEffect(() => {
    if (trace !== null) beginLecture()
  }, [trace])
  useEffect(() => endLecture, [])
  useEffect(() => {
    const stopKeys = startLectureKeys(leave)
    const stopFullScreen = onLeave === null ? null : startFullScreen(leave)
    const sleep = keepAwake()
    return () => {
      stopKeys()
      stopFullScreen?.()
      sleep()
    }
  }, [leave, onLeave])

  return (
    <main
      ref={frame}
      className={styles.present}
      style={{ '--u': `${unit}px` } as React.CSSProperties}
      data-chrome={hasChrome}
      aria-label={words.name}
    >
      <header className={styles.header}>
        <h1>{title}</h1>
        <p lang="en">{PROFILE_NAMES[profile]}</p>
        <Moment />
      </header>
      <div className={styles.diagram}>{diagram(unit)}</div>
      <div className={styles.graph}>{graph}</div>
      <div className={styles.narration}>{narration}</div>
      <div className={styles.scrubber}>{scrubber}</div>
      {slide !== 'run' && (
        <section className={styles.slide} aria-live="polite">
          {slide === 'title' ? (
            <>
              <h2>{title}</h2>
              <p>{lesson?.question}</p>
              <p className={styles.keys}>{words.keys}</p>
            </>
          ) : (
            <>
              <h2 className={styles.small}>{words.lesson}</h2>
              <p className={styles.lesson}>{lesson?.lesson ?? title}</p>
            </>
          )}
        </section>
      )}
      {blank !== null && (
        <div className={styles.blank} data-colour={blank} role="status">
          <span className="unseen">{words[blank]}</span>
        </div>
      )}
      <Chrome onLeave={onLeave === null ? null : leave} />
    </main>
  )
}

/** `t = 1 332 ms`, written in the frame callback. */
function Moment() {
  const digits = useRef<HTMLElement>(null)
  useEffect(
    () =>
      playback.onFrame((tUs) => {
        if (digits.current !== null) digits.current.textContent = milliseconds(Math.floor(tUs / 1000) * 1000)
      }),
    [],
  )
  return (
    <p className={`${styles.moment} mono`} aria-hidden>
      {'t = '}
      <b ref={digits} />
      {' ms'}
    </p>
  )
}
