import { lazy } from 'react'
import { Palette } from '../features/catalogue/palette.tsx'
import { useScenarioTitle } from '../features/catalogue/titles.ts'
import { type StudioState, studio } from '../store/store.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'

const Editor = lazy(async () => ({ default: (await import('../features/editor/editor.tsx')).Editor }))

const ShareDialog = lazy(async () => ({
  default: (await import('../features/export/share-dialog.tsx')).ShareDialog,
}))

const DIALOGS = { palette: Palette, shortcuts: ShortcutSheet, editor: Editor, share: Share }

function Share({ onClose }: { readonly onClose: () => void }) {
  return <ShareDialog title={useScenarioTitle()} onClose={onClose} />
}

/** The dialog that the store asks for. Loaded with the first of them, and React Aria with it. */
export function Dialogs({ dialog }: { readonly dialog: NonNullable<StudioState['dialog']> }) {
  const Asked = DIALOGS[dialog]
  return <Asked onClose={() => studio.getState().set({ dialog: null })} />
}
