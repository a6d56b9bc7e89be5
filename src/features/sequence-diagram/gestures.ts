import type { TimeAxis } from '../../diagram/time-axis.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { TraceSegment } from '../../engine/trace/trace.ts'
import { delaySegment, extraDelayUs } from '../../scenario/segment-faults.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'

/** A point of the pointer, px of the drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What a hand does between pressing and letting go. */
export interface Gesture {
  readonly move: (to: Point) => void
  /** `cancelled`: Escape, or the browser took the pointer away. */
  readonly end: (cancelled: boolean) => void
}

/** Delays are set in whole milliseconds. */
const GRAIN_US = 1000

/** Drags the head of an arrow: its segment arrives as much later as the hand is lower, and the future re-forms. */
export function dragHead(axis: TimeAxis, segment: TraceSegment, from: Point, done: () => void): Gesture {
  const { scenario, change, select } = studio.getState()
  const extraUs = extraDelayUs(scenario, segment)
  let next: Scenario = scenario
  select(segment.id)
  return {
    move(to) {
      const byUs = ((to.y - from.y) / axis.pxPerMs) * 1000
      const us = Math.max(0, Math.round((extraUs + byUs) / GRAIN_US) * GRAIN_US)
      const moved = us === extraUs ? scenario : delaySegment(scenario, segment, us)
      if (moved === next) return
      next = moved
      change(next, 'dragging')
    },
    end(cancelled) {
      done()
      if (cancelled) change(scenario, 'dragging')
      else if (next !== scenario) change(next, 'final')
    },
  }
}

/** Drags the present up and down. */
export function dragPresent(axis: TimeAxis, from: Point, done: () => void): Gesture {
  const offset = from.y - axis.toY(playback.tUs)
  playback.pause()
  return { move: (to) => playback.drag(axis.toUs(to.y - offset)), end: letGo(done) }
}

/** Drags a pill along its arrow: it stays on the line, and time goes with it. */
export function dragPill(segment: TraceSegment, length: number, from: Point, done: () => void): Gesture {
  const startUs = playback.tUs
  const direction = segment.from === 'C' ? 1 : -1
  playback.pause()
  return {
    move(to) {
      const byUs = ((direction * (to.x - from.x)) / length) * (segment.endUs - segment.sentUs)
      const us = startUs + byUs
      playback.drag(Math.round(Math.min(Math.max(us, segment.sentUs), segment.endUs)))
    },
    end: letGo(done),
  }
}

/** A finger moves time by moving sideways, as far as it would by moving down. */
export function panSideways(axis: TimeAxis, from: Point): Gesture {
  const startY = axis.toY(playback.tUs)
  playback.pause()
  return { move: (to) => playback.drag(axis.toUs(startY + to.x - from.x)), end: letGo() }
}

/** Time is where the hand was last before the paper moves again. */
const letGo = (done?: () => void) => () => {
  playback.land()
  done?.()
}
