import type { Arrow } from './arrows.ts'
import type { DiagramMetrics } from './metrics.ts'
import { Rows } from './rows.ts'
import { flagsText, numbersText } from './segment-text.ts'
import { monoWidth } from './text-width.ts'

/** The words on an arrow: parallel to it, above; those of a lost one below, from the sender's end. */
export interface ArrowLabel {
  readonly flags: string
  readonly numbers: string
  /** "retransmit 1", in the reader's language; '' if there is none or no room. */
  readonly remark: string
  /** Base point; the text is turned round it by `angle` degrees. */
  readonly x: number
  readonly y: number
  readonly angle: number
  readonly anchor: 'start' | 'middle' | 'end'
  /** px along the line. */
  readonly width: number
  /** It would cover another label: shown only while its arrow is pointed at or selected. */
  readonly crowded: boolean
}

/** Words of a label that are not the protocol's. */
export interface ArrowWords {
  retransmission(n: number): string
  readonly duplicate: string
}

/** Shares of the line, from its left end, at which a label is tried: above the line, then below. */
const PLACES = [0.5, 0.26, 0.74]
/** Room between a label and the ends of its line, px. */
const MARGIN = 14
/** Distance of a lost segment's label from its tail, and of its baseline from the line, in font sizes. */
const FROM_TAIL = 1.8
const BELOW = 1.3

interface Line {
  readonly left: { readonly x: number; readonly y: number }
  readonly length: number
  readonly cos: number
  readonly sin: number
}

/** Centre of a label's base line, how steep that is, and how far it reaches to either side, px. */
interface Taken {
  readonly x: number
  readonly y: number
  readonly slope: number
  readonly half: number
}

/** What labels keep clear of, by height: lines, and labels that have their place. */
export class Surroundings {
  readonly lines = new Rows<Line>()
  readonly taken = new Rows<Taken>()

  /** Arrows drawn on one another are one line. */
  addLines(arrows: readonly Arrow[]): void {
    let last: Line | null = null
    for (const line of arrows.map(lineOf)) {
      if (last !== null && isSameLine(last, line)) continue
      last = line
      const ends = [line.left.y, line.left.y + line.length * line.sin]
      this.lines.add(Math.min(...ends), Math.max(...ends), line)
    }
  }

  /** Crowded ones are not there. */
  addLabels(labels: readonly ArrowLabel[]): void {
    for (const label of labels) {
      if (label.crowded) continue
      const taken = takenBy(label, label.width)
      const rise = Math.abs(taken.slope * taken.half)
      this.taken.add(taken.y - rise, taken.y + rise, taken)
    }
  }
}

/** One label for each arrow, in order; what they take is added to the surroundings. */
export function labelArrows(
  arrows: readonly Arrow[],
  metrics: DiagramMetrics,
  words: ArrowWords,
  around: Surroundings,
): ArrowLabel[] {
  const height = metrics.font.segment * 1.15
  return arrows.map((arrow) => {
    const line = lineOf(arrow)
    const isFree = (at: Taken): boolean => {
      const reach = Math.abs(at.slope * at.half) + height
      return !around.taken.some(at.y - reach, at.y + reach, (other) => touch(at, other, height))
    }
    const isClear = (at: Taken): boolean =>
      !around.lines.some(
        at.y - height * 0.7,
        at.y + height * 0.7,
        (other) => Math.abs(heightAt(other, at.x) - at.y) <= height * 0.7 && !coincides(other, line),
      )
    const freePlace = (text: Text): Place | undefined => {
      const places = placesOf(arrow, line, text.width, metrics)
      const free = places.filter((place) => isFree(takenBy(place, text.width)))
      return free.find((place) => isClear(takenBy(place, text.width))) ?? free[0]
    }
    const texts = wordsThatFit(arrow, line.length - 2 * MARGIN, metrics, words)
    let label: ArrowLabel | null = null
    // Fewer words in sight say more than all words hidden.
    for (const text of texts) {
      const place = freePlace(text)
      if (place === undefined) continue
      label = { ...text, ...place, crowded: false }
      break
    }
    label ??= hidden(arrow, line, texts[0] as Text, metrics)
    around.addLabels([label])
    return label
  })
}

/** Where it would stand if there were room: seen when its arrow is pointed at. */
function hidden(arrow: Arrow, line: Line, text: Text, metrics: DiagramMetrics): ArrowLabel {
  const [place] = placesOf(arrow, line, text.width, metrics)
  return { ...text, ...(place as Place), crowded: true }
}

