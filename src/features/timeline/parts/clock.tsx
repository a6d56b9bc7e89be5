import { useEffect, useRef } from 'react'
import { milliseconds } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import styles from '../timeline.module.css'

/** The moment in whole milliseconds; finer only on an event that is finer. */
export function Clock({ short }: { readonly short: boolean }) {
  const { timeline: words } = useMessages()
  const digits = useRef<HTMLElement>(null)
  useEffect(() => {
    const write = () => {
      const { tUs, step, stepTimes } = playback
      const us = stepTimes[step] === tUs ? tUs : Math.floor(tUs / 1000) * 1000
      const text = milliseconds(us)
      if (digits.current !== null && digits.current.textContent !== text) digits.current.textContent = text
    }
    return playback.onFrame(write)
  }, [])
  return (
    <p className={`${styles.clock} mono`} role="timer" aria-label={words.clock} aria-live="off">
      {!short && 't = '}
      <b ref={digits} />
      <span className={styles.unit}> ms</span>
    </p>
  )
}
