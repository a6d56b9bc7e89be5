import { usePreferences } from '../../store/preferences.ts'
import { blank, fromTheStart, next, previous, toChapter } from './lecture.ts'

/**
 * What clickers and lecturers press (design.md section 8). These keys come before the table of the studio, whose other
 * rows stay in force: a segment can be dropped in the middle of a lecture. Returns how to undo that.
 */
export function startLectureKeys(leave: () => void): () => void {
  const act = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const run = actionOf(event, leave)
    if (run === null) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  addEventListener('keydown', act, { capture: true })
  return () => removeEventListener('keydown', act, { capture: true })
}

const TYPED = new Set(['.', 'b', 'B', 'w', 'W'])

function actionOf(event: KeyboardEvent, leave: () => void): (() => void) | null {
  const { key, shiftKey, target } = event
  if (TYPED.has(key) && !usePreferences.getState().singleKeys) return null
  const onWidget = target instanceof Element && target.closest('button, a, input, [role=slider]') !== null
  switch (key) {
    case 'PageDown':
      return shiftKey ? () => toChapter(1) : next
    case 'PageUp':
      return shiftKey ? () => toChapter(-1) : previous
    case 'ArrowRight':
      return shiftKey ? null : next
    case 'ArrowLeft':
      return shiftKey ? null : previous
    case ' ':
      return onWidget ? null : next
    case '.':
    case 'b':
    case 'B':
      return () => blank('black')
    case 'w':
    case 'W':
      return () => blank('white')
    case 'F5':
      return fromTheStart
    case 'Escape':
      return leave
    default:
      return null
  }
}
