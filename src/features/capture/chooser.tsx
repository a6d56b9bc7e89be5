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
  const { isReading, name, size, bytes, packets } = useImports()
  const percent = size === 0 ? 100 : Math.min(100, Math.round((bytes / size) * 100))
  if (isReading) {
    return (
      <div className={styles.chooser}>
        <p>{words.reading(name)}</p>
        <progress max={100} value={percent} aria-label={words.reading(name)} />
        <p role="status">{words.progress(packets, percent)}</p>
        <Button onClick={cancelImport}>{words.cancel}</Button>
      </div>
    )
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
      <Button look="primary" onClick={() => input.current?.click()}>
        <FolderOpen size={16} aria-hidden />
        {words.choose}
      </Button>
      <p>{words.drop}</p>
      <p className={styles.hint}>{words.takes}</p>
    </div>
  )
}
