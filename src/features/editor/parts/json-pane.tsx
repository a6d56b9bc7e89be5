import { type RefObject, useRef } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import styles from '../editor.module.css'

interface Props {
  readonly text: string
  /** Lines where something is wrong, from 0. */
  readonly marked: ReadonlySet<number>
  readonly onChange: (text: string) => void
  readonly area: RefObject<HTMLTextAreaElement | null>
}

/** The scenario as text, with the numbers of its lines. */
export function JsonPane({ text, marked, onChange, area }: Props) {
  const words = useSection('editor')
  const numbers = useRef<HTMLDivElement>(null)
  const lines = text.split('\n').length
  const follow = (top: number) => {
    if (numbers.current !== null) numbers.current.style.translate = `0 ${-top}px`
  }
  return (
    <div className={`${styles.json} mono`}>
      <div className={styles.gutter} aria-hidden>
        <div ref={numbers}>
          {Array.from({ length: lines }, (_, line) => (
            <span key={line} data-wrong={marked.has(line) || undefined}>
              {line + 1}
            </span>
          ))}
        </div>
      </div>
      <textarea
        ref={area}
        aria-label={words.json}
        aria-invalid={marked.size > 0 || undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        value={text}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => follow(currentTarget.scrollTop)}
      />
    </div>
  )
}
