import { describe, expect, it } from 'vitest'
import { STUDIO } from '../../diagram/metrics.ts'
import { buildTimeAxis } from '../../diagram/time-axis.ts'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { chaptersOf } from '../../store/chapters.ts'
import { timeline as en } from '../../i18n/en/timeline.ts'
import { timeline as zh } from '../../i18n/zh/timeline.ts'
import { eventName } from './event-name.ts'
import { breaksOf, headings, ribbonOf, snapped, ticksOf } from './layout.ts'

const trace = new Trace(simulate(findScenario('close-ack2-lost') as Scenario))
const axis = buildTimeAxis(trace, STUDIO)
const WIDTH = 1340

describe('ribbons', () => {
  it.each(['C', 'S'] as const)('of %s cover the whole scrubber without gaps', (side) => {
    const spans = ribbonOf(trace, axis, side)
    expect(spans[0]?.from).toBe(0)
    expect(spans.at(-1)?.to).toBe(1)
    spans.slice(1).forEach((span, index) => expect(span.from).toBe(spans[index]?.to))
  })

  it('show each state that lasts', () => {
    expect(ribbonOf(trace, axis, 'C').map(({ state }) => state)).toEqual([
      'CLOSED',
      'SYN-SENT',
      'ESTABLISHED',
      'FIN-WAIT-1',
      'FIN-WAIT-2',
      'TIME-WAIT',
      'CLOSED',
    ])
  })
})

describe('ticks', () => {
  it('mark the loss apart from the events', () => {
    const { events, losses } = ticksOf(trace, axis)
    expect(losses).toEqual([axis.fraction(1_325_000)])
    expect(events.length).toBeGreaterThan(8)
  })

  it('stay few where events are many', () => {
    const crowded = { ...axis, eventsUs: Float64Array.from({ length: 100_000 }, (_, i) => i * 2_000) }
    expect(ticksOf(trace, crowded).events.length).toBeLessThanOrEqual(1501)
  })
})

describe('breaks', () => {
  it('stand at what is compressed, and stay few where that is often', () => {
    expect(breaksOf(axis)).toHaveLength(axis.bands.length)
    const bands = Array.from({ length: 20_000 }, (_, i) => ({
      fromUs: i * 100,
      toUs: i * 100 + 50,
      top: 0,
      bottom: 0,
    }))
    const crowded = { ...axis, bands, fraction: (us: number) => us / 2_000_000 }
    expect(breaksOf(crowded).length).toBeLessThanOrEqual(150)
  })
})

describe('chapters', () => {
  it('tell the story of the run', () => {
    expect(chaptersOf(trace).map(({ kind, side, tUs }) => [kind, side, tUs])).toEqual([
      ['handshake', 'C', 0],
      ['closes', 'C', 1_000_000],
      ['closes', 'S', 1_250_000],
      ['retransmits', 'S', 2_250_000],
      ['two-msl-over', 'C', 242_300_000],
    ])
  })

  it('never run into each other or over the end', () => {
    for (const width of [200, 400, WIDTH]) {
      const shown = headings(
        chaptersOf(trace),
        ({ kind }) => kind,
        axis,
        width,
        (name) => name.length * 6,
      )
      let free = 0
      for (const { at, name } of shown) {
        expect(at * width).toBeGreaterThanOrEqual(free)
        free = at * width + name.length * 6
        expect(free).toBeLessThanOrEqual(width)
      }
      expect(shown.length).toBeGreaterThan(0)
    }
  })
})

describe('what happens at an instant', () => {
  const names = (us: number) => [eventName(trace, us, en), eventName(trace, us, zh)]

  it.each([
    [0, 'SYN leaves', 'SYN 发出'],
    [50_000, 'SYN arrives', 'SYN 到达'],
    [1_325_000, 'ACK lost', 'ACK 丢失'],
    [2_250_000, 'RTO fires', 'RTO 到期'],
    [242_300_000, '2MSL fires', '2MSL 到期'],
  ])('is told in few words at %i us', (us, english, chinese) => {
    expect(names(us)).toEqual([english, chinese])
  })

  it('has a name at every step and none between', () => {
    for (let step = 0; step < trace.stepCount; step++) expect(names(trace.stepTimeUs(step))).not.toContain('')
    expect(names(1_275_000)).toEqual(['', ''])
  })
})

describe('snapping', () => {
  const reach = 6 / WIDTH

  it('takes the event next to the pointer', () => {
    expect(snapped(axis, axis.fraction(1_300_000) + reach / 2, reach)).toBe(1_300_000)
    expect(snapped(axis, axis.fraction(1_300_000) - reach / 2, reach)).toBe(1_300_000)
  })

  it('leaves a moment between two events alone', () => {
    const between = axis.fraction(1_275_000)
    expect(snapped(axis, between, reach)).toBe(axis.fromFraction(between))
  })
})
