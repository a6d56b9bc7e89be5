import type { Glyph } from '../../../diagram/glyph.ts'
import { GlyphPicture } from '../../../drawing/glyph-picture.tsx'
import { useSection } from '../../../i18n/use-section.ts'
import { MATCHES } from '../../../scenario/kernel/matches.ts'
import { studio } from '../../../store/store.ts'
import { ChoicePage } from '../../../ui/choice-page.tsx'
import styles from '../reality.module.css'

type ScenarioId = (typeof MATCHES)[number]['scenario']

export interface ScenarioLooks {
  /** Title of a scenario of the catalogue. */
  readonly nameOf: (scenario: ScenarioId) => string
  /** Its picture. */
  readonly glyphOf: (scenario: ScenarioId) => Glyph | undefined
}

/** The scenarios that a kernel was put into, each with its captures. */
export function CaptureList({ nameOf, glyphOf }: ScenarioLooks) {
  const words = useSection('reality')
  return (
    <ChoicePage title={words.title} hint={words.hint} className={styles.captures}>
      {MATCHES.map(({ scenario, captures }) => (
        <li key={scenario}>
          <GlyphPicture glyph={glyphOf(scenario)} selected />
          <h2>{nameOf(scenario)}</h2>
          <ul>
            {captures.map((name) => (
              <li key={name}>
                <button type="button" onClick={() => studio.getState().show('reality', { about: name })}>
                  {words.captures[name]}
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ChoicePage>
  )
}
