import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { Side } from '../engine/tcp/state.ts'
import { Trace } from '../engine/trace/codec.ts'
import { diagram } from '../i18n/en/diagram.ts'
import { CATALOGUE, findScenario } from '../scenario/catalogue.ts'
import { duplicateSegment } from '../scenario/segment-faults.ts'
import { BULK } from '../test/bulk-transfer.ts'
import type { ArrowLabel } from './arrow-labels.ts'
import { marksOf } from './arrow-marks.ts'
import { placeAt } from './arrows.ts'
import { bandTextX } from './band-text.ts'
import { COMPARE, type DiagramMetrics, PHONE, PRESENT, scaled, STUDIO } from './metrics.ts'
import { inFlightAt, pillsAt } from './pills.ts'
import { columnsFor, layoutSequence, type SequenceLayout } from './sequence-layout.ts'
import { noteText } from './text-columns.ts'
import { monoWidth, proseWidth } from './text-width.ts'
import { buildTimeAxis } from './time-axis.ts'

const WORDS = { duplicate: 'duplicate', retransmission: (n: number) => `retransmit ${n}` }

const scenario = (id: string): Scenario => findScenario(id) as Scenario
const run = (what: string | Scenario): Trace =>
  new Trace(simulate(typeof what === 'string' ? scenario(what) : what))

