import { Download, RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { RULE_IDS } from '../../../engine/tcp/rules.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { CATALOGUE } from '../../../scenario/catalogue.ts'
import { progressText, useProgress } from '../../../store/progress.ts'
import { Button } from '../../../ui/button.tsx'
import { download } from '../../../ui/download.ts'
import { QUESTION_KINDS } from '../question.ts'
import styles from '../quiz.module.css'

interface Props {
  readonly right: number
  readonly of: number
  readonly onAgain: () => void
}

/** The score of this round, and what this browser remembers of all rounds. */
export function Result({ right, of, onAgain }: Props) {
  const words = useSection('quiz')
  const { progress, inMemory, reset } = useProgress()
  const [isSure, setSure] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const tried = new Set(Object.keys(progress.scenarios).map((name) => name.split('/')[0]))
  const forget = () => {
    if (isSure) reset()
    setSure(!isSure)
  }
  const save = () =>
    download(new Blob([progressText(progress)], { type: 'application/json' }), 'synscope-progress.json')
  return (
    <div className={styles.result}>
      <h2 ref={heading} tabIndex={-1}>
        {words.result}
      </h2>
      <p className={styles.score} role="status">
        {words.resultOf(right, of)}
      </p>
      <Button look="primary" onClick={onAgain}>
        <RotateCcw size={15} aria-hidden />
        {words.again}
      </Button>
      <h3>{words.overall}</h3>
      <ul>
        <li>{words.scenarios(tried.size, CATALOGUE.length)}</li>
        <li>{words.rules(progress.rules.length, RULE_IDS.length)}</li>
        {QUESTION_KINDS.map((kind) => {
          const { asked, right: correct } = progress.kinds[kind] ?? { asked: 0, right: 0 }
          return <li key={kind}>{words.byKind(words.kinds[kind], correct, asked)}</li>
        })}
      </ul>
      {inMemory && <p>{words.inMemory}</p>}
      <p className={styles.keep}>
        <Button onClick={save}>
          <Download size={15} aria-hidden />
          {words.export}
        </Button>
        <Button onClick={forget}>{isSure ? words.resetSure : words.reset}</Button>
      </p>
    </div>
  )
}
