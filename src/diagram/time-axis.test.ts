import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { setLink } from '../scenario/knobs.ts'
import { delaySegment } from '../scenario/segment-faults.ts'
import { EMBED, PHONE, PRESENT, STUDIO } from './metrics.ts'
import { axisTicks } from './ticks.ts'
import { buildTimeAxis, fillingZoom, type TimeAxis } from './time-axis.ts'

const scenario = (id: string): Scenario => findScenario(id) as Scenario
const run = (what: string | Scenario): Trace =>
  new Trace(simulate(typeof what === 'string' ? scenario(what) : what))

const LAST_ACK_LOST = run('close-ack2-lost')

describe('buildTimeAxis', () => {
  it('is inverted exactly, at every microsecond and inside bands too', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    fc.assert(fc.property(fc.integer({ min: 0, max: axis.endUs }), (us) => axis.toUs(axis.toY(us)) === us))
    expect(axis.bands.length).toBeGreaterThan(0)
  })

  it('never goes back in time on the way down', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    const heights = Array.from(axis.eventsUs, (us) => axis.toY(us))
    expect(heights).toEqual([...heights].sort((a, b) => a - b))
  })

  it.each([
    ['studio', STUDIO, 46],
    ['present', PRESENT, 74],
    ['embed', EMBED, 41],
    ['phone', PHONE, 49],
  ])('gives the median delay its height in %s', (_name, metrics, height) => {
    const axis = buildTimeAxis(run('open-normal'), metrics)
    expect(axis.toY(50_000) - axis.toY(0)).toBeCloseTo(height)
  })

  it('fills the paper with a short run, up to arrows of their greatest height', () => {
    const trace = run('open-normal')
    const filled = (height: number) =>
      buildTimeAxis(trace, STUDIO, { zoom: fillingZoom(trace, STUDIO, height) })
    expect(filled(300).height).toBeCloseTo(300)
    expect(filled(2_000).tallest).toBeCloseTo(STUDIO.delayMost)
    expect(fillingZoom(trace, STUDIO, 100)).toBe(1)
    expect(fillingZoom(LAST_ACK_LOST, STUDIO, 300)).toBe(1)
    const nothing = run({ ...scenario('open-normal'), apps: { C: [], S: [] } })
    expect(fillingZoom(nothing, STUDIO, 300)).toBe(1)
  })

  it('keeps the height of the median delay whatever the delay is', () => {
    const slow = run(setLink(scenario('open-normal'), 'both', 'delayUs', 200_000))
    const axis = buildTimeAxis(slow, STUDIO)
    expect(axis.toY(200_000) - axis.toY(0)).toBeCloseTo(46)
  })

  it('never compresses time in which a segment is in flight, lost ones included', () => {
    for (const id of ['close-ack2-lost', 'old-dup-syn-three-way/3', 'open-all-syn-lost']) {
      const trace = run(id)
      const { bands } = buildTimeAxis(trace, STUDIO)
      for (let n = 0; n < trace.segmentCount; n++) {
        const { sentUs, endUs } = trace.segment(n)
        expect(bands.filter((band) => band.fromUs < endUs && band.toUs > sentUs)).toEqual([])
      }
    }
  })

  it('gives every band one height and leaves 10 to 12 px of linear time beside it', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    for (const band of axis.bands) {
      expect(band.bottom - band.top).toBe(33)
      const before = Math.max(...Array.from(axis.eventsUs).filter((us) => us <= band.fromUs))
      const after = Math.min(...Array.from(axis.eventsUs).filter((us) => us >= band.toUs))
      for (const margin of [band.top - axis.toY(before), axis.toY(after) - band.bottom]) {
        expect(margin).toBeGreaterThanOrEqual(10)
        expect(margin).toBeLessThanOrEqual(12)
      }
    }
  })

  it('lowers the scale for an arrow above 220 px, but not below what can be read', () => {
    const delayed = (byUs: number): Trace => {
      const before = run('close-normal')
      return run(delaySegment(scenario('close-normal'), before.segment(3), byUs))
    }
    const tall = buildTimeAxis(delayed(250_000), STUDIO)
    expect(tall.pxPerMs * 300).toBeCloseTo(220)
    const taller = buildTimeAxis(delayed(5_000_000), STUDIO)
    expect(taller.pxPerMs * 50).toBeCloseTo(24)
  })

  it('keeps the scale it is told, so that the paper lies still under a dragged head', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO, { pxPerMs: 2 })
    expect(axis.pxPerMs).toBe(2)
  })

  it('zooms without making idle time out of what was none', () => {
    const usual = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    const near = buildTimeAxis(LAST_ACK_LOST, STUDIO, { zoom: 8 })
    expect(near.pxPerMs).toBeCloseTo(8 * usual.pxPerMs)
    expect(near.bands.length).toBe(usual.bands.length)
  })

  it('has no bands in true scale', () => {
    const axis = buildTimeAxis(run('open-syn-lost'), STUDIO, { trueScale: true })
    expect(axis.bands).toEqual([])
    expect(axis.toY(2_000_000) - axis.toY(1_000_000)).toBeCloseTo(1000 * axis.pxPerMs)
  })

  it('maps to shares for the scrubber, with room before the start and after the end', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    expect(axis.fraction(0)).toBeGreaterThan(0)
    expect(axis.fraction(axis.endUs)).toBeLessThan(1)
    expect(axis.fromFraction(axis.fraction(1_300_000))).toBe(1_300_000)
    expect(axis.fromFraction(0)).toBe(0)
    expect(axis.fromFraction(1)).toBe(axis.endUs)
  })
})

describe('axisTicks', () => {
  const labels = (trace: Trace): string[] => {
    const axis = buildTimeAxis(trace, STUDIO)
    return axisTicks(axis, STUDIO.font.axis, 0, axis.height).map((tick) => tick.label)
  }

  it('labels every 100 ms, ticks every 50 ms, and says the unit once', () => {
    expect(labels(run('open-normal'))).toEqual(['0 ms', '', '100', ''])
  })

  it('labels what happens after a band, in seconds from 1 s on', () => {
    expect(labels(run('open-syn-lost')).filter(Boolean)).toEqual([
      '0 ms',
      '1.00 s',
      '1.05 s',
      '1.10 s',
      '1.15 s',
      '1.50 s',
      '1.55 s',
      '4.50 s',
      '4.55 s',
      '4.60 s',
    ])
  })

  it('gives the same ticks to a window as to the whole', () => {
    const axis = buildTimeAxis(LAST_ACK_LOST, STUDIO)
    const all = axisTicks(axis, STUDIO.font.axis, 0, axis.height)
    const some = axisTicks(axis, STUDIO.font.axis, 200, 500)
    expect(some).toEqual(all.filter((tick) => tick.y >= 200 && tick.y <= 500))
  })
})

describe('one axis for several runs', () => {
  const lossless = run('close-normal')

  it('compresses only what is idle in all of them, and ends with the longest', () => {
    const alone = buildTimeAxis(lossless, STUDIO)
    const shared = buildTimeAxis([lossless, LAST_ACK_LOST], STUDIO)
    const idle = (axis: TimeAxis, us: number) =>
      axis.bands.some(({ fromUs, toUs }) => fromUs < us && us < toUs)
    // The FIN that only one of them repeats, 2.25 s after the start.
    expect([idle(alone, 2_260_000), idle(shared, 2_260_000)]).toEqual([true, false])
    expect(shared.endUs).toBe(Math.max(lossless.endUs, LAST_ACK_LOST.endUs))
  })
})
