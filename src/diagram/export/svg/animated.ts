import { placeAt } from '../../arrows.ts'
import { flagsText } from '../../segment-text.ts'
import type { LabelledArrow } from '../../labelled-arrows.ts'
import { monoWidth } from '../../text-width.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { el, group, type Markup } from './markup.ts'
import { MONO, type Pen } from './pen.ts'
import { drawPicture, type Picture, type PictureOptions, svgFile } from './svg-picture.ts'

/** As playback: a tenth of real time, and any idle stretch in so many seconds. */
const SPEED = 0.1
const BAND_S = 0.9
/** The finished picture rests before all begins anew. */
const REST_S = 2.5
/** In which the present leaves the finished picture. */
const LEAVE_S = 0.3
/** Time in which something comes or goes. */
const BLINK_S = 0.001
/** Of what has not happened yet. */
const GHOST = '0.36'

/**
 * The run as a picture that plays by itself, in an `img` too: CSS animations, no script. The past is at full strength
 * above the line of the present, the future faint below it; as a segment in flight always sits on that line, cutting
 * there cuts each arrow where its segment is. With reduced motion it is the still picture.
 */
export function animatedSvgText(trace: Trace, options: PictureOptions): string {
  const picture = drawPicture(trace, options)
  const { defs, hosts, paper, story, head, width, pen } = picture
  const clock = clockOf(pen)
  const height = picture.height - head
  const past = el('clipPath', { id: 'past' }, el('rect', { class: 'now', x: 0, y: -height, width, height }))
  const pills = pen.layout.arrows.map((arrow) => pill(pen, arrow))
  return svgFile(picture, options.title, [
    el('style', {}, styles(picture, clock)),
    defs,
    el('defs', {}, past),
    hosts,
    group({ transform: `translate(0 ${head})` }, [
      paper,
      group({ opacity: GHOST }, [story]),
      group({ 'clip-path': 'url(#past)' }, [
        el('rect', { width, height, fill: pen.palette.bg }),
        paper,
        story,
      ]),
      el('path', { class: 'now line', d: `M0 0H${width}`, stroke: pen.palette.ink, 'stroke-width': 1.5 }),
      ...pills,
    ]),
  ])
}

/** Wall time of the moments, seconds. */
interface Clock {
  readonly totalS: number
  /** Corners of the way of the present: wall time and height. */
  readonly corners: readonly { readonly s: number; readonly y: number }[]
  readonly secondsAt: (us: number) => number
}

function clockOf({ layout: { axis } }: Pen): Clock {
  const secondsAt = (us: number): number => {
    let idleUs = 0
    let idleS = 0
    for (const { fromUs, toUs } of axis.bands) {
      if (us <= fromUs) break
      const share = Math.min(1, (us - fromUs) / (toUs - fromUs))
      idleUs += share * (toUs - fromUs)
      idleS += share * BAND_S
    }
    return idleS + (us - idleUs) / 1e6 / SPEED
  }
  const moments = [0, ...axis.bands.flatMap(({ fromUs, toUs }) => [fromUs, toUs]), axis.endUs]
  const endS = secondsAt(axis.endUs)
  const corners = moments.map((us) => ({ s: secondsAt(us), y: axis.toY(us) }))
  return {
    totalS: endS + REST_S,
    // At the end it goes on to below the last thing there is.
    corners: [...corners, { s: endS + LEAVE_S, y: axis.bottom }],
    secondsAt,
  }
}

function styles({ pen, height, head }: Picture, clock: Clock): string {
  const { totalS, corners } = clock
  const percent = (s: number): string => `${((s / totalS) * 100).toFixed(4)}%`
  const steps = corners.map(({ s, y }) => `${percent(s)}{transform:translateY(${y.toFixed(1)}px)}`)
  const last = corners.at(-1)?.y ?? 0
  const flights = pen.layout.arrows.map((arrow) => flight(arrow, clock, percent))
  const duration = `${totalS.toFixed(2)}s linear infinite`
  return [
    `@keyframes now{${steps.join('')}100%{transform:translateY(${last.toFixed(1)}px)}}`,
    `.now{transform:translateY(${last.toFixed(1)}px);animation:now ${duration}}`,
    '.pill{visibility:hidden}',
    ...flights.map(({ id, frames }) => `@keyframes s${id}{${frames}}.s${id}{animation:s${id} ${duration}}`),
    `@media (prefers-reduced-motion:reduce){.now,.pill{animation:none}.now{transform:translateY(${height - head}px)}.line{visibility:hidden}}`,
  ].join('')
}

/** The way of one pill: from tail to end of its arrow, not there before and after. */
function flight(
  arrow: LabelledArrow,
  { secondsAt }: Clock,
  percent: (s: number) => string,
): { readonly id: number; readonly frames: string } {
  const { id, sentUs, endUs } = arrow.segment
  const at = (us: number): string => {
    const { x, y } = placeAt(arrow, us)
    return `transform:translate(${x.toFixed(1)}px,${y.toFixed(1)}px)`
  }
  const from = secondsAt(sentUs)
  const to = secondsAt(endUs)
  const hidden = 'visibility:hidden'
  const frames = [
    `0%{${hidden};${at(sentUs)}}`,
    // Between a hidden and a visible frame browsers show it.
    `${percent(from - BLINK_S)}{${hidden};${at(sentUs)}}`,
    `${percent(from)}{visibility:visible;${at(sentUs)}}`,
    `${percent(to)}{visibility:visible;${at(endUs)}}`,
    `${percent(to + BLINK_S)}{${hidden};${at(endUs)}}`,
    `100%{${hidden};${at(endUs)}}`,
  ]
  return { id, frames: (from === 0 ? frames.slice(2) : frames).join('') }
}

function pill({ palette, metrics }: Pen, { segment, refused, lost }: LabelledArrow): Markup {
  const flags = flagsText(segment)
  const { height, padding } = metrics.pill
  const width = monoWidth(flags, metrics.font.segment) + 2 * padding
  const look = {
    'font-family': MONO,
    'font-size': metrics.font.segment,
    'font-weight': 700,
    fill: palette.bg,
  }
  return group({ class: `pill s${segment.id}` }, [
    el('rect', {
      x: -width / 2,
      y: -height / 2,
      width,
      height,
      rx: height / 2,
      fill: refused && !lost ? palette.lost : palette.ink,
      stroke: palette.bg,
      'stroke-width': 3,
      'paint-order': 'stroke',
    }),
    el('text', { 'text-anchor': 'middle', dy: '.35em', ...look }, flags),
  ])
}
