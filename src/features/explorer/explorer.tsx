import { useMemo, useState } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import type { ExploredRun } from '../../scenario/explored.ts'
import { useExploration } from '../../store/exploration.ts'
import { useStudio } from '../../store/store.ts'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './explorer.module.css'
import { classesOf, handedOver, MEASURES, type Measure, shader, valuesFor } from './outcome-map.ts'
import { Endings } from './parts/endings.tsx'
import { PairMap } from './parts/pair-map.tsx'
import { RunTable } from './parts/run-table.tsx'
import { SingleMap } from './parts/single-map.tsx'
import { StartBar } from './parts/start-bar.tsx'
import { openRun } from './session.ts'

/** Each segment of the studio's run lost, copied and late in turn, and every pair; what came of it. */
export function Explorer() {
  const words = useSection('explorer')
  const trace = useStudio((state) => state.trace)
  const scenario = useStudio((state) => state.scenario)
  const explored = useExploration((state) => state.explored)
  const segments = useMemo(() => (trace === null ? 0 : handedOver(trace).length), [trace])
  return (
    <div className={styles.explorer} data-scrolls="">
      <header className={styles.head}>
        <h1>{words.title}</h1>
        <p>{words.hint}</p>
      </header>
      <StartBar segments={segments} />
      {explored !== null && explored.scenario !== scenario && (
        <p className={styles.small} role="status">
          {words.other}
        </p>
      )}
      {explored !== null && <Found />}
    </div>
  )
}

/** The maps and tables of what was found so far. */
function Found() {
  const words = useSection('explorer')
  const { runs, explored, exploration } = useExploration()
  const [measure, setMeasure] = useState<Measure>('ending')
  const [letter, setLetter] = useState<string | null>(null)
  const segments = useMemo(() => (explored === null ? [] : handedOver(explored.trace)), [explored])
  const classes = useMemo(() => classesOf(runs), [runs])
  const valueOf = useMemo(() => valuesFor(classes), [classes])
  const shade = useMemo(() => shader(runs, measure, valueOf), [runs, measure, valueOf])
  const letterOf = (run: ExploredRun) => classes[valueOf(run, 'ending')]?.letter ?? ''
  const shown = classes.find((each) => each.letter === letter)?.runs ?? runs
  const first = exploration?.first ?? 0
  const map = { runs, segments, measure, first, letterOf, shade, onOpen: openRun }
  return (
    <>
      <div className={styles.found}>
        <section aria-labelledby="map">
          <h2 id="map">{words.map}</h2>
          <div className={styles.choice}>
            <Segmented
              label={words.show}
              options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
              value={measure}
              onChange={setMeasure}
            />
            <small>{words.keys}</small>
          </div>
          <SingleMap {...map} />
          <p className={styles.legend}>{words.legend(words.legends[measure])}</p>
        </section>
        <Endings classes={classes} chosen={letter} onChoose={setLetter} />
      </div>
      {exploration?.faults === 2 && <PairMap {...map} />}
      <RunTable
        key={letter}
        runs={shown}
        segments={segments}
        letterOf={letterOf}
        valueOf={valueOf}
        onOpen={openRun}
      />
    </>
  )
}
