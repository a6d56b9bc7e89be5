import { SIDES, STATES } from '../../../engine/tcp/state.ts'
import { bandTextX } from '../../band-text.ts'
import { axisPath, breakPaths, tornPaths } from '../../paths.ts'
import type { Ribbon } from '../../sequence-layout.ts'
import { PATTERN_WIDTH, STATE_PATTERNS } from '../../state-pattern.ts'
import { bandLabel } from '../../ticks.ts'
import type { TimeBand } from '../../time-axis.ts'
import { el, group, type Markup } from './markup.ts'
import { MONO, type Pen, PROSE } from './pen.ts'

const patternId = (width: number, state: string): string => `p${Math.round(width * 10)}-${state}`

/** The marks that tell states apart without colour, for each width of ribbon. */
export function patterns({ palette, layout }: Pen): Markup {
  const widths = new Set(SIDES.flatMap((side) => layout.columns.sides[side].lanes.map(({ width }) => width)))
  const used = new Set(layout.ribbons.map(({ piece }) => piece.state))
  const all = [...widths].flatMap((width) =>
    STATES.filter((state) => used.has(state)).flatMap((state) => {
      const pattern = STATE_PATTERNS[state]
      if (pattern === null) return []
      const { width: w, height, d, strokeWidth, round } = pattern
      const tile = { width: w, height, patternUnits: 'userSpaceOnUse' }
      return [
        el(
          'pattern',
          { id: patternId(width, state), ...tile, patternTransform: `scale(${width / PATTERN_WIDTH})` },
          el('path', {
            d,
            fill: 'none',
            stroke: palette.patternInk,
            'stroke-opacity': String(palette.patternOpacity),
            'stroke-width': strokeWidth,
            'stroke-linecap': round ? 'round' : 'butt',
            'stroke-linejoin': 'round',
          }),
        ),
      ]
    }),
  )
  return el('defs', {}, ...all)
}

/** Lines at the ticks, and compressed time. */
export function bands(pen: Pen): Markup[] {
  const { palette, layout } = pen
  const { left, right } = layout.columns.field
  return [
    ...layout.ticks.map(({ y }) => el('path', { d: `M${left} ${y}H${right}`, stroke: palette.hair })),
    ...layout.bands.flatMap((band) => bandParts(pen, band)),
  ]
}

function bandParts({ palette, layout, metrics, words }: Pen, band: TimeBand): Markup[] {
  const { left, right } = layout.columns.field
  const { top, bottom } = band
  const edge = { stroke: palette.hair2, 'stroke-dasharray': '2 3' }
  const look = { 'font-family': PROSE, 'font-size': metrics.font.state, fill: palette.ink3 }
  const text = words.idle(band.toUs - band.fromUs)
  const x = bandTextX(layout, metrics, band, text)
  return [
    el('rect', { x: left, y: top, width: right - left, height: bottom - top, fill: palette.sunken }),
    el('path', { d: `M${left} ${top}H${right}M${left} ${bottom}H${right}`, ...edge }),
    ...(x === null ? [] : [el('text', { x, y: (top + bottom) / 2, dy: '.35em', ...look }, text)]),
  ]
}

/** Line, ticks and lengths at the left. */
export function axis({ palette, layout, metrics }: Pen): Markup[] {
  const x = layout.columns.axis
  if (x === null) return []
  const line = { fill: 'none', stroke: palette.hair2, 'stroke-linejoin': 'round' }
  const text = {
    x: x - 12,
    dy: '.35em',
    'text-anchor': 'end',
    'font-family': MONO,
    'font-size': metrics.font.axis,
    fill: palette.ink3,
  }
  const { top, bottom } = layout.axis
  return [
    el('path', { d: axisPath(x, top, bottom, layout.bands), ...line }),
    ...layout.ticks.flatMap(({ y, label }) => [
      el('path', { d: `M${x - 6} ${y}H${x}`, ...line }),
      ...(label === '' ? [] : [el('text', { ...text, y }, label)]),
    ]),
    ...layout.bands.map((band) => el('text', { ...text, y: (band.top + band.bottom) / 2 }, bandLabel(band))),
  ]
}

/** A stretch of a lifeline. */
export function ribbon({ palette }: Pen, { piece, x, width, top, bottom }: Ribbon): Markup {
  const { state } = piece
  const fill = palette.fill[state]
  const inset = state === 'CLOSED' ? 0.6 : 0
  const box = {
    x: inset,
    y: inset,
    width: width - 2 * inset,
    height: Math.max(0, bottom - top - 2 * inset),
    rx: 2.5,
  }
  const hollow = { 'fill-opacity': '0.2', stroke: fill, 'stroke-width': '1.25' }
  return group({ transform: `translate(${x} ${top})` }, [
    el('rect', { ...box, fill, ...(state === 'CLOSED' && hollow) }),
    ...(STATE_PATTERNS[state] === null
      ? []
      : [el('rect', { ...box, fill: `url(#${patternId(width, state)})` })]),
  ])
}

/** Ribbons torn where time is compressed, and at the end of a run that a limit has cut. */
export function breaks({ palette, layout }: Pen): Markup[] {
  return SIDES.flatMap((side) => {
    const { inner, outer } = layout.columns.sides[side]
    const [left, right] = [Math.min(inner, outer), Math.max(inner, outer)]
    const torn = layout.torn ? [tornPaths(left, right, layout.axis.bottom)] : []
    return [
      ...layout.bands.map((band) => breakPaths(left, right, (band.top + band.bottom) / 2)),
      ...torn,
    ].flatMap(({ gap, teeth }) => [
      el('path', { d: gap, fill: palette.bg }),
      el('path', {
        d: teeth,
        fill: 'none',
        stroke: palette.ink3,
        'stroke-width': '1.25',
        'stroke-linejoin': 'round',
      }),
    ])
  })
}
