import { useSection } from '../../i18n/use-section.ts'
import { openStream, useImports } from '../../store/imports.ts'
import type { ListedStream } from '../../worker/import-protocol.ts'
import styles from './capture.module.css'

/** Rows in the document at once; more are behind their number. */
const MOST_ROWS = 500

/** The TCP streams of the capture; the one on screen is pressed. */
export function StreamList() {
  const words = useSection('captureView')
  const content = useImports((state) => state.content)
  const open = useImports((state) => state.opened?.id)
  if (content?.kind !== 'capture') return null
  const { streams, streamCount } = content.overview
  const shown = streams.slice(0, MOST_ROWS)
  return (
    <section className={styles.streams}>
      <h2>{words.streams}</h2>
      {streams.length === 0 && <p>{words.none}</p>}
      <ul>
        {shown.map((stream) => (
          <li key={stream.id}>
            <Row stream={stream} isOpen={stream.id === open} />
          </li>
        ))}
      </ul>
      {shown.length < streamCount && <p>{words.more(shown.length, streamCount)}</p>}
    </section>
  )
}

function Row({ stream, isOpen }: { readonly stream: ListedStream; readonly isOpen: boolean }) {
  const words = useSection('captureView')
  const { findings } = useSection('capture')
  const { id, a, b, packets, bytesA, bytesB, closed } = stream
  const facts = [words.packets(packets), words.bytes(bytesA + bytesB), words.closed[closed]]
  return (
    <button type="button" className={styles.stream} aria-pressed={isOpen} onClick={() => void openStream(id)}>
      <span lang="en" className="mono">
        {a}
        <br />
        {b}
      </span>
      <span>{facts.join(', ')}</span>
      {stream.findings.length > 0 && (
        <span className={styles.finding}>
          {stream.findings.map((finding) => findings[finding]).join(', ')}
        </span>
      )}
    </button>
  )
}
