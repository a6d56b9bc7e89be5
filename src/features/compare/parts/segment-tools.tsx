import type { KeyboardEvent } from 'react'
import { flagsText } from '../../../diagram/segment-text.ts'
import type { Scenario } from '../../../engine/sim/scenario.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useSection } from '../../../i18n/use-section.ts'
import {
  delaySegment,
  dropSegment,
  duplicateSegment,
  extraDelayUs,
  restoreSegment,
} from '../../../scenario/segment-faults.ts'
import styles from '../compare.module.css'
import { changeRun, type Comparison } from '../session.ts'

interface Props {
  readonly comparison: Comparison
  readonly index: number
  readonly segment: TraceSegment
}

type Change = (scenario: Scenario, segment: TraceSegment) => Scenario

const dropOrRestore: Change = (scenario, segment) =>
  segment.fate === 'dropped' ? restoreSegment(scenario, segment) : dropSegment(scenario, segment)

const later =
  (byUs: number): Change =>
  (scenario, segment) =>
    delaySegment(scenario, segment, extraDelayUs(scenario, segment) + byUs)

/** The same keys as in the studio. */
const BY_KEY: ReadonlyMap<string, Change> = new Map([
  ['d', dropOrRestore],
  ['u', (scenario, segment) => duplicateSegment(scenario, segment)],
  ['[', later(-10_000)],
  [']', later(10_000)],
  ['{', later(-1_000)],
  ['}', later(1_000)],
])

/** What can be done to the selected segment of one run. */
export function SegmentTools({ comparison, index, segment }: Props) {
  const words = useSection('compare')
  const flags = flagsText(segment)
  const act = (change: Change) => () => apply(comparison, index, segment, change)
  return (
    <div className={styles.tools} role="group" aria-label={words.tools(flags)}>
      <code lang="en">{flags}</code>
      <button type="button" data-keys="D" data-tip={words.drop} onClick={act(dropOrRestore)}>
        {segment.fate === 'dropped' ? words.restore : words.drop}
      </button>
      <button type="button" data-keys="U" data-tip={words.copy} onClick={act(duplicateSegment)}>
        {words.copy}
      </button>
      <button
        type="button"
        data-keys="["
        data-tip={words.earlier}
        aria-label={words.earlier}
        onClick={act(later(-10_000))}
      >
        {'\u2212 10 ms'}
      </button>
      <button
        type="button"
        data-keys="]"
        data-tip={words.later}
        aria-label={words.later}
        onClick={act(later(10_000))}
      >
        {'+ 10 ms'}
      </button>
    </div>
  )
}

function apply(comparison: Comparison, index: number, segment: TraceSegment, change: Change): void {
  const scenario = comparison.scenarios[index] as Scenario
  const next = change(scenario, segment)
  if (next !== scenario) changeRun(comparison, index, next)
}

/** Changes a focused segment by its key; false if the key means nothing to it. */
export function changeByKey(
  comparison: Comparison,
  index: number,
  trace: Trace,
  segment: number,
  event: KeyboardEvent,
): boolean {
  const change = BY_KEY.get(event.key.toLowerCase())
  if (change === undefined || event.ctrlKey || event.metaKey) return false
  event.preventDefault()
  apply(comparison, index, trace.segment(segment), change)
  return true
}
