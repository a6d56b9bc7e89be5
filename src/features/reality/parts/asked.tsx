import { ChevronDown, Download } from 'lucide-react'
import { SIDES } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { type CaptureName, MATCHES } from '../../../scenario/kernel/matches.ts'
import { studio } from '../../../store/store.ts'
import { Button } from '../../../ui/button.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Captured, fileOf, JUDGED, type Judged } from '../captured.ts'
import styles from '../reality.module.css'

interface Props {
  readonly name: CaptureName
  readonly captured: Captured | null
  readonly profile: Judged
  readonly onProfile: (profile: Judged) => void
}

const NAMES = [...new Set(MATCHES.flatMap(({ captures }): readonly CaptureName[] => captures))]

/** What was captured, by which profile we do the same, and the files. */
export function Asked({ name, captured, profile, onProfile }: Props) {
  const words = useSection('reality')
  const open = () => {
    if (captured === null) return
    const scenario = { ...captured.scenarios[profile], title: words.captures[name] }
    studio.getState().open(scenario, undefined, { where: { view: null, about: null } })
  }
  return (
    <header className={styles.asked}>
      <h1>{words.captures[name]}</h1>
      <Segmented
        label={words.profile}
        options={JUDGED.map((value) => ({ value, label: words.profiles[value], lang: 'en' }))}
        value={profile}
        onChange={onProfile}
      />
      <Button disabled={captured === null} onClick={open}>
        {words.open}
      </Button>
      <span className={styles.files}>
        {SIDES.map((side) => {
          const file = `${name}.${side === 'C' ? 'A' : 'B'}.pcap`
          return (
            <a key={side} href={fileOf('pcaps', file)} download={file} className={styles.file}>
              <Download size={14} aria-hidden />
              {words.captureOf(side)}
            </a>
          )
        })}
      </span>
      <MenuButton
        label={words.other}
        items={NAMES.map((value) => ({ value, label: words.captures[value] }))}
        value={name}
        look="outlined"
        onChange={(about) => studio.getState().show('reality', { about })}
      >
        {words.other}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
    </header>
  )
}
