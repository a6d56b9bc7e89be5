import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { delaySegment, dropSegment } from '../../scenario/segment-faults.ts'
import { differences } from './difference.ts'
import { divergenceUs } from './divergence.ts'

const closing = findScenario('close-normal') as Scenario
const run = (scenario: Scenario) => new Trace(simulate(scenario))
const plain = run(closing)
/** The last ACK: the client's fourth segment, on its way from 1300 ms to 1350 ms. */
const lastAck = { from: 'C', ordinal: 4, fault: -1 } as const

describe('where runs part', () => {
  it('is nowhere if nothing that can be seen differs', () => {
    expect(divergenceUs([plain, run(closing)])).toBeNull()
    expect(divergenceUs([plain, run({ ...closing, settings: { rtoInitialUs: 2_000_000 } })])).toBeNull()
  })

  it('is the midpoint of the flight where one run loses a segment', () => {
    expect(divergenceUs([plain, run(dropSegment(closing, lastAck))])).toBe(1_325_000)
  })

  it('is the arrival that one run is still waiting for', () => {
    expect(divergenceUs([plain, run(delaySegment(closing, lastAck, 30_000))])).toBe(1_350_000)
  })

  it('is the earliest of all where there are three', () => {
    const lost = run(dropSegment(closing, lastAck))
    const first = run(dropSegment(closing, { from: 'C', ordinal: 1, fault: -1 }))
    expect(divergenceUs([plain, lost, first])).toBe(25_000)
  })
})

describe('the table of differences', () => {
  it('is empty for equal runs', () => {
    expect(differences([plain, run(closing)])).toEqual([])
  })

  it('has only rows whose cells differ, and every run in each', () => {
    const rows = differences([plain, run(dropSegment(closing, lastAck)), plain])
    for (const { id, cells } of rows) {
      expect(cells, id).toHaveLength(3)
      expect(JSON.stringify(cells[0]), id).toBe(JSON.stringify(cells[2]))
    }
    expect(rows.map(({ id }) => id)).toContain('retransmissions')
    expect(rows.map(({ id }) => id)).not.toContain('foreign.S')
  })

  it('begins with what was asked, in that order', () => {
    const rows = differences([plain, run(dropSegment(closing, lastAck))], ['port.C', 'losses'])
    expect(rows.slice(0, 2).map(({ id }) => id)).toEqual(['port.C', 'losses'])
  })

  it('shows a path from the last state that the runs share', () => {
    const rows = differences([plain, run(findScenario('close-three-segments') as Scenario)])
    const path = rows.find(({ id }) => id === 'path.C')?.cells[1]
    expect(path).toMatchObject({
      steps: [{ state: 'FIN-WAIT-1' }, { state: 'TIME-WAIT' }, { state: 'CLOSED' }],
    })
  })
})
