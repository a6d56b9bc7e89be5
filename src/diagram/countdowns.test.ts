import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { type Countdown, countdownsAt } from './countdowns.ts'
import { type DiagramMetrics, PHONE, STUDIO } from './metrics.ts'
import { columnsFor, layoutSequence, type SequenceLayout } from './sequence-layout.ts'
import { buildTimeAxis } from './time-axis.ts'

const WORDS = { duplicate: 'duplicate', retransmission: (n: number) => `retransmit ${n}` }

/** What is told at each pixel of the run's height, and the picture. */
function toldIn(id: string, width: number, metrics: DiagramMetrics) {
  const trace = new Trace(simulate(findScenario(id) as Scenario))
  const axis = buildTimeAxis(trace, metrics)
  const columns = columnsFor(trace, width, metrics)
  const layout = layoutSequence(trace, axis, columns, metrics, { top: 0, bottom: axis.height }, WORDS)
  const moments = Array.from({ length: Math.floor(axis.height) }, (_, y) => {
    const us = axis.toUs(y)
    const running = layout.timers.filter(({ timer }) => timer.setUs <= us && us < timer.endUs)
    return { y, running, told: countdownsAt(layout, metrics, running, y) }
  })
  return { layout, moments }
}

const heightsOf = ({ digitsY, wordY }: Countdown): number[] => [digitsY, ...(wordY === null ? [] : [wordY])]

const laneTexts = ({ laneTexts: texts }: SequenceLayout, side: string) =>
  texts.filter((text) => text.side === side)

describe('the time left', () => {
  it('is told while 2MSL runs', () => {
    const { moments } = toldIn('close-normal', 819, STUDIO)
    expect(moments.some(({ told }) => told.length === 1)).toBe(true)
  })

  it.each(['close-half-close-data', 'close-ack2-lost', 'keepalive-dead-peer', 'time-wait-port-exhaustion'])(
    'lies on no other word of the lane: %s',
    (id) => {
      const { layout, moments } = toldIn(id, 819, STUDIO)
      for (const { told } of moments) {
        for (const countdown of told) {
          for (const height of heightsOf(countdown))
            for (const text of laneTexts(layout, countdown.mark.side))
              expect(Math.abs(text.y - height), `${text.kind} at ${text.y}`).toBeGreaterThan(STUDIO.font.call)
        }
      }
    },
  )

  it.each([
    [819, STUDIO],
    [390, PHONE],
  ])('of several timers at once is that of the one which ends first, at %i px', (width, metrics) => {
    const { moments } = toldIn('time-wait-port-exhaustion', width, metrics)
    const several = moments.filter(({ running }) => running.filter(({ side }) => side === 'C').length > 1)
    expect(several.length).toBeGreaterThan(0)
    expect(several.some(({ told }) => told.length > 0)).toBe(true)
    for (const { told, running } of several) {
      for (const { mark } of told) {
        const others = running.filter(({ side, place }) => side === mark.side && place === 'lane')
        expect(mark.timer.dueUs).toBe(Math.min(...others.map(({ timer }) => timer.dueUs)))
      }
      expect(new Set(told.map(({ mark }) => mark.side)).size).toBe(told.length)
    }
  })
})
