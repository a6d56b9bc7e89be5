import { useEffect, useState } from 'react'
import { buildGlyph, type Glyph } from '../../../diagram/glyph.ts'
import { GlyphPicture } from '../../../drawing/glyph-picture.tsx'
import type { Scenario } from '../../../engine/sim/scenario.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { PAIRS } from '../../../scenario/pairs.ts'
import { runAside } from '../../../store/aside.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { ChoicePage } from '../../../ui/choice-page.tsx'
import styles from '../compare.module.css'
import { forkStudio } from '../session.ts'

type Words = { readonly name: string; readonly note: string }

/** Before anything is compared: the questions that runs answer, and the reader's own. */
export function QuestionList() {
  const words = useSection('compare')
  const scenario = useStudio((state) => state.scenario)
  return (
    <ChoicePage title={words.choose} hint={words.chooseHint}>
      {PAIRS.map(({ id, runs }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.question}
            onClick={() => studio.getState().show('compare', { about: id })}
          >
            <b>{words.pairs[id].question}</b>
            {runs.map((run, i) => (
              <Run key={i} scenario={run} words={words.pairs[id].runs[i]} />
            ))}
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.question} onClick={forkStudio}>
          <b>{words.own}</b>
          <Run scenario={scenario} words={{ name: words.run(1), note: words.ownFirst }} />
          <Run scenario={scenario} words={{ name: words.run(2), note: words.ownSecond }} />
        </button>
      </li>
    </ChoicePage>
  )
}

/** One run at a glance: its picture, its name, what is special about it. */
function Run({ scenario, words }: { readonly scenario: Scenario; readonly words: Words | undefined }) {
  return (
    <span className={styles.run}>
      <GlyphPicture glyph={useGlyph(scenario)} selected />
      <span>
        {words?.name} <small>{words?.note}</small>
      </span>
    </span>
  )
}

/** Drawn as soon as the run is there; the run is needed again when its question is chosen. */
function useGlyph(scenario: Scenario): Glyph | undefined {
  const [drawn, setDrawn] = useState<{ readonly of: Scenario; readonly glyph: Glyph } | null>(null)
  useEffect(() => {
    let wanted = true
    void runAside(scenario).then(
      (trace) => wanted && trace !== null && setDrawn({ of: scenario, glyph: buildGlyph(trace) }),
    )
    return () => {
      wanted = false
    }
  }, [scenario])
  return drawn?.of === scenario ? drawn.glyph : undefined
}
