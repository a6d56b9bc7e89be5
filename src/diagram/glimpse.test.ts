import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { diagram } from '../i18n/en/diagram.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { glimpseOf } from './glimpse.ts'
import { STUDIO } from './metrics.ts'
import { columnsFor, layoutSequence } from './sequence-layout.ts'
import { buildTimeAxis } from './time-axis.ts'

const trace = new Trace(simulate(findScenario('close-ack2-lost') as Scenario))
const axis = buildTimeAxis(trace, STUDIO)
const layout = layoutSequence(
  trace,
  axis,
  columnsFor(trace, 819, STUDIO),
  STUDIO,
  { top: 0, bottom: axis.height },
  diagram,
)

describe('glimpseOf', () => {
  it('has of a layout what touches a stretch of it, where it was', () => {
    const middle = axis.height / 2
    const glimpse = glimpseOf(layout, { top: middle - 40, bottom: middle + 40 })
    expect(glimpse.detail).toBe('glimpse')
    for (const list of ['arrows', 'calls', 'laneTexts', 'names', 'notes'] as const) {
      const part: readonly unknown[] = glimpse[list]
      expect(layout[list]).toEqual(expect.arrayContaining([...part]))
    }
    const isInSight = (top: number, bottom: number) => bottom >= middle - 40 && top <= middle + 40
    expect(glimpse.arrows).toEqual(layout.arrows.filter(({ y1, restY }) => isInSight(y1, restY)))
    expect(glimpse.arrows.length).toBeGreaterThan(0)
    expect(glimpse.arrows.length).toBeLessThan(layout.arrows.length)
    expect(glimpse.laneTexts.every(({ y }) => isInSight(y, y))).toBe(true)
    expect(glimpse.calls.every(({ y1, y2 }) => isInSight(y1, y2))).toBe(true)
  })

  it('of all of it has everything', () => {
    expect(glimpseOf(layout, { top: 0, bottom: axis.height })).toEqual({ ...layout, detail: 'glimpse' })
  })
})
