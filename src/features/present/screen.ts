import { type RefObject, useEffect, useState } from 'react'

const LEAVES_AFTER_MS = 2500
const MOVES = ['pointermove', 'pointerdown', 'focusin'] as const

/** Whether cursor and buttons are there: they come with a movement and leave by themselves. */
export function useChrome(frame: RefObject<HTMLElement | null>): boolean {
  const [isShown, setShown] = useState(true)
  useEffect(() => {
    let timer = 0
    const wake = () => {
      setShown(true)
      clearTimeout(timer)
      timer = window.setTimeout(() => setShown(false), LEAVES_AFTER_MS)
    }
    const element = frame.current
    wake()
    for (const kind of MOVES) element?.addEventListener(kind, wake)
    return () => {
      clearTimeout(timer)
      for (const kind of MOVES) element?.removeEventListener(kind, wake)
    }
  }, [frame])
  return isShown
}

/** The unit of the picture: 1 at 1920 x 1080. */
export function useUnit(): number {
  const [unit, setUnit] = useState(unitNow)
  useEffect(() => {
    const measure = () => setUnit(unitNow())
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return unit
}

const unitNow = (): number => Math.min(innerWidth / 1920, innerHeight / 1080)

/**
 * Asks for the whole screen; phones and frames may not give it, and the lecture goes on all the same. Whether it was given
 * for having been asked.
 */
export async function askForFullScreen(): Promise<boolean> {
  if (document.fullscreenElement !== null || !document.documentElement.requestFullscreen) return false
  return document.documentElement.requestFullscreen().then(
    () => true,
    () => false,
  )
}

export function leaveFullScreen(): void {
  if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined)
}

/**
 * Asks for the whole screen; the Esc that leaves it, which browsers keep for themselves, leaves the lecture too. Returns
 * how to undo that. Leaving takes a moment: what was entered before, by an earlier lecture, may end during this one and
 * does not count.
 */
export function startFullScreen(leave: () => void): () => void {
  let isEntered = false
  let isOver = false
  const follow = () => {
    const isLeft = isEntered && document.fullscreenElement === null
    isEntered = document.fullscreenElement !== null
    if (isLeft) leave()
  }
  document.addEventListener('fullscreenchange', follow)
  // Where Esc comes at once, the events of entering and leaving both come after leaving; the answer comes before.
  void askForFullScreen().then((isGiven) => {
    if (isGiven && isOver) leaveFullScreen()
    else if (isGiven) follow()
  })
  return () => {
    isOver = true
    document.removeEventListener('fullscreenchange', follow)
  }
}

/** Keeps the screen from going dark while the lecture is on it. Returns how to undo that. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let isOver = false
  const ask = async () => {
    if (document.hidden || isOver || !mayKeepAwake()) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (isOver) void lock?.release()
  }
  const askAgain = () => void ask()
  document.addEventListener('visibilitychange', askAgain)
  askAgain()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', askAgain)
    void lock?.release()
  }
}

/** A frame may be forbidden to, and asking all the same is an error. */
function mayKeepAwake(): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } }
  return 'wakeLock' in navigator && featurePolicy?.allowsFeature('screen-wake-lock') !== false
}