const JITTERY = { delayUs: 10_000, jitterUs: 3_000, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

function layoutOf(what: string | Trace, width = 819, metrics: DiagramMetrics = STUDIO): SequenceLayout {
  const trace = typeof what === 'string' ? run(what) : what
  const axis = buildTimeAxis(trace, metrics)
  const columns = columnsFor(trace, width, metrics)
  return layoutSequence(trace, axis, columns, metrics, { top: 0, bottom: axis.height }, WORDS)
}

/** The client opens another connection, from another port, while the first is in TIME-WAIT. */
function secondConnection({ apps }: Scenario): Scenario['apps'] {
  return { ...apps, C: [...apps.C, { op: 'connect', when: { atUs: 5_000_000 }, socket: 'second' }] }
}

const statesOf = ({ ribbons }: SequenceLayout, side: Side): string[] =>
  ribbons.filter(({ piece }) => piece.side === side).map(({ piece }) => piece.state)

describe('columns', () => {
  it('stand where the design has them at 819 px', () => {
    const { columns } = layoutOf('open-normal')
    expect(columns).toMatchObject({
      field: { left: 271, right: 587 },
      sides: { C: { labels: 145, bar: 154, names: 249 }, S: { names: 609, bar: 704, labels: 713 } },
    })
  })

  it('let only the arrow field grow, and centre everything once it is 560 px wide', () => {
    const wide = layoutOf('open-normal', 1000).columns
    expect(wide.sides.C.names).toBe(249)
    expect(wide.field.right - wide.field.left).toBe(316 + 181)
    const wider = layoutOf('open-normal', 1263).columns
    expect(wider.field.right - wider.field.left).toBe(560)
    expect(wider.sides.C.names).toBe(249 + 100)
  })

  it('give up the call lane, then the axis, as the room shrinks', () => {
    expect(layoutOf('open-normal', 720).columns.calls).toBe(true)
    const narrow = layoutOf('open-normal', 600).columns
    expect([narrow.calls, narrow.axis]).toEqual([false, 60])
    expect(layoutOf('open-normal', 390, PHONE).columns.axis).toBeNull()
  })

  it('fit into 320 px', () => {
    const { columns } = layoutOf('close-ack2-lost', 320, PHONE)
    expect(columns.field.right - columns.field.left).toBeGreaterThan(100)
    expect(columns.sides.S.outer).toBeLessThan(320)
  })

  it('leave the arrows their room where large text stands on a phone: the names give way', () => {
    const metrics = scaled(PHONE, 2)
    const { arrows, columns, names } = layoutOf('close-ack2-lost', 390, metrics)
    expect(names).toEqual([])
    expect(columns.field.right - columns.field.left).toBeGreaterThan(240)
    expect(arrows.filter(({ label }) => label.crowded)).toEqual([])
    for (const { label } of arrows) expect(label.width).toBeLessThan(columns.field.right - columns.field.left)
    expect(layoutOf('close-ack2-lost', 390, PHONE).names).not.toEqual([])
    expect(layoutOf('close-ack2-lost', 320, PHONE).names).not.toEqual([])
  })

  it('grow with the text size of the browser', () => {
    const { columns } = layoutOf('open-normal', 819 * 2, scaled(STUDIO, 2))
    expect(columns.field).toEqual({ left: 542, right: 1174 })
  })
})

describe('ribbons', () => {
  it('show every state of both sides in order, what was set up before the run from the top', () => {
    const layout = layoutOf('close-ack2-lost')
    expect(statesOf(layout, 'C')).toEqual([
      'CLOSED',
      'SYN-SENT',
      'ESTABLISHED',
      'FIN-WAIT-1',
      'FIN-WAIT-2',
      'TIME-WAIT',
      'CLOSED',
    ])
    expect(statesOf(layout, 'S')).toEqual([
      'LISTEN',
      'SYN-RECEIVED',
      'ESTABLISHED',
      'CLOSE-WAIT',
      'LAST-ACK',
      'CLOSED',
    ])
    expect(layout.ribbons[0]?.top).toBe(layout.axis.top)
    expect(layout.ribbons.at(-1)?.bottom).toBe(layout.axis.bottom)
  })

  it('follow each other without a gap that would be time', () => {
    const client = layoutOf('close-normal').ribbons.filter(({ piece }) => piece.side === 'C')
    client.slice(1).forEach((ribbon, i) => {
      expect(ribbon.top - (client[i]?.bottom ?? 0)).toBeCloseTo(0.75)
    })
  })

  it('stand side by side while two connections live at once', () => {
    const again = { ...scenario('close-normal'), apps: secondConnection(scenario('close-normal')) }
    const both = layoutOf(run(again))
    const { lanes } = both.columns.sides.C
    expect(lanes).toHaveLength(2)
    const second = both.ribbons.find(({ piece }) => piece.lane === 1)
    expect(second?.piece.state).toBe('SYN-SENT')
    expect(second?.x).toBe(lanes[1]?.x)
    expect(both.columns.sides.C.outer).toBe(257)
  })

  it('go on in the same ribbon when a SYN reopens TIME-WAIT', () => {
    const layout = layoutOf('time-wait-reopen/1')
    expect(layout.columns.sides.S.lanes).toHaveLength(1)
    expect(statesOf(layout, 'S').slice(-3)).toEqual(['TIME-WAIT', 'SYN-RECEIVED', 'ESTABLISHED'])
    expect(layout.timers.find(({ name }) => name === '2MSL')?.timer.end).toBe('cancelled')
  })

  it('keep one after the other in one ribbon where lives do not overlap', () => {
    const layout = layoutOf('half-open-reboot/2')
    expect(layout.columns.sides.C.lanes).toHaveLength(1)
    expect(statesOf(layout, 'C').filter((state) => state === 'SYN-SENT')).toHaveLength(2)
  })

  it('are named where there is room for the name', () => {
    const layout = layoutOf('open-simultaneous/1')
    for (const { piece, y } of layout.names) {
      const ribbon = layout.ribbons.find((other) => other.piece === piece)
      expect(y).toBeGreaterThan(ribbon?.top ?? Number.POSITIVE_INFINITY)
      expect(y).toBeLessThan(ribbon?.bottom ?? 0)
    }
    const ys = layout.names.filter(({ piece }) => piece.side === 'C').map(({ y }) => y)
    expect(ys.slice(1).every((y, i) => y - (ys[i] ?? 0) >= 12)).toBe(true)
  })

  it('end torn when a limit has cut the run', () => {
    const endless = { ...scenario('open-normal'), maxEvents: 2 }
    expect(layoutOf(run(endless)).torn).toBe(true)
    expect(layoutOf('open-normal').torn).toBe(false)
  })
})

describe('arrows', () => {
  it('run from ribbon to ribbon, from the height of sending to that of arrival', () => {
    const { arrows, axis } = layoutOf('open-normal')
    expect(arrows.map(({ x1, x2 }) => [x1, x2])).toEqual([
      [273, 585],
      [585, 273],
      [273, 585],
    ])
    expect(arrows[1]?.y1).toBe(axis.toY(50_000))
    expect(arrows[1]?.y2).toBe(axis.toY(100_000))
  })

  it('say flags and relative numbers', () => {
    const { arrows } = layoutOf('close-ack2-lost')
    const said = arrows.map(({ label }) =>
      [label.flags, label.numbers, label.remark].filter(Boolean).join(' '),
    )
    expect(said).toEqual([
      'SYN seq=0',
      'SYN ACK seq=0 ack=1',
      'ACK seq=1 ack=1',
      'FIN ACK seq=1 ack=1',
      'ACK seq=1 ack=2',
      'FIN ACK seq=1 ack=2',
      'ACK seq=2 ack=2',
      'FIN ACK seq=1 ack=2 retransmit 1',
      'ACK seq=2 ack=2',
    ])
  })

  it('end half way when the segment is lost, their words below the line', () => {
    const arrow = layoutOf('close-ack2-lost').arrows[6]
    expect(arrow).toMatchObject({ lost: true, x2: 429, restX: 585 })
    const { label, x1, y1, x2, y2 } = arrow!
    const lineAtLabel = y1 + ((label.x - x1) * (y2 - y1)) / (x2 - x1)
    expect(label.y).toBeGreaterThan(lineAtLabel)
  })

  it('keep a segment in flight on its line and at the height of the present', () => {
    const { arrows, axis } = layoutOf('close-ack2-lost')
    const arrow = arrows[7]!
    const at = placeAt(arrow, 2_282_000)
    expect(at.y).toBeCloseTo(axis.toY(2_282_000))
    expect(at.share).toBeCloseTo(0.64)
    expect((at.x - arrow.x1) / (arrow.x2 - arrow.x1)).toBeCloseTo(0.64)
  })

  it('give a segment with text its range and length', () => {
    const data = layoutOf('open-syn-lost').arrows.find(({ segment }) => segment.text !== null)
    expect(data?.label).toMatchObject({ flags: 'PSH ACK', numbers: '1..101 (100 B)' })
  })

  it('number the arrivals of segments that overtook each other', () => {
    const ranks = layoutOf('close-fin-reordered/1').arrows.filter(({ arrivalRank }) => arrivalRank > 0)
    expect(ranks.map(({ segment, arrivalRank }) => [segment.text !== null, arrivalRank])).toEqual([
      [true, 2],
      [false, 1],
    ])
  })

  it('mark what a receiver refuses, but not a repeat that it answers', () => {
    const refused = (id: string) => layoutOf(id).arrows.filter((arrow) => arrow.refused).length
    expect(refused('open-refused')).toBe(2)
    expect(refused('close-ack2-lost')).toBe(0)
  })

  it('draw a copy beside its original', () => {
    const before = run('open-normal')
    const trace = run(duplicateSegment(scenario('open-normal'), before.segment(0)))
    const copy = layoutOf(trace).arrows.find(({ segment }) => segment.copyOf === 0)
    expect(copy?.label.remark).toBe('duplicate')
    expect((copy?.segment.endUs ?? 0) - trace.segment(0).endUs).toBe(20_000)
  })

  it('let an injected segment come out of the network', () => {
    const injected = layoutOf('challenge-ack/1').arrows.find(({ segment }) => segment.injected)
    expect(injected?.x1).toBe(429)
  })

  it('leave the middle to the crossing and put words beside it', () => {
    const { arrows } = layoutOf('open-simultaneous/1')
    const [first, second] = arrows.map(({ label }) => label)
    expect(Math.abs((first?.x ?? 0) - (second?.x ?? 0))).toBeGreaterThan(60)
  })

  it('keep the words of two segments of one instant apart', () => {
    const { arrows } = layoutOf('open-synack-lost/1')
    const [ack, again] = arrows.filter(({ segment }) => segment.from === 'S' && segment.sentUs === 1_050_000)
    expect([ack?.y1, ack?.y2]).toEqual([again?.y1, again?.y2])
    expect([ack?.label.crowded, again?.label.crowded]).toEqual([false, false])
    expect(Math.abs((ack?.label.y ?? 0) - (again?.label.y ?? 0))).toBeGreaterThan(12)
  })

  /** The least height between two labels that lie along their arrows; none if they are beside each other. */
  function distance(a: ArrowLabel, b: ArrowLabel): number {
    const turn = (label: ArrowLabel) => (label.angle * Math.PI) / 180
    const half = (label: ArrowLabel) => (label.width / 2) * Math.cos(turn(label)) - 1
    const left = Math.max(a.x - half(a), b.x - half(b))
    const right = Math.min(a.x + half(a), b.x + half(b))
    if (left > right) return Number.POSITIVE_INFINITY
    const yAt = (label: ArrowLabel, x: number) => label.y + (x - label.x) * Math.tan(turn(label))
    const [first, last] = [yAt(a, left) - yAt(b, left), yAt(a, right) - yAt(b, right)]
    return first * last <= 0 ? 0 : Math.min(Math.abs(first), Math.abs(last))
  }

  it.each([
    ['close-half-close-data', 819, STUDIO],
    ['no-time-wait-old-data/1', 819, STUDIO],
    ['old-dup-syn-two-way/3', 819, STUDIO],
    ['open-simultaneous', 390, PHONE],
    ['close-simultaneous', 390, PHONE],
    ['handshake-message-count/4', 360, COMPARE],
  ])('of %s at %i px never cover each other, and none is missing', (id, width, metrics) => {
    const labels = layoutOf(id, width, metrics).arrows.map(({ label }) => label)
    expect(labels.filter(({ crowded }) => crowded)).toEqual([])
    const shown = labels.filter(({ crowded, anchor }) => !crowded && anchor === 'middle')
    for (const [i, a] of shown.entries()) {
      for (const b of shown.slice(i + 1))
        expect(distance(a, b), `${a.flags} ${a.numbers}, ${b.flags} ${b.numbers}`).toBeGreaterThan(12)
    }
  })

  it.each([
    ['close-fin-reordered', 390, PHONE],
    ['no-time-wait-old-data', 390, PHONE],
    ['no-time-wait-old-data', 819, STUDIO],
    ['challenge-ack/1', 390, PHONE],
  ])('of %s at %i px leave the small words at heads and tails alone', (id, width, metrics) => {
    const { arrows } = layoutOf(id, width, metrics)
    const marks = arrows.flatMap((arrow) => marksOf(arrow, metrics))
    const marked = marks.map(({ x, y, width: wide }): ArrowLabel => {
      const words = { flags: '', numbers: '', remark: '', anchor: 'middle' as const }
      const base = y + metrics.font.state * 0.35
      return { ...words, x, y: base, angle: 0, width: wide, crowded: false, crossed: false }
    })
    expect(marked).not.toEqual([])
    const shown = arrows
      .map(({ label }) => label)
      .filter((label) => !label.crowded && label.anchor === 'middle')
    for (const mark of marked)
      for (const label of shown)
        expect(distance(mark, label), `${label.flags} ${label.numbers}`).toBeGreaterThan(12)
  })

  it.each([
    ['open-synack-lost', 819, STUDIO, []],
    // Away from the pill it would be struck by the line of the SYN, at every step.
    ['close-ack2-lost', 1200, PRESENT, ['SYN ACK seq=0 ack=1']],
    ['close-half-close-data', 390, PHONE, []],
  ])(
    'of %s at %i px are not under a segment in flight at any step after theirs',
    (id, width, metrics, but) => {
      const trace = run(id)
      const covered = new Set<string>()
      const { arrows, columns } = layoutOf(trace, width, metrics)
      const letters = metrics.font.segment * 0.3
      for (let step = 0; step < trace.stepCount; step++) {
        const read = arrows.filter(({ toStep }) => toStep <= step)
        for (const pill of pillsAt(inFlightAt(arrows, step), trace.stepTimeUs(step), columns, metrics)) {
          const words = { flags: '', numbers: '', remark: '', anchor: 'middle' as const }
          const at = { x: pill.x, y: pill.at.y + letters, angle: 0, width: 2 * pill.half }
          const box = { ...words, ...at, crowded: false, crossed: false }
          for (const { label } of read) {
            if (label.anchor !== 'middle') continue
            if (distance(box, label) <= metrics.pill.height / 2 + letters)
              covered.add(`${label.flags} ${label.numbers}`)
          }
        }
      }
      expect([...covered]).toEqual(but)
    },
  )

  it('tell which arrows others cross or run along, as those that only meet at a ribbon do not', () => {
    const crossed = (id: string) => layoutOf(id).arrows.map(({ label }) => label.crossed)
    expect(crossed('open-normal')).toEqual([false, false, false])
    expect(crossed('open-simultaneous')).toEqual([true, true, true, true])
    // Two of one instant lie on one another.
    expect(crossed('tfo-data-in-syn').slice(2, 4)).toEqual([true, true])
    expect(crossed('close-fin-reordered').filter(Boolean)).toHaveLength(2)
  })
})

describe('a burst', () => {
  const burst = layoutOf(
    run({ ...scenario('open-normal'), settings: { windowBytes: 29_200 }, apps: BULK }),
  ).arrows
  const place = ({ x1, y1, y2 }: (typeof burst)[number]) =>
    [x1, y1, y2].map((px) => Math.round(px * 2)).join(' ')

  it('is drawn once where its segments lie on one another', () => {
    const covered = burst.filter((arrow) => arrow.covered)
    expect(covered.length).toBeGreaterThan(100)
    const seen = new Set(burst.filter((arrow) => !arrow.covered).map(place))
    expect(covered.filter((arrow) => !seen.has(place(arrow)))).toEqual([])
  })

  it('hides no words and nothing that looks different', () => {
    const covered = burst.filter((arrow) => arrow.covered)
    expect(covered.filter(({ label }) => !label.crowded)).toEqual([])
    const handshake = burst.filter(({ segment }) => segment.text === null && segment.from === 'C')
    expect(handshake.filter((arrow) => arrow.covered)).toEqual([])
  })
})

describe('notes', () => {
  it('are brief beside the bar of a call that blocks, and whole elsewhere', () => {
    const resends = (id: string) =>
      layoutOf(id)
        .notes.filter(({ note }) => note.what.kind === 'resend')
        .map((note) => noteText(note, diagram))
    expect(resends('open-syn-lost')[0]).toBe('RTO: resend')
    expect(resends('close-ack2-lost')[0]).toBe('RTO expires, resend')
  })
})

describe('calls', () => {
  it('are bars while they block and dots when they return at once', () => {
    const { calls, axis } = layoutOf('close-normal')
    const byName = (name: string, side: Side) =>
      calls.find((mark) => mark.name === name && mark.side === side)
    expect(byName('connect()', 'C')).toMatchObject({ instant: false, y1: axis.toY(0), y2: axis.toY(100_000) })
    expect(byName('close()', 'C')).toMatchObject({ instant: true, y1: axis.toY(1_000_000) })
    expect(byName('accept()', 'S')?.y1).toBe(axis.top)
  })

  it('say what they returned', () => {
    const results = (id: string) => layoutOf(id).calls.map(({ name, result }) => `${name} ${result}`)
    expect(results('close-normal')).toContain('recv() = 0 EOF')
    expect(results('open-refused').some((text) => text.includes('ECONNREFUSED'))).toBe(true)
  })

  it('never put two texts of the lane on one another', () => {
    for (const id of ['close-normal', 'half-open-reboot/2', 'keepalive-dead-peer/2', 'time-wait-reopen/2']) {
      for (const side of ['C', 'S'] as const) {
        const ys = layoutOf(id)
          .laneTexts.filter((text) => text.side === side)
          .map(({ y }) => y)
          .sort((a, b) => a - b)
        ys.slice(1).forEach((y, i) => expect(y - (ys[i] ?? 0), `${id} ${side}`).toBeGreaterThanOrEqual(12))
      }
    }
  })
})

describe('words', () => {
  it.each([
    [819, STUDIO],
    [1200, PRESENT],
    [1008, scaled(PRESENT, 0.84)],
  ])('of the lane stay on the paper and off the labels of the axis at %i px', (width, metrics) => {
    for (const { id } of CATALOGUE) {
      const { columns, laneTexts } = layoutOf(id, width, metrics)
      for (const text of laneTexts) {
        if (text.kind !== 'call' && text.kind !== 'result') continue
        const wide = monoWidth(text.kind === 'call' ? text.mark.name : text.mark.result, metrics.font.call)
        const { labels, outward } = columns.sides[text.side]
        const room = outward < 0 ? labels - ((columns.axis ?? 0) - 12) : width - labels
        expect(wide, `${id}: ${text.mark.name}`).toBeLessThanOrEqual(room)
      }
    }
  })

  it.each([
    ['last-ack-gives-up', 1200, PRESENT],
    ['last-ack-gives-up', 819, STUDIO],
    ['open-synack-lost', 390, PHONE],
  ])('in a compressed stretch of %s at %i px are not under chips', (id, width, metrics) => {
    const layout = layoutOf(id, width, metrics)
    for (const band of layout.bands) {
      const text = diagram.idle(band.toUs - band.fromUs)
      const x = bandTextX(layout, metrics, band, text)
      if (x === null) continue
      const end = x + proseWidth(text, metrics.font.state)
      expect(end).toBeLessThan(layout.columns.field.right)
      for (const { chip } of layout.timers) {
        if (chip === null || chip.y < band.top || chip.y > band.bottom) continue
        expect(chip.x > end || chip.x + chip.width < x, text).toBe(true)
      }
    }
  })
})

describe('timers', () => {
  it('show the one that fired, with its length in the compressed band', () => {
    const { timers, bands } = layoutOf('close-ack2-lost')
    const rto = timers.filter(({ place }) => place === 'field')
    expect(rto.map(({ name, length, timer }) => [name, length, timer.end])).toEqual([
      ['RTO', '1.0 s', 'fired'],
    ])
    const band = bands.find(({ top, bottom }) => top < rto[0]!.chip!.y && rto[0]!.chip!.y < bottom)
    expect(band).toBeDefined()
  })

  it.each([
    [1200, PRESENT],
    [390, PHONE],
  ])('leave the names of chips out where those of both sides would meet, at %i px', (width, metrics) => {
    const { timers, bands } = layoutOf('open-synack-lost', width, metrics)
    const [left, right] = timers.flatMap(({ chip }) => chip ?? []).toSorted((a, b) => a.x - b.x)
    expect(left!.x + left!.width).toBeLessThan(right!.x)
    expect([left!.name, right!.name]).toEqual(['', ''])
    const [band] = bands
    expect([left!.y, right!.y]).toEqual(Array(2).fill((band!.top + band!.bottom) / 2))
  })

  it('have chips that keep clear of those of the other side where the field is very narrow', () => {
    const chips = layoutOf('open-synack-lost', 320, PHONE).timers.flatMap(({ chip }) => chip ?? [])
    const [left, right] = chips.toSorted((a, b) => a.x - b.x)
    expect(chips).toHaveLength(2)
    expect(left!.x + left!.width).toBeGreaterThan(right!.x)
    expect(Math.abs(left!.y - right!.y)).toBeGreaterThanOrEqual(PHONE.font.chip * 1.85)
  })

  it('show 2MSL with its restart', () => {
    const waits = layoutOf('close-ack2-lost').timers.filter(({ place }) => place === 'lane')
    expect(waits.map(({ name, length, restart }) => [name, length, restart])).toEqual([
      ['2MSL', '4 min', false],
      ['2MSL', '4 min', true],
    ])
  })
})

describe('a window', () => {
  it('holds what touches it and nothing else, at the same places', () => {
    const trace = run('last-ack-gives-up/1')
    const axis = buildTimeAxis(trace, STUDIO)
    const columns = columnsFor(trace, 819, STUDIO)
    const whole = layoutSequence(trace, axis, columns, STUDIO, { top: 0, bottom: axis.height }, WORDS)
    const part = layoutSequence(trace, axis, columns, STUDIO, { top: 500, bottom: 700 }, WORDS)
    expect(part.arrows.length).toBeLessThan(whole.arrows.length)
    const inWhole = whole.arrows.filter((arrow) => arrow.y1 <= 700 && arrow.restY >= 500)
    expect(part.arrows.map(({ segment }) => segment.id)).toEqual(inWhole.map(({ segment }) => segment.id))
    expect(part.arrows.map(({ y1 }) => y1)).toEqual(inWhole.map(({ y1 }) => y1))
  })

  it('never changes a label by scrolling, so that nothing on screen jumps', () => {
    const crowd = { ...scenario('open-normal'), network: { CtoS: JITTERY, StoC: JITTERY }, apps: BULK }
    const trace = run(crowd)
    const whole = layoutOf(trace)
    const labels = new Map(whole.arrows.map(({ segment, label }) => [segment.id, label]))
    expect(whole.axis.height).toBeGreaterThan(1600)
    for (let top = 0; top < whole.axis.height; top += 130) {
      const { axis, columns } = whole
      const again = new Trace(trace.data)
      const part = layoutSequence(again, axis, columns, STUDIO, { top, bottom: top + 400 }, WORDS)
      for (const { segment, label } of part.arrows) expect(label).toEqual(labels.get(segment.id))
    }
  })

  it('has the same arrows after scrolling, so that none is drawn again', () => {
    const { axis, columns, arrows } = layoutOf('last-ack-gives-up/1')
    const trace = run('last-ack-gives-up/1')
    const windows = [0, 100].map((top) => ({ top, bottom: top + 500 }))
    const [before, after] = windows.map((window) =>
      layoutSequence(trace, axis, columns, STUDIO, window, WORDS).arrows.find(
        ({ segment }) => segment.id === 1,
      ),
    )
    expect(arrows[1]?.segment.id).toBe(1)
    expect(after).toBe(before)
  })
})
