import { Palette } from '../features/catalogue/palette.tsx'
import { type StudioState, studio } from '../store/store.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'

/** The dialog that the store asks for. Loaded with the first of them, and React Aria with it. */
export function Dialogs({ dialog }: { readonly dialog: NonNullable<StudioState['dialog']> }) {
  const close = () => studio.getState().set({ dialog: null })
  return dialog === 'palette' ? <Palette onClose={close} /> : <ShortcutSheet onClose={close} />
}
