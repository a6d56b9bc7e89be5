import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import { useSection } from '../../../i18n/use-section.ts'
import { textOf } from '../../../ui/state-colour.ts'
import type { Answer, Question } from '../question.ts'
import styles from '../quiz.module.css'

/** An answer as the diagram would show it. */
export function AnswerText({ answer, question }: { readonly answer: Answer; readonly question: Question }) {
  const words = useSection('quiz')
  switch (answer.kind) {
    case 'state':
      if (answer.state === question.before) return <span>{words.stays(answer.state)}</span>
      return (
        <span className={styles.state} style={{ color: textOf(answer.state) }} lang="en">
          <StateSwatch state={answer.state} />
          {answer.state}
        </span>
      )
    case 'segment':
      return answer.flags === '' ? (
        <span>{words.nothing}</span>
      ) : (
        <code lang="en">
          <b>{answer.flags}</b>
        </code>
      )
    case 'numbers':
      return <code lang="en">{`seq=${answer.seq} ack=${answer.ack}`}</code>
    case 'application':
      return <Returned answer={answer} call={question.subject} />
  }
}

interface ReturnedProps {
  readonly answer: Extract<Answer, { kind: 'application' }>
  readonly call: string
}

function Returned({ answer: { result, errno }, call }: ReturnedProps) {
  const words = useSection('quiz')
  if (result === null) return <span>{words.blocks}</span>
  const meaning =
    call === 'recv' && result === 0 ? words.endOfFile : call === 'accept' && result > 0 ? words.newSocket : ''
  return (
    <span>
      <code lang="en">{errno === null ? `= ${result}` : `= -1 ${errno}`}</code>
      {meaning !== '' && `, ${meaning}`}
    </span>
  )
}
