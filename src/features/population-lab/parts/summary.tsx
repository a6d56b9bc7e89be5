import { useSection } from '../../../i18n/use-section.ts'
import { boundsOf } from '../../../scenario/population/comparison.ts'
import { type LabSetup, specOf } from '../../../scenario/population/parameters.ts'
import { TermText } from '../../../terms/term-text.tsx'
import type { PopulationUpdate } from '../../../worker/population/protocol.ts'
import { ceilingOf } from '../chart/ceiling.ts'
import { lessonOf } from '../wording.ts'
import styles from './summary.module.css'

interface Props {
  readonly setup: LabSetup
  readonly update: PopulationUpdate | null
}

/** The run in six numbers and a sentence. */
export function Summary({ setup, update }: Props) {
  const words = useSection('lab')
  const spec = specOf(setup)
  const row = update === null ? -1 : update.samples.count - 1
  const value = (column: 'portsInUse' | 'connectErrors' | 'synsDropped') =>
    update === null || row < 0 ? 0 : update.samples.value(row, column)
  const ports = value('portsInUse')
  const isFull = ports >= (ceilingOf(spec, 'C')?.value ?? Number.POSITIVE_INFINITY)
  const { summary } = words
  return (
    <div className={styles.summary}>
      <dl>
        <Item name={summary.opened} text={words.count(update?.counters.opened ?? 0)} />
        <Item name={summary.ports} text={words.count(ports)} isFull={isFull} />
        <Item name={summary.failures} text={words.count(value('connectErrors'))} />
        <Item name={summary.ceiling} text={words.perSecond(boundsOf(spec).ceilingPerS)} />
        <Item name={summary.dropped} text={words.count(value('synsDropped'))} />
        <Item name={summary.memory} text={words.memory(update?.progress.bytes ?? 0)} />
      </dl>
      <p>
        <TermText>{lessonOf(setup, words)}</TermText>
      </p>
    </div>
  )
}

function Item({ name, text, isFull = false }: { name: string; text: string; isFull?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="mono" data-full={isFull || undefined}>
        {text}
      </dd>
    </div>
  )
}
