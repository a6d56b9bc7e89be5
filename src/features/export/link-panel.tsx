import { Send } from 'lucide-react'
import { useSection } from '../../i18n/use-section.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from './copy-field.tsx'
import styles from './share.module.css'

/** Above this links get cut by mail programs and chats. */
const COMFORTABLE = 2000

interface Props {
  readonly hash: string
  readonly title: string
}

/** The link without the query: how this reader sees things is not the next one's business. */
export function LinkPanel({ hash, title }: Props) {
  const words = useSection('share')
  const url = `${location.origin}${location.pathname}${hash}`
  const canSend = typeof navigator.share === 'function'
  return (
    <>
      <p className={styles.hint}>{words.linkHint}</p>
      <CopyField label={words.linkField} text={url} rows={url.length > 90 ? 4 : 2} />
      {url.length > COMFORTABLE && <p className={styles.hint}>{words.tooLong}</p>}
      {canSend && (
        <div>
          <Button onClick={() => void navigator.share({ title, url }).catch(() => undefined)}>
            <Send size={15} aria-hidden />
            {words.send}
          </Button>
        </div>
      )}
    </>
  )
}
