import { useLayoutEffect, useRef, useState } from 'react'
import { placeAt } from '../../../diagram/arrows.ts'
import type { DiagramMetrics } from '../../../diagram/metrics.ts'
import type { LabelledArrow } from '../../../diagram/labelled-arrows.ts'
import type { SequenceLayout } from '../../../diagram/sequence-layout.ts'
import type { Scenario } from '../../../engine/sim/scenario.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import {
  delaySegment,
  dropSegment,
  duplicateSegment,
  extraDelayUs,
  restoreSegment,
} from '../../../scenario/segment-faults.ts'
import { playback } from '../../../store/playback.ts'
import { studio, useStudio } from '../../../store/store.ts'
import styles from '../sequence-diagram.module.css'

interface Props {
  readonly layout: SequenceLayout
  readonly metrics: DiagramMetrics
  readonly isOpen: boolean
}

/** Drop, Duplicate, Delay above the pill or the head of the selected segment. */
export function Toolbar({ layout, metrics, isOpen }: Props) {
  const selected = useStudio((state) => state.selectedSegment)
  const arrow = layout.arrows.find(({ segment }) => segment.id === selected)
  if (!isOpen || arrow === undefined) return null
  return <OpenToolbar key={arrow.segment.id} arrow={arrow} layout={layout} metrics={metrics} />
}

const HALF_WIDTH = 84

function OpenToolbar({ arrow, layout, metrics }: Omit<Props, 'isOpen'> & { readonly arrow: LabelledArrow }) {
  const { diagram: words } = useMessages()
  const box = useRef<HTMLDivElement>(null)
  const [delaying, setDelaying] = useState(false)
  const { segment } = arrow
  const isDropped = segment.fate === 'dropped'
  const isFixed = segment.ordinal === 0
  useLayoutEffect(
    () => playback.onFrame((tUs) => place(box.current, arrow, layout, metrics, tUs)),
    [arrow, layout, metrics],
  )
  return (
    <div ref={box} className={styles.toolbar} role="group" aria-label={words.toolbar}>
      {isFixed ? (
        <span className={styles.unchangeable}>{words.unchangeable}</span>
      ) : delaying ? (
        <DelayField segment={segment} onDone={() => setDelaying(false)} />
      ) : (
        <>
          <button
            type="button"
            aria-keyshortcuts="D"
            onClick={() => apply(segment, isDropped ? restoreSegment : dropSegment)}
          >
            {isDropped ? words.restore : words.drop}
          </button>
          <button
            type="button"
            aria-keyshortcuts="U"
            disabled={isDropped}
            onClick={() => apply(segment, duplicateSegment)}
          >
            {words.copy}
          </button>
          <button type="button" disabled={isDropped} onClick={() => setDelaying(true)}>
            {words.delay}
          </button>
        </>
      )}
    </div>
  )
}

function apply(segment: TraceSegment, change: (scenario: Scenario, segment: TraceSegment) => Scenario): void {
  const { scenario, change: run } = studio.getState()
  const next = change(scenario, segment)
  if (next !== scenario) run(next, 'final')
}

/** The extra delay as a number: what dragging does, typed. */
function DelayField({ segment, onDone }: { readonly segment: TraceSegment; readonly onDone: () => void }) {
  const { diagram: words } = useMessages()
  const extraUs = extraDelayUs(studio.getState().scenario, segment)
  return (
    <label className={styles.delayField}>
      {words.delayBy}
      <input
        type="number"
        min={0}
        step={1}
        defaultValue={extraUs / 1000}
        // The reader asked for it with the press before.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => {
          const us = Math.round(event.target.valueAsNumber * 1000)
          if (Number.isFinite(us)) apply(segment, (scenario) => delaySegment(scenario, segment, us))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') onDone()
        }}
        onBlur={onDone}
      />
    </label>
  )
}

/** Above the pill while the segment is in flight, else above its head and its words; never outside the field. */
function place(
  box: HTMLElement | null,
  arrow: LabelledArrow,
  { columns }: SequenceLayout,
  metrics: DiagramMetrics,
  tUs: number,
): void {
  if (box === null) return
  const isInFlight = arrow.fromStep <= playback.step && playback.step < arrow.toStep
  const at = isInFlight ? placeAt(arrow, tUs) : { x: arrow.x2, y: arrow.y2 }
  const { left, right } = columns.field
  const x = Math.min(Math.max(at.x, left + HALF_WIDTH), right - HALF_WIDTH)
  const slope = (arrow.y2 - arrow.y1) / (arrow.x2 - arrow.x1)
  const highest =
    arrow.y2 + Math.min(0, slope * (x - HALF_WIDTH - arrow.x2), slope * (x + HALF_WIDTH - arrow.x2))
  const words = metrics.labelGap + metrics.font.segment * 1.3
  const top = isInFlight ? at.y - metrics.pill.height / 2 : highest - words
  const isBelow = top < LEAST_ROOM
  box.style.left = `${x}px`
  box.style.top = `${isBelow ? at.y + metrics.pill.height / 2 + GAP : top - GAP}px`
  box.dataset.below = String(isBelow)
  box.style.setProperty('--caret', `${Math.min(Math.max(at.x - x, 10 - HALF_WIDTH), HALF_WIDTH - 10)}px`)
}

/** Between the toolbar and what it belongs to; room that it needs above, px. */
const GAP = 8
const LEAST_ROOM = 40
