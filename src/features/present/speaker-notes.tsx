import { SkipBack, SkipForward } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Trace } from '../../engine/trace/codec.ts'
import { ms } from '../../i18n/format.ts'
import { useMessages } from '../../i18n/use-messages.ts'
import { useSection } from '../../i18n/use-section.ts'
import { narration } from '../../narration/narrate.ts'
import { useStudio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import type { Slide } from './lecture.ts'
import { useLesson } from './lesson.ts'
import { followLecture } from './notes.ts'
import styles from './present.module.css'

/** A window of its own for who speaks: what is on the screen, what comes next, how long it has taken. */
export function SpeakerNotes({ title }: { readonly title: string }) {
  const words = useSection('present')
  const messages = useMessages()
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const [slide, setSlide] = useState<Slide>('title')
  const lecture = useRef<ReturnType<typeof followLecture>>(null)
  const lesson = useLesson()
  const hasRun = trace !== null
  useEffect(() => {
    if (hasRun) lecture.current = followLecture(setSlide)
  }, [hasRun])
  const tell = (run: Trace, at: number) => `${ms(run.stepTimeUs(at))}  ${narration(run, at, messages)}`
  const last = trace === null ? 0 : trace.stepCount - 1
  const isEnd = slide === 'lesson' || (slide === 'run' && step === last)
  const upcoming = slide === 'title' ? Math.max(1, step) : step + 1
  return (
    <main className={styles.notes} aria-label={words.notes}>
      <header>
        <h1>{title}</h1>
        <p>{words.counter(slide === 'lesson' ? last : step, last)}</p>
        <Elapsed label={words.elapsed} />
      </header>
      <section>
        <h2>{words.now}</h2>
        <p className={styles.now}>
          {slide === 'run' && trace !== null
            ? tell(trace, step)
            : slide === 'title'
              ? lesson?.question
              : lesson?.lesson}
        </p>
      </section>
      <section>
        <h2>{words.comes}</h2>
        <p>
          {isEnd
            ? slide === 'lesson'
              ? words.end
              : lesson?.lesson
            : trace !== null && tell(trace, upcoming)}
        </p>
      </section>
      <footer>
        <Button onClick={() => lecture.current?.order('previous')}>
          <SkipBack size={16} aria-hidden />
          {words.previous}
        </Button>
        <Button look="primary" onClick={() => lecture.current?.order('next')}>
          <SkipForward size={16} aria-hidden />
          {words.next}
        </Button>
      </footer>
    </main>
  )
}

function Elapsed({ label }: { readonly label: string }) {
  const digits = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const begun = performance.now()
    const write = () => {
      const seconds = Math.floor((performance.now() - begun) / 1000)
      const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
      if (digits.current !== null) digits.current.textContent = `${minutes}:${String(rest).padStart(2, '0')}`
    }
    write()
    const timer = setInterval(write, 1000)
    return () => clearInterval(timer)
  }, [])
  return <p ref={digits} role="timer" aria-label={label} className="mono" />
}
