import { marksOf } from './arrow-marks.ts'
import type { Arrow } from './arrows.ts'
import { coincides, crosses, extentOf, heightAt, isSameLine, type Line, lineOf } from './arrow-lines.ts'
import type { DiagramMetrics } from './metrics.ts'
import type { RestingPill } from './pills.ts'
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
  /** Another arrow crosses this one, runs along it or lies on it: what is said of it in flight stays at this place. */
  readonly crossed: boolean
}

/** Words of a label that are not the protocol's. */
export interface ArrowWords {
  retransmission(n: number): string
  readonly duplicate: string
}

/** Shares of the line, from its left end, at which a label is tried: above the line, then below. */
const PLACES = [0.5, 0.26, 0.74]
/** Shares of what the label leaves of its line, for labels that make way for segments in flight. */
const FURTHER_PLACES = [0.7, 0.3, 0.85, 0.15, 1, 0]
/** Room between a label and the ends of its line, px. */
const MARGIN = 14
const LEAST_MARGIN = 9
/** Base lines that part by less than this are parallel, px. */
const PARALLEL = 0.01
/** What words that are still to come weigh beside those that have been read. */
const FUTURE = 0.1
/** What words before a line, which always lies there, weigh beside those under a pill, which are lost for a step. */
const STRUCK = 1
/** Distance of a lost segment's label from its tail, and of its baseline from the line, in font sizes. */
const FROM_TAIL = 1.8
const BELOW = 1.3
/** From the middle of letters down to their base line, font sizes. */
const BASE_BELOW_MIDDLE = 0.25
/** Half the height of letters, font sizes. */
const LETTERS = 0.4

/** Centre of a label's base line, how steep that is, and how far it reaches to either side, px. */
interface Taken {
  readonly x: number
  readonly y: number
  readonly slope: number
  readonly half: number
}

/** A pill at rest, as what a label would take there, and how near a base line may come to it. */
interface TakenByPill extends Taken {
  readonly step: number
  readonly height: number
}

/** What labels keep clear of, by height: lines, labels that have their place and, if they can, pills at rest. */
export class Surroundings {
  readonly lines = new Rows<Line>()
  readonly taken = new Rows<Taken>()
  readonly pills = new Rows<TakenByPill>()
  /** Segments are few enough to be read one by one. */
  hasPills = false

  /** Arrows drawn on one another are one line. */
  addLines(arrows: readonly Arrow[]): void {
    let last: Line | null = null
    for (const line of arrows.map(lineOf)) {
      if (last !== null && isSameLine(last, line)) continue
      last = line
      this.lines.add(...extentOf(line), line)
    }
  }

  /** Small words at arrows, whose place is given. */
  addMarks(arrows: readonly Arrow[], metrics: DiagramMetrics): void {
    for (const { x, y, width } of arrows.flatMap((arrow) => marksOf(arrow, metrics))) {
      // Of labels the base line counts.
      const taken = { x, y: y + metrics.font.state * 0.35, slope: 0, half: width / 2 }
      this.taken.add(taken.y, taken.y, taken)
    }
  }

  addPills(pills: readonly RestingPill[], { font, pill: { height } }: DiagramMetrics): void {
    this.hasPills ||= pills.length > 0
    for (const { x, half, at, step } of pills) {
      // Middle of the letters whose base line counts.
      const y = at.y + font.segment * BASE_BELOW_MIDDLE
      const pill = { x, y, slope: 0, half, step, height: height / 2 + font.segment * LETTERS }
      this.pills.add(y - pill.height, y + pill.height, pill)
    }
  }

  /** How much of a label is hidden by the pill and by the line that hide most of it, px. `size`: of its letters. */
  hiddenOf(at: Taken, arrow: Arrow, size: number): number {
    return this.#coveredByPills(at, arrow) + STRUCK * this.#struckByLines(at, size)
  }

