import type { CallMark } from '../../calls.ts'
import { bracketPath, laneTimerPath } from '../../paths.ts'
import { type LaneText, noteText, type PlacedNote, type StateName } from '../../text-columns.ts'
import { chipText, type TimerMark } from '../../timers.ts'
import { el, group, type Markup } from './markup.ts'
import { MONO, type Pen, PROSE } from './pen.ts'

const halo = ({ palette }: Pen) => ({
  'paint-order': 'stroke',
  stroke: palette.bg,
  'stroke-width': 3,
  'stroke-linejoin': 'round',
})

/** A bar while it blocks, a dot if it returns at once. */
export function call({ palette, layout }: Pen, mark: CallMark): Markup[] {
  const ribbon = layout.columns.sides[mark.side].outer
  const { x, y1, y2, instant, open, leaders } = mark
  if (!layout.columns.calls) return [el('circle', { cx: ribbon, cy: y1, r: 3, fill: palette.ink })]
  const away = Math.sign(ribbon - x)
  const lead = { stroke: palette.ctl, 'stroke-dasharray': '2.5 3' }
  const caps = `M${x - 5} ${y1}h10${open ? '' : `M${x - 5} ${y2}h10`}`
  return [
    ...leaders.map(({ y }) => el('path', { d: `M${x + away * 8} ${y}L${ribbon - away * 3} ${y}`, ...lead })),
    ...(instant
      ? [el('circle', { cx: x, cy: y1, r: 3, fill: palette.ink })]
      : [
          el('path', {
            d: `M${x} ${y1}V${y2}`,
            stroke: palette.ctl,
            'stroke-opacity': '0.55',
            'stroke-width': 4,
          }),
          el('path', { d: caps, stroke: palette.ink2, 'stroke-width': 1.5 }),
        ]),
  ]
}

/** A bracket beside the arrows with its chip, or a line in the call lane. */
export function timer({ palette, layout, metrics }: Pen, mark: TimerMark): Markup {
  const { inner, bar } = layout.columns.sides[mark.side]
  if (mark.place === 'lane') {
    const stroke = mark.timer.timer === 'time-wait' ? palette.text['TIME-WAIT'] : palette.ink2
    return bar === null
      ? group({}, [])
      : el('path', { d: laneTimerPath(mark), fill: 'none', stroke, 'stroke-width': 1.75 })
  }
  const line = { fill: 'none', stroke: palette.ink2, 'stroke-width': 1.5, 'stroke-linecap': 'round' }
  const { chip } = mark
  if (chip === null) return el('path', { d: bracketPath(mark, inner), ...line })
  const size = metrics.font.chip
  const height = size * 1.85
  const near = mark.x > chip.x ? chip.x + chip.width : chip.x
  return group({}, [
    el('path', { d: bracketPath(mark, inner), ...line }),
    el('path', { d: `M${near} ${chip.y}H${mark.x}`, ...line }),
    el('rect', {
      x: chip.x,
      y: chip.y - height / 2,
      width: chip.width,
      height,
      rx: height / 2,
      fill: palette.raised,
      stroke: palette.hair2,
    }),
    group({ transform: `translate(${chip.x + size} ${chip.y})`, ...line, 'stroke-width': '1.25' }, [
      el('circle', { r: 5.2 }),
      el('path', { d: 'M0 -3V0.2L2.2 1.4' }),
    ]),
    el(
      'text',
      {
        x: chip.x + size * 1.8,
        y: chip.y,
        dy: '.35em',
        'font-family': MONO,
        'font-size': size,
        'font-weight': 500,
        fill: palette.ink,
      },
      chipText(chip, mark.length),
    ),
  ])
}

/** The name of a state at its ribbon. */
export function stateName(pen: Pen, { piece, state, connection, y }: StateName): Markup {
  const { palette, layout, metrics } = pen
  const { names, outward } = layout.columns.sides[piece.side]
  return el(
    'text',
    {
      x: names,
      y,
      dy: '.35em',
      'text-anchor': outward < 0 ? 'end' : 'start',
      'font-family': PROSE,
      'font-size': metrics.font.state,
      'font-weight': 620,
      fill: palette.text[state],
      ...halo(pen),
    },
    state,
    ...(connection === ''
      ? []
      : [el('tspan', { 'font-family': MONO, 'font-weight': 400, fill: palette.ink3 }, ` ${connection}`)]),
  )
}

/** What happened at a ribbon and is no state. */
export function note(pen: Pen, placed: PlacedNote): Markup {
  const { palette, layout, metrics, words } = pen
  const { names, outward } = layout.columns.sides[placed.note.side]
  const anchor = outward < 0 ? 'end' : 'start'
  return el(
    'text',
    {
      x: names,
      y: placed.y,
      dy: '.35em',
      'text-anchor': anchor,
      'font-family': PROSE,
      'font-size': metrics.font.state,
      fill: palette.ink2,
      ...halo(pen),
    },
    noteText(placed, words),
  )
}

/** Names and results of calls, lengths of long timers. */
export function laneText(pen: Pen, text: LaneText): Markup {
  const { palette, layout, metrics, words } = pen
  const { labels, outward } = layout.columns.sides[text.side]
  const place = { x: labels, y: text.y, dy: '.35em', 'text-anchor': outward < 0 ? 'end' : 'start' }
  const mono = { 'font-family': MONO, 'font-size': metrics.font.call, ...halo(pen) }
  const prose = { 'font-family': PROSE, 'font-size': metrics.font.state, ...halo(pen) }
  switch (text.kind) {
    case 'call':
      return el('text', { ...place, ...mono, fill: palette.ink }, text.words)
    case 'result':
      return el(
        'text',
        { ...place, ...mono, fill: text.mark.failed ? palette.lost : palette.ink2 },
        text.words,
      )
    case 'blocked':
      return el('text', { ...place, ...prose, fill: palette.ink3 }, words.blocked)
    case 'timer': {
      const { timer: interval, restart, name, length } = text.mark
      const fill = interval.timer === 'time-wait' ? palette.text['TIME-WAIT'] : palette.ink2
      if (!text.stacked)
        return el('text', { ...place, ...mono, 'font-weight': 500, fill }, `${name} ${length}`)
      return el(
        'text',
        { ...place, dy: undefined, ...mono, 'font-weight': 500, fill },
        el('tspan', { dy: '-0.2em' }, restart ? words.restart : name),
        el('tspan', { x: labels, dy: '1.2em' }, length),
      )
    }
  }
}
