import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '../i18n/use-messages.ts'
import { playback } from '../store/playback.ts'
import { useStudio } from '../store/store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './embed.module.css'

interface Props {
  readonly scrubber: ReactNode
  readonly clock: ReactNode
}

/** Previous, play, next, scrubber, clock. */
export function Transport({ scrubber, clock }: Props) {
  const { timeline: words, shell } = useMessages()
  const playing = useStudio((state) => state.playing)
  const step = useStudio((state) => state.step)
  const last = useStudio((state) => (state.trace === null ? 0 : state.trace.stepCount - 1))
  return (
    <section className={styles.transport} aria-label={shell.playback}>
      <IconButton
        label={words.previous}
        className={styles.step ?? ''}
        aria-disabled={step === 0}
        onClick={() => playback.previous()}
      >
        <SkipBack size={17} />
      </IconButton>
      <button
        type="button"
        className={styles.play}
        disabled={last === 0}
        aria-label={playing ? words.pause : words.play}
        onClick={() => playback.toggle()}
      >
        {playing ? <Pause size={17} strokeWidth={1} /> : <Play size={17} />}
      </button>
      <IconButton
        label={words.next}
        className={styles.step ?? ''}
        aria-disabled={last === 0 || step === last}
        onClick={() => playback.next()}
      >
        <SkipForward size={17} />
      </IconButton>
      <div className={styles.scrubber}>{scrubber}</div>
      <div className={styles.clock}>{clock}</div>
    </section>
  )
}
