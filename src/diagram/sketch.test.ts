import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { diagram } from '../i18n/en/diagram.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { BULK } from '../test/bulk-transfer.ts'
import { STUDIO } from './metrics.ts'
import { linePath } from './paths.ts'
import { columnsFor, layoutSequence } from './sequence-layout.ts'
import { layoutSketch } from './sketch.ts'
import { buildTimeAxis } from './time-axis.ts'

describe('layoutSketch', () => {
  it('has every line that can be seen of a stretch, once, and what time and states look like there', () => {
    const trace = new Trace(simulate({ ...(findScenario('open-normal') as Scenario), apps: BULK }))
    const axis = buildTimeAxis(trace, STUDIO)
    const columns = columnsFor(trace, 819, STUDIO)
    const sight = { top: axis.height * 0.5, bottom: axis.height * 0.5 + 700 }
    const whole = layoutSequence(trace, axis, columns, STUDIO, sight, diagram)
    const sketch = layoutSketch(trace, axis, columns, STUDIO, sight)
    const lines = sketch.arrows.map((arrow) => linePath(arrow, STUDIO))
    expect(new Set(lines)).toEqual(new Set(whole.arrows.map((arrow) => linePath(arrow, STUDIO))))
    expect(lines.length).toBe(new Set(lines).size)
    expect(lines.length).toBeLessThan(whole.arrows.length / 4)
    const { ribbons, bands, ticks, window } = whole
    expect(sketch).toMatchObject({ ribbons, bands, ticks, window, calls: [], names: [] })
  })

  it('keeps a lost segment and a retransmission, which lie on nothing that looks the same', () => {
    const trace = new Trace(simulate(findScenario('close-ack2-lost') as Scenario))
    const axis = buildTimeAxis(trace, STUDIO)
    const sketch = layoutSketch(trace, axis, columnsFor(trace, 819, STUDIO), STUDIO, {
      top: 0,
      bottom: axis.height,
    })
    expect(sketch.arrows.map(({ segment }) => segment.id)).toEqual(
      Array.from({ length: trace.segmentCount }, (_, id) => id),
    )
  })
})