const isSameLine = (a: Line, b: Line): boolean =>
  a.left.x === b.left.x && a.left.y === b.left.y && a.length === b.length && a.sin === b.sin

/** From the left end of the arrow to the right one, whichever way it points. */
function lineOf({ x1, y1, restX, restY }: Arrow): Line {
  const [left, right] =
    x1 < restX
      ? [
          { x: x1, y: y1 },
          { x: restX, y: restY },
        ]
      : [
          { x: restX, y: restY },
          { x: x1, y: y1 },
        ]
  const length = Math.hypot(right.x - left.x, right.y - left.y) || 1
  return { left, length, cos: (right.x - left.x) / length, sin: (right.y - left.y) / length }
}

/** Two segments of one instant lie on one another; their words stand above and below. */
const coincides = (a: Line, b: Line): boolean =>
  Math.abs(a.left.y - b.left.y) < 2 && Math.abs(a.left.y + a.length * a.sin - b.left.y - b.length * b.sin) < 2

/** y of a line at x; beyond its ends it is nowhere near. */
function heightAt({ left, length, cos, sin }: Line, x: number): number {
  const along = (x - left.x) / (cos || 1)
  return along < 0 || along > length ? Number.POSITIVE_INFINITY : left.y + along * sin
}

type Text = Pick<ArrowLabel, 'flags' | 'numbers' | 'remark' | 'width'>

/** All words if there is room for them on the line; without the remark; the flags alone, which are always there. */
function wordsThatFit({ segment }: Arrow, room: number, metrics: DiagramMetrics, words: ArrowWords): Text[] {
  const flags = flagsText(segment)
  const numbers = numbersText(segment)
  const remark = segment.retransmission > 0 ? words.retransmission(segment.retransmission) : ''
  const variants =
    segment.copyOf >= 0
      ? [{ flags: '', numbers: '', remark: words.duplicate }]
      : [
          { flags, numbers, remark },
          { flags, numbers, remark: '' },
          { flags, numbers: '', remark: '' },
        ]
  const measured = variants.map((variant) => ({
    ...variant,
    width: monoWidth(Object.values(variant).filter(Boolean).join(' '), metrics.font.segment),
  }))
  return measured.filter(({ width }, i) => width <= room || i === measured.length - 1)
}

type Place = Pick<ArrowLabel, 'x' | 'y' | 'angle' | 'anchor'>

function placesOf(arrow: Arrow, line: Line, width: number, metrics: DiagramMetrics): Place[] {
  const { left, length, cos, sin } = line
  const angle = (Math.atan2(sin, cos) * 180) / Math.PI
  const at = (along: number, above: number, anchor: ArrowLabel['anchor']): Place => ({
    x: left.x + along * cos + above * sin,
    y: left.y + along * sin - above * cos,
    angle,
    anchor,
  })
  const { segment } = metrics.font
  if (arrow.lost) {
    const fromLeft = arrow.x1 < arrow.restX
    const along = fromLeft ? segment * FROM_TAIL : length - segment * FROM_TAIL
    return [at(along, -segment * BELOW, fromLeft ? 'start' : 'end')]
  }
  if (arrow.segment.copyOf >= 0) {
    // It leaves with its original and parts from it only towards the head.
    const share = arrow.x1 < arrow.restX ? 0.7 : 0.3
    return [at(share * length, -segment * BELOW, 'middle')]
  }
  const half = width / 2 + MARGIN
  const alongs = PLACES.map((share) =>
    Math.min(Math.max(share * length, half), Math.max(half, length - half)),
  )
  return [metrics.labelGap, -segment * BELOW].flatMap((above) =>
    alongs.map((along) => at(along, above, 'middle')),
  )
}

function takenBy({ x, y, angle, anchor }: Place, width: number): Taken {
  const shift = anchor === 'middle' ? 0 : anchor === 'start' ? width / 2 : -width / 2
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)]
  return {
    x: x + shift * cos,
    y: y + shift * sin,
    slope: sin / (cos || 1),
    half: (width * Math.abs(cos)) / 2,
  }
}

/** Whether two labels come nearer to each other than `height` anywhere above or below one another. */
function touch(a: Taken, b: Taken, height: number): boolean {
  const left = Math.max(a.x - a.half, b.x - b.half)
  const right = Math.min(a.x + a.half, b.x + b.half)
  if (left > right) return false
  const gapAt = (x: number) => a.y + (x - a.x) * a.slope - (b.y + (x - b.x) * b.slope)
  const [first, last] = [gapAt(left), gapAt(right)]
  // They cross where the sign changes.
  return first * last <= 0 || Math.min(Math.abs(first), Math.abs(last)) <= height
}
