import { ExternalLink } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ms } from '../i18n/format.ts'
import { useSection } from '../i18n/use-section.ts'
import { PROFILE_NAMES } from '../scenario/profile-names.ts'
import { useStudio } from '../store/store.ts'
import type { FrameAddress } from './address.ts'
import styles from './embed.module.css'

interface Props {
  readonly title: string
  readonly onHash: FrameAddress['onHash']
}

/** What is shown here, and the one way out of the frame. */
export function Header({ title, onHash }: Props) {
  const words = useSection('embed')
  const profile = useStudio((state) => state.scenario.profile)
  const there = useStudio((state) => state.scenario.network.CtoS.delayUs)
  const back = useStudio((state) => state.scenario.network.StoC.delayUs)
  const path = there === back ? words.eachWay(ms(there)) : words.bothWays(ms(there), ms(back))
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.about}>
        <span lang="en">{PROFILE_NAMES[profile]}</span>, {path}
      </p>
      <OpenLink onHash={onHash} />
    </header>
  )
}

/** Leads to this very moment in the studio, in a window of its own. */
export function OpenLink({ onHash }: Pick<Props, 'onHash'>) {
  const words = useSection('embed')
  const [hash, setHash] = useState('')
  useEffect(() => onHash(setHash), [onHash])
  return (
    <a className={styles.open} href={`./index.html${hash}`} target="_blank" rel="noopener">
      {words.open}
      <ExternalLink size={14} aria-hidden />
    </a>
  )
}
