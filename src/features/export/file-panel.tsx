import { Download } from 'lucide-react'
import { useState } from 'react'
import { useSection } from '../../i18n/use-section.ts'
import { isDark, themeOf, usePreferences } from '../../store/preferences.ts'
import { studio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import { download, fileName } from './download.ts'
import { FORMATS, type FormatId } from './formats.ts'
import { saveSingleFile } from './single-file.ts'
import styles from './share.module.css'

const GROUPS = {
  pictures: ['svg', 'animated-svg', 'png-1', 'png-2', 'png-4'],
  captures: ['pcapng', 'pcap', 'tcpdump'],
  texts: ['mermaid', 'plantuml', 'csv', 'json', 'scenario'],
} as const satisfies Record<string, readonly FormatId[]>

const GROUP_NAMES = ['pictures', 'captures', 'texts'] as const

interface Props {
  readonly hash: string
  readonly title: string
}

/** The run as a file, in many forms; and the whole studio as one. */
export function FilePanel({ hash, title }: Props) {
  const words = useSection('share')
  const [failure, setFailure] = useState<string | null>(null)
  const attempt = (work: () => Promise<void>) => {
    setFailure(null)
    work().catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
  }
  return (
    <>
      <p className={styles.hint}>{words.fileHint}</p>
      {GROUP_NAMES.map((name) => (
        <section key={name} className={styles.group} aria-label={words[name]}>
          <h3>{words[name]}</h3>
          <div className={styles.files}>
            {GROUPS[name].map((id) => (
              <FileButton key={id} label={words.formats[id]} onClick={() => attempt(() => save(id, title))} />
            ))}
          </div>
        </section>
      ))}
      {import.meta.env.PROD && location.protocol !== 'file:' && (
        <section className={styles.group} aria-label={words.offline}>
          <h3>{words.offline}</h3>
          <div className={styles.files}>
            <FileButton label={words.singleFile} onClick={() => attempt(() => saveSingleFile(hash))} />
          </div>
        </section>
      )}
      <p role="status" className={styles.hint}>
        {failure === null ? '' : words.failed(failure)}
      </p>
    </>
  )
}

function FileButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button className={styles.file ?? ''} onClick={onClick}>
      <Download size={14} aria-hidden />
      {label}
    </Button>
  )
}

async function save(id: FormatId, title: string): Promise<void> {
  const format = FORMATS.find((each) => each.id === id)
  const { scenario, trace } = studio.getState()
  if (format === undefined || trace === null) return
  const theme = isDark(themeOf(usePreferences.getState())) ? 'dark' : 'light'
  download(await format.make({ scenario, trace, title, theme }), fileName(title, format.extension))
}
