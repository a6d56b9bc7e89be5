import { useEffect, useRef } from 'react'
import { milliseconds } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import styles from '../timeline.module.css'

/** The moment in whole milliseconds; finer where the reader stands still on an event that is finer. */
export function Clock({ short }: { readonly short: boolean }) {
  const { timeline: words } = useMessages()
  const digits = useRef<HTMLElement>(null)
  useEffect(() => {
    const write = () => {
      const us = playback.playing ? Math.floor(playback.tUs / 1000) * 1000 : playback.tUs
      if (digits.current !== null) digits.current.textContent = milliseconds(us)
    }
    const stops = [playback.onFrame(write), playback.onState(write)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  return (
    <p className={`${styles.clock} mono`} role="timer" aria-label={words.clock} aria-live="off">
      {!short && 't = '}
      <b ref={digits} />
      {' ms'}
    </p>
  )
}
