import type { Samples } from '../../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../../engine/sim/population/spec.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { compare, deviationOf } from '../../../scenario/population/comparison.ts'
import styles from './tables.module.css'

interface Props {
  readonly spec: PopulationSpec
  readonly samples: Samples
}

/** The textbook beside the run. */
export function Figures({ spec, samples }: Props) {
  const words = useSection('lab')
  const rows = compare(spec, samples)
  return (
    <section className={styles.section} aria-labelledby="lab-figures">
      <h2 id="lab-figures">{words.figures}</h2>
      <p className={styles.note}>{words.theoryNote}</p>
      <div className={styles.wide}>
        <table className={styles.table} aria-labelledby="lab-figures">
          <thead>
            <tr>
              <th scope="col">{words.figure}</th>
              <th scope="col">{words.theory}</th>
              <th scope="col">{words.run}</th>
              <th scope="col">{words.deviation}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const { figure, unit, theory, run } = row
              const off = deviationOf(row)
              const text = words.figureValue[unit]
              return (
                <tr key={figure}>
                  <th scope="row">{words.figureNames[figure]}</th>
                  <td className="mono">{text(theory)}</td>
                  <td className="mono">{run === null ? words.pending : text(run)}</td>
                  <td className="mono">{off === null ? '' : words.percentOff(off)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
