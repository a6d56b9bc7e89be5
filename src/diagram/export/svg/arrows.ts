import { fatePlace, originPlace, rankPlace, type MarkPlace } from '../../arrow-marks.ts'
import { along, headPath, linePath } from '../../paths.ts'
import type { LabelledArrow } from '../../labelled-arrows.ts'
import { el, group, type Markup } from './markup.ts'
import { MONO, type Pen, PROSE } from './pen.ts'

/** One segment: tail, line, head or x, words. */
export function arrow(pen: Pen, each: LabelledArrow): Markup {
  const { palette, metrics } = pen
  const { segment, lost, refused, x1, y1, x2, y2 } = each
  const colour = lost || refused ? palette.lost : palette.ink
  const line = {
    d: linePath(each, metrics),
    stroke: colour,
    'stroke-width': segment.text === null ? 1.5 : 3,
    'stroke-dasharray': segment.copyOf >= 0 ? '8 3' : undefined,
  }
  return group({}, [
    el('path', line),
    ...(lost ? loss(pen, each) : [el('path', { d: headPath(x1, y1, x2, y2, metrics.head), fill: colour })]),
    ...tail(pen, each, colour),
    ...label(pen, each, colour),
    ...rank(pen, each),
  ])
}

function loss({ palette, metrics, words }: Pen, each: LabelledArrow): Markup[] {
  const { x2, y2, restX, restY } = each
  const from = along(x2, y2, restX, restY, 12)
  const cross = `M${x2 - 6} ${y2 - 6}l12 12M${x2 + 6} ${y2 - 6}l-12 12`
  return [
    el('path', {
      d: `M${from.x} ${from.y}L${restX} ${restY}`,
      stroke: palette.ink3,
      'stroke-dasharray': '2 4',
    }),
    el('path', { d: cross, stroke: palette.lost, 'stroke-width': 2, 'stroke-linecap': 'round' }),
    el(
      'text',
      {
        ...placed(fatePlace(each, metrics)),
        'font-family': PROSE,
        'font-size': metrics.font.state * 1.06,
        'font-weight': 650,
        fill: palette.lost,
      },
      words.lost,
    ),
  ]
}

const placed = ({ x, y, anchor }: MarkPlace) => ({ x, y, dy: '.35em', 'text-anchor': anchor })

function tail({ palette, words, metrics }: Pen, each: LabelledArrow, colour: string): Markup[] {
  const { segment, x1, y1 } = each
  const hollow = { fill: palette.bg, stroke: colour, 'stroke-width': 2 }
  if (segment.injected) {
    return [
      el('path', { d: `M${x1} ${y1 - 5}l5 5l-5 5l-5 -5z`, ...hollow }),
      el(
        'text',
        {
          ...placed(originPlace(each, metrics)),
          'font-family': PROSE,
          'font-size': metrics.font.state,
          fill: palette.ink2,
        },
        words.injected,
      ),
    ]
  }
  if (segment.retransmission > 0) return [el('circle', { cx: x1, cy: y1, r: 4, ...hollow })]
  return [el('circle', { cx: x1, cy: y1, r: 2, fill: colour })]
}

function label({ palette, metrics }: Pen, { label: words }: LabelledArrow, colour: string): Markup[] {
  const { crowded, flags, numbers, remark, x, y, angle, anchor } = words
  if (crowded) return []
  const look = { 'font-family': MONO, 'font-size': metrics.font.segment, fill: palette.ink2 }
  const halo = { 'paint-order': 'stroke', stroke: palette.bg, 'stroke-width': 3, 'stroke-linejoin': 'round' }
  const spaced = (text: string) => (flags === '' ? text : ` ${text}`)
  return [
    el(
      'text',
      {
        transform: `translate(${x} ${y}) rotate(${angle})`,
        'text-anchor': anchor,
        'xml:space': 'preserve',
        ...look,
        ...halo,
      },
      ...(flags === '' ? [] : [el('tspan', { 'font-weight': 700, fill: colour }, flags)]),
      ...(numbers === '' ? [] : [el('tspan', {}, spaced(numbers))]),
      ...(remark === '' ? [] : [el('tspan', { fill: palette.ink3 }, spaced(remark))]),
    ),
  ]
}

function rank({ palette, metrics, words }: Pen, each: LabelledArrow): Markup[] {
  if (each.arrivalRank === 0) return []
  const look = {
    'font-family': PROSE,
    'font-size': metrics.font.state,
    'font-weight': 650,
    fill: palette.ink,
  }
  return [el('text', { ...placed(rankPlace(each, metrics)), ...look }, words.arrival(each.arrivalRank))]
}
