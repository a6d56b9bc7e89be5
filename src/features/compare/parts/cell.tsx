import { Fragment } from 'react'
import { flagsText, numbersText } from '../../../diagram/segment-text.ts'
import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import type { CallOutcome } from '../../../engine/trace/call-outcomes.ts'
import type { PathStep } from '../../../engine/trace/outcome.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import type { State } from '../../../engine/tcp/state.ts'
import { edgeById } from '../../../engine/tcp/transitions.ts'
import type { Section } from '../../../i18n/sections.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { textOf } from '../../../ui/state-colour.ts'
import styles from '../compare.module.css'
import type { Cell, Measure } from '../difference.ts'

type Words = Section<'compare'>

/** One cell of the table in words, with the signs of the diagram. */
export function CellView({ cell, measure }: { readonly cell: Cell; readonly measure: Measure }) {
  const words = useSection('compare')
  switch (cell.kind) {
    case 'count':
      return <b>{words.count(cell.value)}</b>
    case 'bytes':
      return (
        <>
          <b>{words.bytes(cell.value)}</b>
          {cell.labels.length > 0 && <code lang="en">{` ${cell.labels.join(', ')}`}</code>}
        </>
      )
    case 'moment':
      if (cell.us === null) return <b>{words.never}</b>
      return <b>{measure === 'established' ? words.at(cell.us) : words.after(cell.us)}</b>
    case 'length':
      return <b>{words.forTime(cell.us)}</b>
    case 'answer':
      return <b>{cell.yes === null ? words.neverEstablished : cell.yes ? words.yes : words.no}</b>
    case 'segment':
      return cell.segment === null ? words.notAtAll : <SegmentCell segment={cell.segment} />
    case 'path':
      return <Path steps={cell.steps} />
    case 'call':
      return cell.call === null ? words.notCalled : <Call call={cell.call} />
  }
}

const RST = 4

function SegmentCell({ segment }: { readonly segment: TraceSegment }) {
  const words = useSection('compare')
  const isRed = (segment.flags & RST) !== 0 || segment.fate === 'lost' || segment.fate === 'dropped'
  return (
    <>
      <code lang="en" className={isRed ? styles.red : undefined}>
        <b>{flagsText(segment)}</b> {numbersText(segment)}
      </code>{' '}
      {words.from(segment.from)}
      {segment.copyOf >= 0 && `${words.comma}${words.copied}`}
      {(segment.fate === 'lost' || segment.fate === 'dropped') && `${words.comma}${words.lost}`}
    </>
  )
}

/** States with their swatches, and what the last change was made by. */
function Path({ steps }: { readonly steps: readonly PathStep[] }) {
  const words = useSection('compare')
  const end = endOf(steps, words)
  return (
    <span className={styles.path}>
      {steps.map(({ state }, i) => (
        <Fragment key={i}>
          {i > 0 && (
            <span className={styles.to} aria-hidden>
              {'\u2192'}
            </span>
          )}
          <span className={styles.state} style={{ color: textOf(state) }} lang="en">
            <StateSwatch state={state} />
            {state}
          </span>
        </Fragment>
      ))}
      {end !== null && <span className={end.isReset ? styles.red : styles.end}>{end.text}</span>}
    </span>
  )
}

/** Their own FIN is not acknowledged yet. */
const WAITS_FOR_ACK = new Set<State>(['FIN-WAIT-1', 'CLOSING', 'LAST-ACK'])

/** How a connection came to its end, in a word; null where it did not or where it goes without saying. */
function endOf(steps: readonly PathStep[], { ends }: Words): { text: string; isReset: boolean } | null {
  const edge = edgeById(steps.at(-1)?.edge ?? '')
  switch (edge?.event) {
    case 'rcv-rst':
      return { text: WAITS_FOR_ACK.has(edge.from) ? ends.resetUnacknowledged : ends.reset, isReset: true }
    case 'rcv-ack-of-fin':
      return edge.to === 'CLOSED' ? { text: ends.acknowledged, isReset: false } : null
    case 'time-wait-timeout':
      return { text: ends.waited, isReset: false }
    case 'time-wait-skipped':
      return { text: ends.skipped, isReset: false }
    case 'user-timeout':
      return { text: ends.timeout, isReset: true }
    default:
      return null
  }
}

function Call({ call: { bytes, errno, labels, result, tookUs, call } }: { readonly call: CallOutcome }) {
  const words = useSection('compare')
  if (tookUs === null) return <b>{words.blocked}</b>
  const read = call === 'recv' && errno === null && result === 0
  return (
    <>
      <code lang="en" className={errno === null ? undefined : styles.red}>
        <b>{errno === null ? `= ${bytes > 0 ? bytes : result}` : `= -1 ${errno}`}</b>
        {labels.length > 0 && ` ${labels.join(', ')}`}
      </code>
      {read && `${words.comma}${words.endOfFile}`}
      {tookUs > 0 && `${words.comma}${words.after(tookUs)}`}
    </>
  )
}
