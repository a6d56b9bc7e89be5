import { ChevronDown } from 'lucide-react'
import { useSection } from '../../../i18n/use-section.ts'
import { type LabSetup, setupOf } from '../../../scenario/population/parameters.ts'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { PRESET_IDS } from '../presets.ts'
import { showSetup } from '../use-setup.ts'
import { presetTitle } from '../wording.ts'
import styles from './parameters.module.css'

/** Which question the lab answers. */
export function Question({ setup }: { readonly setup: LabSetup }) {
  const words = useSection('lab')
  const title = presetTitle(setup.preset, words)
  return (
    <div className={styles.question}>
      <span aria-hidden="true">{words.question}</span>
      <MenuButton
        label={words.chooseQuestion(title)}
        items={PRESET_IDS.map((value) => ({ value, label: presetTitle(value, words) }))}
        value={setup.preset}
        className={styles.choose}
        onChange={(preset) => showSetup(setupOf(preset))}
      >
        {title}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
    </div>
  )
}
