import type { SkipReason } from '../../engine/capture/capture.ts'
import { scenarioErrorText } from '../../i18n/scenario-error-text.ts'
import { scriptErrorText } from '../../i18n/script-error-text.ts'
import { useMessages } from '../../i18n/use-messages.ts'
import { useSection } from '../../i18n/use-section.ts'
import { useImports } from '../../store/imports.ts'
import type { ImportedFile } from '../../worker/import-protocol.ts'
import styles from './capture.module.css'

/** What the file was, what of it was not read and why. */
export function FileFacts() {
  const words = useSection('captureView')
  const name = useImports((state) => state.name)
  const content = useImports((state) => state.content)
  const { facts, errors } = useFacts(content)
  if (content === null) return null
  return (
    <section className={styles.facts} aria-label={name}>
      {name !== '' && <h2>{name}</h2>}
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {errors.length > 0 && (
        <div role="alert">
          <p>{words.errors}</p>
          <ul>
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function useFacts(content: ImportedFile | null): { readonly facts: string[]; readonly errors: string[] } {
  const messages = useMessages()
  const words = useSection('captureView')
  const capture = useSection('capture')
  const script = useSection('script')
  switch (content?.kind) {
    case 'capture': {
      const { format, packets, tcpPackets, packetsCut, skipped, linkTypes, problem } = content.overview
      const passedOver = (Object.keys(skipped) as SkipReason[])
        .filter((reason) => skipped[reason] > 0)
        .map((reason) => capture.skipped[reason](skipped[reason], linkTypes.join(', ')))
      const stopped =
        problem === null ? [] : [capture.problem(capture.problems[problem.kind], problem.at, problem.packet)]
      const cut = packetsCut === 0 ? [] : [words.cut(packetsCut)]
      return {
        facts: [words.file(format, packets, tcpPackets), ...stopped, ...cut, ...passedOver],
        errors: [],
      }
    }
    case 'bad-capture': {
      const { kind, at, packet } = content.problem
      return { facts: [], errors: [capture.problem(capture.problems[kind], at, packet)] }
    }
    case 'bad-script':
      return { facts: [], errors: content.errors.map((error) => scriptErrorText(script, messages, error)) }
    case 'bad-scenario':
      return { facts: [], errors: content.errors.map((error) => scenarioErrorText(messages, error)) }
    case 'gone':
      return { facts: [], errors: [words.gone] }
    case 'scenario':
    case undefined:
      return { facts: [], errors: [] }
  }
}
