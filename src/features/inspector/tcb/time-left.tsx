import { useEffect, useRef } from 'react'
import { seconds } from '../../../i18n/format.ts'
import { playback } from '../../../store/playback.ts'

/** Counts down with the clock, written straight into the page: no render per frame. */
export function TimeLeft({ dueUs }: { readonly dueUs: number }) {
  const element = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      playback.onFrame((tUs) => {
        const text = timeLeft(dueUs - tUs)
        if (element.current !== null && element.current.textContent !== text)
          element.current.textContent = text
      }),
    [dueUs],
  )
  return <span ref={element} />
}

/** Two decimals below 10 s, one above: the digits run, but they can be read. */
function timeLeft(us: number): string {
  const left = Math.max(0, us)
  return seconds(left, left < 10_000_000 ? 2 : 1)
}
