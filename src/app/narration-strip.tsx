import { Fragment, lazy, Suspense, useMemo } from 'react'
import { proseWidth } from '../diagram/text-width.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { narrate } from '../narration/narrate.ts'
import type { Part } from '../narration/parts.ts'
import { chaptersOf } from '../store/chapters.ts'
import { useStudio } from '../store/store.ts'
import { textOf } from '../ui/state-colour.ts'
import { useAnnouncement } from './announcer.ts'
import { afterFirstPicture } from './first-picture.ts'
import styles from './narration-strip.module.css'

const TermText = lazy(async () => ({
  default: (await afterFirstPicture(() => import('../terms/term-text.tsx'))).TermText,
}))

/** What has no room in three lines of a phone. */
const LONG_EM = 74

interface Props {
  /** Whether states and terms can be asked what they mean. */
  readonly explains?: boolean
}

/** What has just happened and why, under the diagram; spoken politely. */
export function NarrationStrip({ explains = false }: Props) {
  const messages = useMessages()
  const { shell: words } = messages
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const playing = useStudio((state) => state.playing)
  const parts = useMemo(() => (trace === null ? [] : narrate(trace, step, messages)), [trace, step, messages])
  const text = parts.map((part) => part.text).join('')
  const isTelling = trace !== null && chaptersOf(trace).some((chapter) => chapter.step === step)
  const spoken = useAnnouncement(text, playing, isTelling)
  return (
    <section className={styles.strip} aria-label={words.narration}>
      <p className={`${styles.counter} mono`} aria-hidden>
        {trace === null ? '' : `${step} / ${trace.stepCount - 1}`}
      </p>
      <div className={styles.text} data-long={proseWidth(text, 1) > LONG_EM || undefined}>
        <p>
          {explains ? (
            <Suspense fallback={<Telling parts={parts} />}>
              <TermText coloured>{text}</TermText>
            </Suspense>
          ) : (
            <Telling parts={parts} />
          )}
        </p>
      </div>
      <p className="unseen" aria-live="polite">
        {spoken}
      </p>
    </section>
  )
}

/** Protocol words stay whole and English; states have their colour. */
function Telling({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map(({ text, kind, state }, index) =>
    kind === 'plain' ? (
      <Fragment key={index}>{text}</Fragment>
    ) : (
      <span key={index} lang="en" className={styles[kind]} style={state && { color: textOf(state) }}>
        {text}
      </span>
    ),
  )
}