  /** While its own arrow flies, a label is not there. */
  #coveredByPills(at: Taken, { fromStep, toStep }: Arrow): number {
    const rise = Math.abs(at.slope * at.half)
    let most = 0
    for (const pill of this.pills.near(at.y - rise, at.y + rise)) {
      if (fromStep <= pill.step && pill.step < toStep) continue
      const weight = pill.step < fromStep ? FUTURE : 1
      most = Math.max(most, weight * meeting(at, pill, pill.height))
    }
    return most
  }

  #struckByLines({ x, y, slope, half }: Taken, size: number): number {
    const letters = { x, y: y - size * BASE_BELOW_MIDDLE, slope, half }
    const rise = Math.abs(slope * half) + size
    let most = 0
    for (const line of this.lines.near(letters.y - rise, letters.y + rise)) {
      most = Math.max(most, meeting(letters, takenByLine(line), size * LETTERS))
    }
    return most
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
  const lines = arrows.map(lineOf)
  /** The shortest text that found no room yet on the line of the arrow before, px; Infinity: all found some. */
  let tooWide = Number.POSITIVE_INFINITY
  return arrows.map((arrow, i) => {
    const line = lines[i] as Line
    const before = lines[i - 1]
    if (before !== undefined && !isSameLine(before, line)) tooWide = Number.POSITIVE_INFINITY
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
      let free: Place | undefined
      for (const places of placesOf(arrow, line, text.width, metrics, around.hasPills)) {
        let clear: Place | undefined
        let least = Number.POSITIVE_INFINITY
        for (const place of places) {
          const taken = takenBy(place, text.width)
          if (!isFree(taken)) continue
          free ??= place
          if (!isClear(taken)) continue
          const hidden = around.hasPills ? around.hiddenOf(taken, arrow, metrics.font.segment) : 0
          if (hidden < least) [clear, least] = [place, hidden]
          if (least === 0) break
        }
        if (clear !== undefined) return clear
      }
      return free
    }
    const isDouble = [lines[i - 1], lines[i + 1]].some((near) => near !== undefined && isSameLine(near, line))
    const crossed = isDouble || isCrossed(line, around, height)
    const texts = wordsThatFit(arrow, line.length - 2 * MARGIN, metrics, words)
    let label: ArrowLabel | null = null
    // Fewer words in sight say more than all words hidden.
    for (const text of texts) {
      const place = text.width >= tooWide ? undefined : freePlace(text)
      tooWide = place === undefined ? Math.min(tooWide, text.width) : tooWide
      if (place === undefined) continue
      label = { ...text, ...place, crowded: false, crossed }
      break
    }
    label ??= { ...hidden(arrow, line, texts[0] as Text, metrics), crossed }
    around.addLabels([label])
    return label
  })
}

/** Where it would stand if there were room: seen when its arrow is pointed at. */
function hidden(arrow: Arrow, line: Line, text: Text, metrics: DiagramMetrics): Omit<ArrowLabel, 'crossed'> {
  const [[place] = []] = placesOf(arrow, line, text.width, metrics, false)
  return { ...text, ...(place as Place), crowded: true }
}

/** Whether another line crosses this one, or runs along it nearer than `height`. */
function isCrossed(line: Line, around: Surroundings, height: number): boolean {
  const [top, bottom] = extentOf(line)
  return around.lines.some(
    top,
    bottom,
    (other) => !isSameLine(other, line) && crosses(line, other, MARGIN, height),
  )
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

/** Above the line, then below. `isFine`: also in between, and at either end of the line. */
function placesOf(
  arrow: Arrow,
  line: Line,
  width: number,
  metrics: DiagramMetrics,
  isFine: boolean,
): Place[][] {
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
    return [[at(along, -segment * BELOW, fromLeft ? 'start' : 'end')]]
  }
  if (arrow.segment.copyOf >= 0) {
    // It leaves with its original and parts from it only towards the head.
    const share = arrow.x1 < arrow.restX ? 0.7 : 0.3
    return [[at(share * length, -segment * BELOW, 'middle')]]
  }
  const half = width / 2 + MARGIN
  const alongs = PLACES.map((share) =>
    Math.min(Math.max(share * length, half), Math.max(half, length - half)),
  )
  if (isFine) {
    const spare = Math.max(0, length - width - 2 * LEAST_MARGIN)
    alongs.push(...FURTHER_PLACES.map((share) => width / 2 + LEAST_MARGIN + share * spare))
  }
  return [metrics.labelGap, -segment * BELOW].map((above) =>
    alongs.map((along) => at(along, above, 'middle')),
  )
}

function takenByLine({ left, length, cos, sin }: Line): Taken {
  const half = (length * cos) / 2
  return { x: left.x + half, y: left.y + (length * sin) / 2, slope: sin / (cos || 1), half }
}

/** What a text on a line takes. */
export function takenBy({ x, y, angle, anchor }: Place, width: number): Taken {
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

export const touch = (a: Taken, b: Taken, height: number): boolean => meeting(a, b, height) > 0

/** How far, px, two labels are above or below one another and nearer than `height`. */
function meeting(a: Taken, b: Taken, height: number): number {
  const left = Math.max(a.x - a.half, b.x - b.half)
  const right = Math.min(a.x + a.half, b.x + b.half)
  if (left >= right) return 0
  const gapAt = (x: number) => a.y + (x - a.x) * a.slope - (b.y + (x - b.x) * b.slope)
  const [first, last] = [gapAt(left), gapAt(right)]
  const [low, high] = [Math.min(first, last), Math.max(first, last)]
  if (high - low < PARALLEL) return Math.abs(low) <= height ? right - left : 0
  const share = (Math.min(high, height) - Math.max(low, -height)) / (high - low)
  return Math.max(0, share * (right - left))
}
