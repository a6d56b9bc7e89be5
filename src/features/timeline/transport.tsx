import { ChevronDown, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { useMessages } from '../../i18n/use-messages.ts'
import { SPEEDS } from '../../store/clock.ts'
import { playback } from '../../store/playback.ts'
import { useStudio } from '../../store/store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { Clock } from './parts/clock.tsx'
import styles from './timeline.module.css'

const ITEMS = SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}\u00d7` }))

/** Previous, play, next, speed, clock; on a phone with play in the middle. */
export function Transport({ phone = false }: { readonly phone?: boolean }) {
  const { timeline: words } = useMessages()
  const playing = useStudio((studio) => studio.playing)
  const speed = useStudio((studio) => studio.speed)
  const last = useStudio((studio) => (studio.trace === null ? 0 : studio.trace.stepCount - 1))
  const isFirst = useStudio((studio) => studio.step === 0)
  const isLast = useStudio((studio) => studio.step === last)
  const none = last === 0
  const size = phone ? 20 : 18
  return (
    <div className={`${styles.transport} ${phone ? styles.phone : ''}`}>
      <div className={styles.middle}>
        <IconButton
          label={words.previous}
          keys="&#8592;"
          className={styles.step ?? ''}
          aria-disabled={none || isFirst}
          onClick={() => playback.previous()}
        >
          <SkipBack size={size} />
        </IconButton>
        <button
          type="button"
          className={styles.play}
          disabled={none}
          aria-label={playing ? words.pause : words.play}
          data-tip={playing ? words.pause : words.play}
          data-keys="Space"
          onClick={() => playback.toggle()}
        >
          {playing ? <Pause size={size} strokeWidth={1} /> : <Play size={size} />}
        </button>
        <IconButton
          label={words.next}
          keys="&#8594;"
          className={styles.step ?? ''}
          aria-disabled={none || isLast}
          onClick={() => playback.next()}
        >
          <SkipForward size={size} />
        </IconButton>
      </div>
      <MenuButton
        label={words.speed(`${speed}\u00d7`)}
        items={ITEMS}
        value={String(speed)}
        className={styles.speed}
        onChange={(value) => playback.setSpeed(Number(value))}
      >
        {`${speed}\u00d7`}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
      <Clock short={phone} />
    </div>
  )
}
