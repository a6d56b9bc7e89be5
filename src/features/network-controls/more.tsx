import { useMessages } from '../../i18n/use-messages.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { NetworkPanel } from './network-panel.tsx'

/** All knobs in a dialog: where there is no room for them beside the diagram. */
export function More({ onClose }: { readonly onClose: () => void }) {
  const { knobs: words, shell } = useMessages()
  return (
    <Dialog title={words.moreTitle} closeLabel={shell.close} onClose={onClose}>
      <NetworkPanel />
    </Dialog>
  )
}
