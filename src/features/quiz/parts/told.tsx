import { Check, X } from 'lucide-react'
import { Suspense, useEffect, useMemo, useRef } from 'react'
import { RULES } from '../../../engine/tcp/rule-texts.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { narration } from '../../../narration/narrate.ts'
import type { MythId } from '../../../scenario/catalogue/myths.ts'
import { studio } from '../../../store/store.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { Button } from '../../../ui/button.tsx'
import type { Question } from '../question.ts'
import styles from '../quiz.module.css'
import { AnswerText } from './answer-text.tsx'

interface Props {
  readonly trace: Trace
  readonly question: Question
  readonly answer: number
  readonly isLast: boolean
  readonly onNext: () => void
}

/** Whether it was right, what has happened, the rule behind it, and the misconception if there was one. */
export function Told({ trace, question, answer, isLast, onNext }: Props) {
  const words = useSection('quiz')
  const messages = useMessages()
  const next = useRef<HTMLDivElement>(null)
  useEffect(() => next.current?.querySelector('button')?.focus({ preventScroll: true }), [])
  const happened = useMemo(() => narration(trace, question.step, messages), [trace, question, messages])
  const chosen = question.options[answer]
  const right = question.options.find((option) => option.right)
  const isRight = chosen?.right === true
  return (
    <div className={styles.told}>
      <div role="status">
        <p className={styles.verdict} data-right={isRight}>
          {isRight ? <Check size={17} aria-hidden /> : <X size={17} aria-hidden />}
          <b>{isRight ? words.right : words.wrong}</b>
          {!isRight && right !== undefined && (
            <>
              <span>{words.rightWas}</span> <AnswerText answer={right.answer} question={question} />
            </>
          )}
        </p>
        <p className={styles.happened}>
          <TermText>{happened}</TermText>
        </p>
      </div>
      {question.rule !== null && (
        <p className={styles.rule}>
          <b>
            {words.rule} <span lang="en">{RULES[question.rule].section}</span>
          </b>
          <span>
            <TermText>{messages.ruleText(question.rule)}</TermText>
          </span>
        </p>
      )}
      {chosen !== undefined && chosen.myth !== null && (
        <Suspense>
          <Myth id={chosen.myth} />
        </Suspense>
      )}
      <div ref={next}>
        <Button look="primary" onClick={onNext}>
          {isLast ? words.finish : words.next}
        </Button>
      </div>
    </div>
  )
}

/** The card of the misconception that the answer gave away. */
function Myth({ id }: { readonly id: MythId }) {
  const words = useSection('quiz')
  const { cards } = useSection('myths')
  const { claim, truth } = cards[id]
  return (
    <blockquote className={styles.myth}>
      <b>{words.myth}</b>
      <q>{claim}</q>
      <p>
        <TermText>{truth}</TermText>
      </p>
      <button type="button" onClick={() => studio.getState().show('myths', { about: id })}>
        {words.mythMore}
      </button>
    </blockquote>
  )
}
