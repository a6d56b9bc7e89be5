import { useSection } from '../../../i18n/use-section.ts'
import type { AddressProblem } from '../../../scenario/population/address.ts'
import { PARAMETERS } from '../../../scenario/population/parameters.ts'
import { isKnob, KNOBS } from '../knob-list.ts'
import styles from '../lab.module.css'

/** What of the link was not taken, a sentence each. */
export function Problems({ problems }: { readonly problems: readonly AddressProblem[] }) {
  const words = useSection('lab')
  if (problems.length === 0) return null
  return (
    <ul className={styles.problems} role="alert">
      {problems.map((problem) => {
        const text = sentence(problem)
        return <li key={text}>{text}</li>
      })}
    </ul>
  )

  function sentence(problem: AddressProblem): string {
    if (problem.kind !== 'out-of-range') return words.problems[problem.kind](problem.name)
    const { id, given } = problem
    const format = isKnob(id) ? KNOBS[id].quantity.format : String
    const { min, max } = PARAMETERS[id]
    return words.problems['out-of-range']({
      name: words.names[id],
      given: format(given),
      low: format(min),
      high: format(max),
    })
  }
}
