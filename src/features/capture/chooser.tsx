import { FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { cancelImport, importFile, useImports } from '../../store/imports.ts'
import { Button } from '../../ui/button.tsx'
import styles from './capture.module.css'

/** Where files come in; while one is read, how far it is. */
export function Chooser() {
  const words = useSection('captureView')
  const input = useRef<HTMLInputElement>(null)
  const { isReading, name, size, bytes, packets, opening, opened } = useImports()
  if (isReading) {
    const percent = size === 0 ? 100 : Math.min(100, Math.round((bytes / size) * 100))
    return <Waiting what={words.reading(name)} percent={percent} status={words.progress(packets, percent)} />
  }
  // A short one is open before anybody could read this.
  if (opening !== null && opening > 0) {
    const percent = Math.round(opening * 100)
    return <Waiting what={words.streams} percent={percent} status={words.opening(percent)} />
  }
  return (
    <div className={styles.chooser}>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) void importFile(file, file.name)
          target.value = ''
        }}
      />
      <Button look={opened === null ? 'primary' : 'plain'} onClick={() => input.current?.click()}>
        <FolderOpen size={16} aria-hidden />
        {words.choose}
      </Button>
      <p>{words.drop}</p>
      {opened === null && <p className={styles.hint}>{words.takes}</p>}
    </div>
  )
}

interface WaitingProps {
  readonly what: string
  readonly percent: number
  readonly status: string
}

function Waiting({ what, percent, status }: WaitingProps) {
  const words = useSection('captureView')
  return (
    <div className={styles.chooser}>
      <p>{what}</p>
      <progress max={100} value={percent} aria-label={what} />
      <p role="status">{status}</p>
      <Button onClick={cancelImport}>{words.cancel}</Button>
    </div>
  )
}
