import { Check, Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { Button } from '../../ui/button.tsx'
import styles from './share.module.css'

interface Props {
  readonly label: string
  readonly text: string
  readonly rows: number
}

/** A text to take along: with a button, or by hand where the browser allows no copying. */
export function CopyField({ label, text, rows }: Props) {
  const words = useSection('share')
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<{ readonly text: string; readonly ok: boolean } | null>(null)
  const outcome = copied?.text === text ? copied.ok : null
  const copy = async () => {
    const ok = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    if (!ok) field.current?.select()
    setCopied({ text, ok })
  }
  const Icon = outcome === true ? Check : Copy
  return (
    <div className={styles.copyField}>
      <textarea
        ref={field}
        className={styles.text}
        aria-label={label}
        rows={rows}
        readOnly
        spellCheck={false}
        value={text}
        onFocus={(event) => event.target.select()}
      />
      <Button look="primary" onClick={() => void copy()}>
        <Icon size={15} aria-hidden />
        {outcome === true ? words.copied : words.copy}
      </Button>
      <p role="status" className={outcome === false ? styles.hint : 'unseen'}>
        {outcome === null ? '' : outcome ? words.copied : words.copyFailed}
      </p>
    </div>
  )
}
