import { flagsText, relativeAck, relativeSeq } from '../diagram/segment-text.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { onAnswered } from '../store/progress.ts'
import { playback } from '../store/playback.ts'
import { studio } from '../store/store.ts'
import type { PlayerState, SegmentInfo } from './player.d.ts'
import type { FrameEvent } from './messages.ts'

/** Newer states replace older ones within this time. */
const AT_MOST_EVERY_MS = 100

/** Where the run is. `link`: the address of what is on screen. */
export const stateNow = (link: string): PlayerState => ({
  step: playback.step,
  steps: playback.lastStep,
  tMs: Math.round(playback.tUs) / 1000,
  playing: playback.playing,
  link,
})

/** Tells of events passed, of playing and pausing, and of the segment that the reader selects. */
export function tellEvents(tell: (event: FrameEvent) => void, link: () => string): void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const tellState = () => {
    timer ??= setTimeout(() => {
      timer = null
      tell({ type: 'state', ...stateNow(link()) })
    }, AT_MOST_EVERY_MS)
  }
  onAnswered((answered) => tell({ type: 'quiz', ...answered }))
  studio.subscribe((now, before) => {
    if (now.step !== before.step || now.playing !== before.playing || now.trace !== before.trace) tellState()
    if (now.selectedSegment !== before.selectedSegment) {
      const { trace, selectedSegment: id } = now
      const segment = trace === null || id === null ? null : segmentInfo(trace.segment(id))
      tell({ type: 'segment', segment })
    }
    if (now.engine !== before.engine && now.engine === 'failed')
      tell({ type: 'error', code: 'engine-failed' })
    if (now.notice !== before.notice && now.notice?.kind === 'refused-link')
      tell({ type: 'error', code: now.notice.error.code })
    if (now.notice !== before.notice && now.notice?.kind === 'unknown-scenario')
      tell({ type: 'error', code: 'unknown-scenario' })
  })
}

function segmentInfo(segment: TraceSegment): SegmentInfo {
  return {
    id: segment.id,
    from: segment.from,
    flags: flagsText(segment).split(' ').filter(Boolean),
    seq: relativeSeq(segment),
    ack: relativeAck(segment),
    length: segment.text?.length ?? 0,
    sentMs: segment.sentUs / 1000,
    endMs: segment.endUs / 1000,
    fate: segment.fate,
    retransmission: segment.retransmission,
  }
}
