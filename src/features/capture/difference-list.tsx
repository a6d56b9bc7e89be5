import { flagsText } from '../../diagram/segment-text.ts'
import { useSection } from '../../i18n/use-section.ts'
import type { Section } from '../../i18n/sections.ts'
import styles from './capture.module.css'
import type { Comparison, Difference } from './differences.ts'

interface Props {
  readonly comparison: Comparison
  readonly shown: Difference | null
  readonly onShow: (difference: Difference) => void
}

/** Rows in the document at once; more are behind their number. */
const MOST_ROWS = 200

/** What the capture and the simulation did not do alike; each leads to its moment. */
export function DifferenceList({ comparison, shown, onShow }: Props) {
  const words = useSection('captureView')
  const { differences, alike, medianUs, mostUs } = comparison
  return (
    <section className={styles.differences} aria-label={words.differences} data-scrolls="">
      <h2>{words.differences}</h2>
      <p>{words.verdict({ differences: differences.length, alike })}</p>
      {alike > 0 && <p>{words.times({ medianUs, mostUs })}</p>}
      <ol>
        {differences.slice(0, MOST_ROWS).map((one, i) => (
          <li key={i}>
            <button type="button" aria-pressed={one === shown} onClick={() => onShow(one)}>
              <b aria-hidden>{i + 1}</b>
              <span>{textOf(one, words)}</span>
            </button>
          </li>
        ))}
      </ol>
      {differences.length > MOST_ROWS && <p>{words.more(MOST_ROWS, differences.length)}</p>}
      <p className={styles.hint}>{words.whyDifferent}</p>
    </section>
  )
}

function textOf({ captured, simulated, what }: Difference, words: Section<'captureView'>): string {
  const segment = captured ?? simulated
  if (segment === null) return ''
  const name = words.sentBy(flagsText(segment), segment.from)
  if (simulated === null) return words.onlyCaptured(name)
  if (captured === null) return words.onlySimulated(name)
  return what === null ? name : words.unlike[what](name)
}
