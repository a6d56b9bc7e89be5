import { SIDES, type Side } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { Messages } from '../../../i18n/en.ts'
import { STUDIO } from '../../metrics.ts'
import { columnsFor, layoutSequence } from '../../sequence-layout.ts'
import { buildTimeAxis } from '../../time-axis.ts'
import { arrow } from './arrows.ts'
import { el, group, type Markup } from './markup.ts'
import { PALETTES, type PictureTheme } from './palette.ts'
import { axis, bands, breaks, patterns, ribbon } from './paper.ts'
import { MONO, type Pen, PROSE } from './pen.ts'
import { call, laneText, note, stateName, timer } from './texts.ts'

/** What a picture of a run needs beside the run. */
export interface PictureOptions {
  readonly title: string
  readonly theme: PictureTheme
  readonly addresses: Readonly<Record<Side, string>>
  readonly words: Messages['diagram']
  readonly hostNames: Readonly<Record<Side, string>>
}

/** The whole run as one picture, in the parts of which the still and the moving one are made. */
export interface Picture {
  readonly pen: Pen
  readonly width: number
  /** Height of title and hosts, px; below it the paper begins. */
  readonly head: number
  readonly height: number
  readonly defs: Markup
  readonly hosts: Markup
  /** Grid, bands and axis: what is neither past nor future. */
  readonly paper: Markup
  /** Everything that happens. */
  readonly story: Markup
}

const WIDTH = 820
const TITLE = 40
const HOSTS = 50

export function drawPicture(trace: Trace, options: PictureOptions): Picture {
  const { words, title, theme } = options
  const metrics = STUDIO
  const axisOfTime = buildTimeAxis(trace, metrics)
  const columns = columnsFor(trace, WIDTH, metrics)
  const window = { top: 0, bottom: axisOfTime.height }
  const layout = layoutSequence(trace, axisOfTime, columns, metrics, window, words)
  const palette = PALETTES[theme]
  const pen: Pen = { palette, metrics, layout, words }
  const head = HOSTS + (title === '' ? 0 : TITLE)
  return {
    pen,
    width: WIDTH,
    head,
    height: Math.ceil(head + axisOfTime.height),
    defs: patterns(pen),
    hosts: group({}, [...titleOf(pen, title), ...SIDES.map((side) => host(pen, trace, options, side, head))]),
    paper: group({}, [...bands(pen), ...axis(pen)]),
    story: group({}, [
      ...layout.ribbons.map((piece) => ribbon(pen, piece)),
      ...breaks(pen),
      ...layout.calls.flatMap((mark) => call(pen, mark)),
      ...layout.timers.map((mark) => timer(pen, mark)),
      ...layout.arrows.map((each) => arrow(pen, each)),
      ...layout.names.map((name) => stateName(pen, name)),
      ...layout.notes.map((each) => note(pen, each)),
      ...layout.laneTexts.map((text) => laneText(pen, text)),
    ]),
  }
}

/** The file: one element, no script, nothing fetched. */
export function svgFile(picture: Picture, title: string, inside: readonly Markup[]): string {
  const { width, height, pen } = picture
  const root = el(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
    ...(title === '' ? [] : [el('title', {}, title)]),
    el('rect', { width, height, fill: pen.palette.bg }),
    ...inside,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.svg}\n`
}

function titleOf({ palette }: Pen, title: string): Markup[] {
  if (title === '') return []
  const look = { 'font-family': PROSE, 'font-size': 15, 'font-weight': 600, fill: palette.ink }
  return [el('text', { x: 20, y: TITLE / 2 + 5, ...look }, title)]
}

function host(
  { palette, layout }: Pen,
  trace: Trace,
  { addresses, hostNames }: PictureOptions,
  side: Side,
  head: number,
): Markup {
  const { inner, outer, names, outward } = layout.columns.sides[side]
  const x = (inner + outer) / 2
  const y = head - 15
  const [first] = trace.connections
  const port = side === 'C' ? first?.clientPort : first?.serverPort
  const address = addresses[side].includes(':') ? `[${addresses[side]}]` : addresses[side]
  const text = { x: names + outward * 3, 'text-anchor': outward < 0 ? 'end' : 'start' }
  const token = { fill: 'none', stroke: palette.ink, 'stroke-width': 1.5 }
  return group({}, [
    side === 'C'
      ? el('circle', { cx: x, cy: y, r: 9.5, ...token })
      : el('rect', { x: x - 9.5, y: y - 9.5, width: 19, height: 19, rx: 3.5, ...token }),
    el(
      'text',
      {
        x,
        y: y + 4,
        'text-anchor': 'middle',
        'font-family': PROSE,
        'font-size': 11,
        'font-weight': 700,
        fill: palette.ink,
      },
      side,
    ),
    el(
      'text',
      { ...text, y: y - 4, 'font-family': PROSE, 'font-size': 13, 'font-weight': 600, fill: palette.ink },
      hostNames[side],
    ),
    el(
      'text',
      { ...text, y: y + 10, 'font-family': MONO, 'font-size': 10.5, fill: palette.ink3 },
      port === undefined ? address : `${address}:${port}`,
    ),
  ])
}
