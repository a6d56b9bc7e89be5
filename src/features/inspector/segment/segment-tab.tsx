import { useMemo, useState } from 'react'
import { endsOfSegment } from '../../../engine/trace/query.ts'
import { flagNames } from '../../../engine/tcp/segment.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { segmentBytes } from '../../../engine/wire/packet.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useSourcedBytes } from '../../../store/segment-source.ts'
import { useStudio } from '../../../store/store.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { Empty } from '../empty.tsx'
import type { FieldId } from './header-fields.ts'
import { HeaderGrid } from './header-grid.tsx'
import { HexDump } from './hex-dump.tsx'
import { NUMBER_MODES, type NumberMode } from './numbers.ts'
import styles from './segment-tab.module.css'
import { previousOf, shownSegment } from './shown-segment.ts'

/** The header of the selected segment to the bit, its options, its real bytes and what changed since the last one. */
export function SegmentTab() {
  const { inspector } = useMessages()
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  const selected = useStudio((studio) => studio.selectedSegment)
  const segment = trace === null ? null : shownSegment(trace, step, selected)
  if (trace === null || segment === null) return <Empty>{inspector.segment.empty}</Empty>
  return <SegmentView trace={trace} segment={segment} />
}

function SegmentView({ trace, segment }: { trace: Trace; segment: TraceSegment }) {
  const { segment: words } = useMessages().inspector
  const hosts = useStudio((studio) => studio.scenario.hosts)
  const mode = useNumberMode()
  const [pointedAt, pointAt] = useState<FieldId | null>(null)
  const sourced = useSourcedBytes(segment.id)
  const made = useMemo(() => {
    const addresses = { C: hosts.C.address, S: hosts.S.address }
    return segmentBytes(segment, endsOfSegment(trace, segment, addresses))
  }, [trace, segment, hosts])
  const bytes = sourced?.bytes ?? made
  const headerLength = ((bytes[12] ?? 0) >> 4) * 4
  return (
    <article className={styles.tab}>
      <Title segment={segment} length={bytes.length} />
      <HeaderGrid
        trace={trace}
        segment={segment}
        previous={previousOf(trace, segment)}
        bytes={bytes}
        mode={mode.value}
        pointedAt={pointedAt}
        onPoint={pointAt}
      />
      <HexDump bytes={bytes} headerLength={headerLength} pointedAt={pointedAt} onPoint={pointAt} />
      {sourced !== null && <p className={styles.source}>{sourced.remark}</p>}
      <Segmented
        label={words.numbers}
        options={NUMBER_MODES.map((value) => ({ value, label: words.number[value] }))}
        value={mode.value}
        onChange={mode.set}
      />
    </article>
  )
}

/** Kept while the page is open: who prefers absolute numbers prefers them for every segment. */
let preferredMode: NumberMode = 'relative'

function useNumberMode() {
  const [value, setValue] = useState(preferredMode)
  const set = (mode: NumberMode) => {
    preferredMode = mode
    setValue(mode)
  }
  return { value, set }
}

function Title({ segment, length }: { segment: TraceSegment; length: number }) {
  const { segment: words } = useMessages().inspector
  const remarks = [
    segment.spoofed === null ? words.way(segment.from) : words.spoofedWay(segment.spoofed),
    segment.retransmission > 0 && words.retransmission(segment.retransmission),
    segment.probe !== null && words.probe[segment.probe],
    segment.copyOf >= 0 && words.copy,
    segment.injected && words.injected,
    words.fate[segment.fate],
  ]
  const isGone = segment.fate === 'lost' || segment.fate === 'dropped'
  return (
    <header className={styles.title}>
      <h3 lang="en">{flagNames(segment.flags).join(', ')}</h3>
      <p className={isGone ? styles.gone : undefined}>{remarks.filter(Boolean).join(', ')}</p>
      <data className={styles.length} value={length}>
        {words.bytes(length)}
      </data>
    </header>
  )
}
