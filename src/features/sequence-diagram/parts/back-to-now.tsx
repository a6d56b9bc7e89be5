import { LocateFixed } from 'lucide-react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import styles from '../sequence-diagram.module.css'

/** While the reader has scrolled away from the present: the way back. */
export function BackToNow({ onClick }: { readonly onClick: () => void }) {
  const { diagram: words } = useMessages()
  const following = useStudio((state) => state.following)
  if (following) return null
  return (
    <button type="button" className={styles.backToNow} onClick={onClick}>
      <LocateFixed size={14} aria-hidden />
      {words.backToNow}
    </button>
  )
}
