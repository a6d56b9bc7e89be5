import { Maximize, NotebookText, SkipBack, SkipForward, X } from 'lucide-react'
import { useState } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { next, previous } from './lecture.ts'
import { openNotes } from './notes.ts'
import styles from './present.module.css'
import { askForFullScreen } from './screen.ts'

/** The few buttons of a lecture; there while the pointer moves. */
export function Chrome({ onLeave }: { readonly onLeave: (() => void) | null }) {
  const words = useSection('present')
  const [blocked, setBlocked] = useState(false)
  return (
    <div className={styles.chrome}>
      {blocked && <p role="status">{words.notesBlocked}</p>}
      <IconButton label={words.previous} keys="PageUp" onClick={previous}>
        <SkipBack size={18} />
      </IconButton>
      <IconButton label={words.next} keys="PageDown" onClick={next}>
        <SkipForward size={18} />
      </IconButton>
      <IconButton label={words.notes} onClick={() => setBlocked(!openNotes())}>
        <NotebookText size={18} />
      </IconButton>
      <IconButton label={words.fullScreen} onClick={() => void askForFullScreen()}>
        <Maximize size={18} />
      </IconButton>
      {onLeave !== null && (
        <IconButton label={words.leave} keys="Esc" onClick={onLeave}>
          <X size={18} />
        </IconButton>
      )}
    </div>
  )
}
