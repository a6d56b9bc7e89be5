import { Columns2, Pencil, X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { DoubtContext } from '../../drawing/doubts.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { useSection } from '../../i18n/use-section.ts'
import { frameOf, useImports } from '../../store/imports.ts'
import { SegmentSourceContext } from '../../store/segment-source.ts'
import { studio, useStudio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import type { OpenedStream } from '../../worker/import-protocol.ts'
import { Beside } from './beside.tsx'
import styles from './capture.module.css'
import { Chooser } from './chooser.tsx'
import { doubtsOf } from './doubts.ts'
import { segmentOfFrame } from './file-bytes.ts'
import { FileFacts } from './file-facts.tsx'
import { Remarks } from './remarks.tsx'
import { StreamList } from './stream-list.tsx'

interface Props {
  readonly diagram: ReactNode
  readonly side: ReactNode
  readonly timeline: ReactNode
  /** Previous, play, next and the clock. */
  readonly transport: ReactNode
}

/** A capture: its streams at the left, one of them in the views of the studio or beside its simulation. */
export function Capture(views: Props) {
  const opened = useImports((state) => state.opened)
  const trace = useStudio((state) => state.trace)
  /** The stream that is being compared. */
  const [compared, compare] = useState<OpenedStream | null>(null)
  const isBeside = compared !== null && compared === opened
  return (
    <div className={styles.capture} data-open={opened === null ? undefined : isBeside ? 'beside' : 'alone'}>
      <div className={styles.files}>
        <Chooser />
        {opened !== null && (
          <Simulate opened={opened} isBeside={isBeside} onBeside={(is) => compare(is ? opened : null)} />
        )}
        <FileFacts />
        <StreamList />
      </div>
      {opened !== null &&
        trace !== null &&
        (isBeside ? (
          <Beside key={opened.id} opened={opened} captured={trace} transport={views.transport} />
        ) : (
          <Alone {...views} opened={opened} trace={trace} />
        ))}
    </div>
  )
}

interface SimulateProps {
  readonly opened: OpenedStream
  readonly isBeside: boolean
  readonly onBeside: (is: boolean) => void
}

function Simulate({ opened, isBeside, onBeside }: SimulateProps) {
  const words = useSection('captureView')
  return (
    <section className={styles.simulate}>
      <Button look={isBeside ? 'plain' : 'primary'} onClick={() => onBeside(!isBeside)}>
        {isBeside ? <X size={15} aria-hidden /> : <Columns2 size={15} aria-hidden />}
        {isBeside ? words.alone : words.simulate}
      </Button>
      <Button onClick={() => studio.getState().show(null)}>
        <Pencil size={15} aria-hidden />
        {words.change}
      </Button>
      <p>{words.simulateHint}</p>
      {opened.lossesLeftOut > 0 && <p>{words.lossesLeftOut(opened.lossesLeftOut)}</p>}
    </section>
  )
}

/** The stream in the views of the studio, with what the file says of it. */
function Alone({
  diagram,
  side,
  timeline,
  transport,
  opened,
  trace,
}: Props & { readonly opened: OpenedStream; readonly trace: Trace }) {
  const words = useSection('captureView')
  const doubts = useMemo(() => doubtsOf(trace, opened.captured, words.doubtMarks), [trace, opened, words])
  const source = useMemo(
    () => async (segment: number) => {
      const frame = await frameOf(segment)
      if (frame === null) return null
      const { packet, at, ipAt, tcpAt } = opened.places
      const place = { ipAt: ipAt[segment] ?? 0, tcpAt: tcpAt[segment] ?? 0 }
      const { bytes, length, isChecksumRight } = segmentOfFrame(
        frame,
        place,
        trace.segment(segment).text?.length ?? 0,
      )
      const from = (at[segment] ?? 0) + place.tcpAt
      const kept =
        isChecksumRight === null ? words.kept(bytes.length, length) : words.checksum(isChecksumRight)
      return { bytes, remark: `${words.fromFile(packet[segment] ?? 0, from)} ${kept}` }
    },
    [opened, trace, words],
  )
  return (
    <DoubtContext value={doubts}>
      <SegmentSourceContext value={source}>
        <div className={styles.diagram}>{diagram}</div>
        <div className={styles.remarks}>
          <Remarks opened={opened} />
        </div>
        <div className={styles.side}>{side}</div>
        <div className={styles.dock}>
          {timeline}
          {transport}
        </div>
      </SegmentSourceContext>
    </DoubtContext>
  )
}
