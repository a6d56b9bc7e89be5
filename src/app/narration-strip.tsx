import { useMessages } from '../i18n/use-messages.ts'
import { chaptersOf } from '../store/chapters.ts'
import { useStudio } from '../store/store.ts'
import { useAnnouncement } from './announcer.ts'
import styles from './narration-strip.module.css'

/** What has just happened and why, under the diagram; spoken politely. */
export function NarrationStrip({ hint }: { readonly hint: string | null }) {
  const { shell: words } = useMessages()
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const playing = useStudio((state) => state.playing)
  const text = ''
  const isTelling = trace !== null && chaptersOf(trace).some((chapter) => chapter.step === step)
  const spoken = useAnnouncement(text, playing, isTelling)
  return (
    <section className={styles.strip} aria-label={words.narration}>
      <p className={`${styles.counter} mono`} aria-hidden>
        {trace === null ? '' : `${step} / ${trace.stepCount - 1}`}
      </p>
      <div className={styles.text}>
        <p>{text}</p>
        {hint !== null && <p className={styles.hint}>{hint}</p>}
      </div>
      <p className="unseen" aria-live="polite">
        {spoken}
      </p>
    </section>
  )
}
