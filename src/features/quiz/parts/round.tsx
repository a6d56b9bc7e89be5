import { useState } from 'react'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { useProgress } from '../../../store/progress.ts'
import { studio } from '../../../store/store.ts'
import { usePauseBefore } from '../pause-before.ts'
import type { Question } from '../question.ts'
import styles from '../quiz.module.css'
import { Asked } from './asked.tsx'
import { Result } from './result.tsx'
import { Told } from './told.tsx'

interface Props {
  readonly trace: Trace
  readonly questions: readonly Question[]
}

/** One question after another, in the order of the run. */
export function Round({ trace, questions }: Props) {
  const words = useSection('quiz')
  const [at, setAt] = useState(0)
  /** Of each question answered so far, the option that was chosen. */
  const [chosen, setChosen] = useState<readonly number[]>([])
  const question = questions[at]
  if (question === undefined) {
    const right = chosen.filter((option, i) => questions[i]?.options[option]?.right === true).length
    const again = () => {
      setChosen([])
      setAt(0)
    }
    return <Result right={right} of={questions.length} onAgain={again} />
  }
  const answer = chosen[at]
  const choose = (option: number) => {
    setChosen([...chosen, option])
    useProgress.getState().record({
      scenario: studio.getState().catalogueId,
      kind: question.kind,
      rule: question.rule,
      right: question.options[option]?.right === true,
    })
  }
  return (
    <>
      <p className={styles.progress}>
        {words.progress(at + 1, questions.length)}
        <progress value={at + (answer === undefined ? 0 : 1)} max={questions.length} aria-hidden />
      </p>
      <Step
        key={question.id}
        trace={trace}
        question={question}
        answer={answer}
        isLast={at === questions.length - 1}
        onChoose={choose}
        onNext={() => setAt(at + 1)}
      />
    </>
  )
}

interface StepProps {
  readonly trace: Trace
  readonly question: Question
  readonly answer: number | undefined
  readonly isLast: boolean
  readonly onChoose: (option: number) => void
  readonly onNext: () => void
}

/** Wait, ask, tell. */
function Step({ trace, question, answer, isLast, onChoose, onNext }: StepProps) {
  const words = useSection('quiz')
  const isThere = usePauseBefore(trace, question.step, answer !== undefined)
  if (answer !== undefined) {
    return <Told trace={trace} question={question} answer={answer} isLast={isLast} onNext={onNext} />
  }
  if (!isThere) return <p className={styles.waiting}>{words.waiting}</p>
  return <Asked question={question} onChoose={onChoose} />
}
