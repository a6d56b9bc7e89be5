import { type ReactNode, useMemo, useState } from 'react'
import { numberMarks, seenUs } from '../../../drawing/number-marks.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { SharedRuns, SharedTrack, useSharedTime } from '../../../runs/shared-time.tsx'
import type { CaptureName } from '../../../scenario/kernel/matches.ts'
import { playback } from '../../../store/playback.ts'
import { Button } from '../../../ui/button.tsx'
import type { Captured, Judged } from '../captured.ts'
import { type Difference, judge } from '../differences.ts'
import styles from '../reality.module.css'
import { useCaptured, useOurs } from '../session.ts'
import { Asked } from './asked.tsx'
import { Reasons } from './reasons.tsx'

interface Props {
  readonly name: CaptureName
  readonly transport: ReactNode
}

/** One capture beside our run: what it is, both runs, what differs and why, the clock. */
export function Detail({ name, transport }: Props) {
  const words = useSection('reality')
  const [profile, setProfile] = useState<Judged>('rfc9293')
  const { captured, retry } = useCaptured(name)
  const ours = useOurs(captured, profile)
  const isThere = typeof captured !== 'string'
  return (
    <div className={styles.reality}>
      <Asked name={name} captured={isThere ? captured : null} profile={profile} onProfile={setProfile} />
      {isThere && ours !== null ? (
        <BothRuns key={profile} captured={captured} ours={ours} profile={profile} transport={transport} />
      ) : (
        <div className={styles.waiting} role="status">
          <p>{captured === 'failed' ? words.failed : words.loading}</p>
          {captured === 'failed' && <Button onClick={retry}>{words.retry}</Button>}
        </div>
      )}
    </div>
  )
}

interface BothProps {
  readonly captured: Captured
  readonly ours: Trace
  readonly profile: Judged
  readonly transport: ReactNode
}

function BothRuns({ captured, ours, profile, transport }: BothProps) {
  const words = useSection('reality')
  const traces = useMemo(() => [captured.trace, ours], [captured, ours])
  const judgement = useMemo(() => judge(captured.trace, ours), [captured, ours])
  const first = judgement.differences.find(({ why }) => why !== 'syn-options') ?? null
  const [shown, setShown] = useState(first)
  const time = useSharedTime(traces, captured.name, first === null ? undefined : momentOf(first))
  const { hosts } = captured.scenarios[profile]
  const runs = (['kernel', 'ours'] as const).map((whose, i) => ({
    trace: traces[i] as Trace,
    hosts,
    title: (
      <div className={styles.title}>
        <h2>{whose === 'kernel' ? captured.kernel : words.profiles[profile]}</h2>
        <p>{whose === 'kernel' ? words.kernelNote : words.oursNote}</p>
      </div>
    ),
    label: words.pane[whose],
    selected: shown?.[whose]?.id ?? null,
    marks: numberMarks(judgement.differences.map((one) => one[whose])),
    onSelect: (segment: number | null) =>
      setShown(judgement.differences.find((one) => segment !== null && one[whose]?.id === segment) ?? null),
  }))
  const show = (difference: Difference): void => {
    setShown(difference)
    playback.pause()
    playback.seek(momentOf(difference))
  }
  return (
    <>
      <div className={styles.both}>
        <SharedRuns time={time} runs={runs} />
        <Reasons judgement={judgement} kernel={captured.kernel} shown={shown} onShow={show} />
      </div>
      <div className={styles.dock}>
        {transport}
        <SharedTrack time={time} label={words.position} />
      </div>
    </>
  )
}

const momentOf = ({ tUs, kernel, ours }: Difference): number => seenUs(tUs, kernel, ours)
