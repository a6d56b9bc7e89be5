import { Rail } from '../features/catalogue/rail.tsx'
import { useMessages } from '../i18n/use-messages.ts'
import { Dialog } from '../ui/dialog.tsx'
import styles from './drawer.module.css'
import { LanguageChoice, PresentButton, ProfileChoice, ThemeChoice, ViewChoice } from './top-bar.tsx'

interface Props {
  /** Whether the choices that a wide top bar has stand here. */
  readonly withChoices: boolean
  readonly onClose: () => void
}

/** The list of scenarios where there is no room for a rail. */
export function Drawer({ withChoices, onClose }: Props) {
  const { shell: words } = useMessages()
  return (
    <Dialog side title={words.catalogue} closeLabel={words.close} onClose={onClose}>
      {withChoices && (
        <div className={styles.choices}>
          <ViewChoice />
          <LanguageChoice />
          <ThemeChoice />
          <ProfileChoice asMenu />
          <PresentButton />
        </div>
      )}
      <Rail collapsed={false} onOpened={onClose} />
    </Dialog>
  )
}
