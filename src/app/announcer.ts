import { useEffect, useState } from 'react'

/** After scrubbing only where it stops is told. */
const STILL_MS = 300
/** While playing at most one sentence in this time, the newest. */
const PLAYING_MS = 2000

interface Told {
  readonly text: string
  readonly atMs: number
}

/**
 * What a screen reader is told of the narration: each event when stepping, chapters and losses when playing
 * (`isTelling`), never more than a listener can follow.
 */
export function useAnnouncement(text: string, playing: boolean, isTelling: boolean): string {
  const [told, setTold] = useState<Told>({ text: '', atMs: 0 })
  useEffect(() => {
    if (text === told.text || (playing && !isTelling)) return undefined
    const sinceMs = performance.now() - told.atMs
    const waitMs = playing ? Math.max(0, PLAYING_MS - sinceMs) : STILL_MS
    const timer = setTimeout(() => setTold({ text, atMs: performance.now() }), waitMs)
    return () => clearTimeout(timer)
  }, [text, playing, isTelling, told])
  return told.text
}
