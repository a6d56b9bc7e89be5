import { playback } from '../store/playback.ts'
import { studio } from '../store/store.ts'

/**
 * How to behave as a guest in somebody's page: nothing plays out of sight, the wheel belongs to the page round us
 * until somebody comes in, and Esc leads out again.
 */
export function mindManners(root: HTMLElement, leave: () => void): void {
  pauseOutOfSight(root)
  catchWheelOnlyInside(root)
  addEventListener(
    'keydown',
    (event) => {
      // The first Esc lets go of a segment, the next of the frame.
      const isOut = event.key === 'Escape' && studio.getState().selectedSegment === null
      if (!isOut || event.isComposing) return
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      leave()
    },
    { capture: true },
  )
}

/** Also when the host's page says play. */
function pauseOutOfSight(root: HTMLElement): void {
  let isInSight = true
  const pause = () => {
    if (!isInSight || document.hidden) playback.pause()
  }
  new IntersectionObserver((entries) => {
    isInSight = entries.at(-1)?.isIntersecting ?? isInSight
    pause()
  }).observe(root)
  document.addEventListener('visibilitychange', pause)
  playback.onState(pause)
}

function catchWheelOnlyInside(root: HTMLElement): void {
  const follow = () => {
    root.dataset.inside = String(document.hasFocus())
  }
  addEventListener('focus', follow)
  addEventListener('blur', follow)
  follow()
}
