import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flagsText, numbersText } from '../../../diagram/segment-text.ts'
import { otherSide } from '../../../engine/tcp/state.ts'
import type { Section } from '../../../i18n/sections.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { mayTakeFocus } from '../../../store/guest.ts'
import { Button } from '../../../ui/button.tsx'
import type { Question, Trigger } from '../question.ts'
import styles from '../quiz.module.css'
import { AnswerText } from './answer-text.tsx'

interface Props {
  readonly question: Question
  readonly onChoose: (option: number) => void
}

/** What is about to happen, the question, the options: radio buttons, so that arrows choose and Enter answers. */
export function Asked({ question, onChoose }: Props) {
  const words = useSection('quiz')
  const [picked, setPicked] = useState<number | null>(null)
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (mayTakeFocus()) form.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [])
  const choose = () => {
    if (picked !== null) onChoose(picked)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      choose()
    }
    const number = Number(event.key)
    if (!Number.isInteger(number) || number < 1 || number > question.options.length) return
    event.preventDefault()
    setPicked(number - 1)
    form.current?.querySelectorAll('input')[number - 1]?.focus()
  }
  return (
    // No form: frames sandboxed without allow-forms do not send one. Digits choose an option from anywhere in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={form} role="group" className={styles.asked} onKeyDown={onKeyDown}>
      <fieldset>
        <legend>
          <span className={styles.trigger}>{triggerText(question.trigger, words)}</span>
          <span className={styles.question}>{questionText(question, words)}</span>
        </legend>
        {question.options.map(({ answer }, i) => (
          <label key={JSON.stringify(answer)} className={styles.option}>
            <input type="radio" name="option" checked={picked === i} onChange={() => setPicked(i)} />
            <kbd aria-hidden>{i + 1}</kbd>
            <AnswerText answer={answer} question={question} />
          </label>
        ))}
      </fieldset>
      <footer>
        <Button look="primary" aria-disabled={picked === null} onClick={choose}>
          {words.answer}
        </Button>
        <small>{words.hint}</small>
      </footer>
    </div>
  )
}

type Words = Section<'quiz'>

function triggerText(trigger: Trigger, words: Words): string {
  switch (trigger.kind) {
    case 'arrival': {
      const { segment } = trigger
      return words.arrival({
        flags: flagsText(segment),
        numbers: numbersText(segment),
        to: otherSide(segment.from),
      })
    }
    case 'timer':
      return words.timer({ timer: words.timers[trigger.timer], side: trigger.side })
    case 'call':
      return words.call(trigger)
  }
}

function questionText({ kind, side, before, subject }: Question, { ask }: Words): string {
  switch (kind) {
    case 'state':
      return ask.state({ side, before })
    case 'segment':
      return ask.segment({ side })
    case 'numbers':
      return ask.numbers({ side, flags: subject })
    case 'application':
      return ask.application({ side, call: subject })
  }
}
