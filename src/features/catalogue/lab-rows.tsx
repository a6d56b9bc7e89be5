import { ChartArea } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { studio } from '../../store/store.ts'
import styles from './catalogue.module.css'
import own from './lab-rows.module.css'

interface Props {
  readonly collapsed: boolean
  readonly onOpened: (() => void) | undefined
}

/** The questions of the population lab, below the scenarios. */
export function LabRows({ collapsed, onOpened }: Props) {
  const words = useSection('lab')
  return (
    <section>
      <h2 className={styles.group}>{words.title}</h2>
      <ul>
        {Object.entries(words.presets).map(([about, { title }]) => (
          <li key={about}>
            <a
              href={`./#open-normal?view=lab&about=${about}`}
              className={styles.row}
              // One of the stops of the rail, which comes after the others have been counted.
              tabIndex={-1}
              aria-label={title}
              data-tip={collapsed ? title : undefined}
              data-tip-side="right"
              onClick={(event: MouseEvent) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return
                event.preventDefault()
                studio.getState().show('lab', { about })
                onOpened?.()
              }}
            >
              <span className={own.sign}>
                <ChartArea size={16} aria-hidden />
              </span>
              {!collapsed && <span className={styles.name}>{title}</span>}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
