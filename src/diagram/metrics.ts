/**
 * Sizes of the sequence diagram in each place where it stands (design.md sections 2, 3, 6 and 7), CSS px at a text
 * size of 16 px. The same code draws all of them.
 */
export interface DiagramMetrics {
  /** Factor on what has no size of its own here: widths of lines, dots, marks, the head with the hosts. */
  readonly scale: number
  /** Height to which the median one-way delay maps, and the least that it may shrink to for the sake of rule 3. */
  readonly delay: number
  readonly delayLeast: number
  /** Height to which the tallest arrow of a run grows that would leave room on the paper. */
  readonly delayMost: number
  /** Above this an arrow lowers the scale. */
  readonly arrowMost: number
  /** Idle time taller than this collapses into a band of the next height, with so much linear time on each side. */
  readonly idleMost: number
  readonly band: number
  readonly bandMargin: number
  /** Ribbon above the start and below the end of the run, and room above and below the ribbons. */
  readonly lead: number
  readonly tail: number
  readonly edge: number
  /** More room at the end of the paper, for buttons that lie over it. */
  readonly foot: number
  readonly ribbon: number
  /** Each of several ribbons side by side, at most; the gap between them; and all of them together, at most. */
  readonly ribbonThin: number
  readonly ribbonGap: number
  readonly ribbonsMost: number
  /** Distance of a timer bracket from the ribbon, and of the next beside it. */
  readonly bracket: number
  readonly bracketNext: number
  readonly font: {
    readonly segment: number
    readonly state: number
    readonly call: number
    readonly axis: number
    readonly chip: number
  }
  /** Of a segment in flight: its height, the room at its ends, its dots, the gap between dots and flags. */
  readonly pill: {
    readonly height: number
    readonly padding: number
    readonly grip: number
    readonly gap: number
  }
  /** Arrow head: length and half width; distance of a label's baseline from its line. */
  readonly head: { readonly length: number; readonly half: number }
  readonly labelGap: number
  /** In order of preference: the first whose arrow field gets its least width. */
  readonly columns: readonly ColumnSpec[]
}

/** Columns outside the arrow field: on the left from the left edge, on the right from the centre of the ribbon. */
export interface ColumnSpec {
  /** x of the axis line, or null: none. */
  readonly axis: number | null
  /** Whether socket calls have a lane; without one they are dots on the ribbon. */
  readonly calls: boolean
  /** Whether states have their names beside them; without, only that of the present stands at the head. */
  readonly named: boolean
  readonly left: LaneSpec
  readonly right: LaneSpec & { readonly end: number }
  readonly field: { readonly least: number; readonly most: number }
}

interface LaneSpec {
  /** Inner edge of the names of calls and long timers. */
  readonly labels: number
  /** Centre of call bars and long timers, or null: no lane. */
  readonly bar: number | null
  /** Inner edge of the state names. */
  readonly names: number
  /** Centre of the ribbon (0 on the right, where the others count from it). */
  readonly ribbon: number
}

const FIELD = { least: 240, most: 560 }

const WIDE: ColumnSpec = {
  axis: 60.5,
  calls: true,
  named: true,
  left: { labels: 145, bar: 154, names: 249, ribbon: 264 },
  right: { ribbon: 0, names: 15, bar: 110, labels: 119, end: 225 },
  field: FIELD,
}

const COMPACT: ColumnSpec = {
  axis: 58,
  calls: true,
  named: true,
  left: { labels: 124, bar: 134, names: 219, ribbon: 233 },
  right: { ribbon: 0, names: 15, bar: 113, labels: 122, end: 190 },
  field: FIELD,
}

const NARROW: ColumnSpec = {
  axis: 60,
  calls: false,
  named: true,
  left: { labels: 129, bar: 138, names: 209, ribbon: 224 },
  right: { ribbon: 0, names: 15, bar: 86, labels: 95, end: 164 },
  field: { least: 150, most: 560 },
}

/** Of three runs side by side each has the axis and the names of its states, but no calls. */
const THIRD: ColumnSpec = {
  axis: 54,
  calls: false,
  named: true,
  left: { labels: 156, bar: null, names: 156, ribbon: 171 },
  right: { ribbon: 0, names: 15, bar: null, labels: 15, end: 132 },
  field: { least: 136, most: 560 },
}

/** Of four runs, names of states and no more. */
const FOURTH: ColumnSpec = {
  axis: null,
  calls: false,
  named: true,
  left: { labels: 88, bar: null, names: 88, ribbon: 103 },
  right: { ribbon: 0, names: 15, bar: null, labels: 15, end: 103 },
  field: { least: 0, most: 560 },
}

const BARE: ColumnSpec = {
  axis: null,
  calls: false,
  named: true,
  left: { labels: 77, bar: null, names: 77, ribbon: 92 },
  right: { ribbon: 0, names: 15, bar: null, labels: 15, end: 92 },
  field: { least: 96, most: 560 },
}

/** Large text on a phone: arrows and no names. */
const TIGHT: ColumnSpec = {
  axis: null,
  calls: false,
  named: false,
  left: { labels: 4, bar: null, names: 4, ribbon: 15 },
  right: { ribbon: 0, names: 11, bar: null, labels: 11, end: 15 },
  field: { least: 0, most: 560 },
}

export const STUDIO: DiagramMetrics = {
  scale: 1,
  delay: 46,
  delayLeast: 24,
  delayMost: 96,
  arrowMost: 220,
  idleMost: 96,
  band: 33,
  bandMargin: 11,
  lead: 15,
  tail: 21,
  edge: 8,
  foot: 0,
  ribbon: 14,
  ribbonThin: 8,
  ribbonGap: 1.5,
  ribbonsMost: 36,
  bracket: 13,
  bracketNext: 10,
  font: { segment: 12, state: 11, call: 12, axis: 10.5, chip: 12 },
  pill: { height: 22, padding: 9, grip: 7, gap: 5 },
  head: { length: 9, half: 3.3 },
  labelGap: 6,
  columns: [WIDE, COMPACT, NARROW, BARE, TIGHT],
}

/** Runs side by side. */
export const COMPARE: DiagramMetrics = {
  ...STUDIO,
  // Half of a window of 1440: a little more room for calls, taken from the arrows.
  columns: [WIDE, { ...COMPACT, right: { ...COMPACT.right, end: 212 } }, THIRD, FOURTH],
}

export const EMBED: DiagramMetrics = {
  ...STUDIO,
  delay: 41,
  band: 31,
  font: { segment: 12, state: 11, call: 12, axis: 10.5, chip: 12 },
  // Without axis and addresses below 600 px.
  columns: [{ ...NARROW, field: { ...NARROW.field, least: 198 } }, BARE, TIGHT],
}

export const PHONE: DiagramMetrics = {
  ...STUDIO,
  delay: 49,
  band: 38,
  font: { segment: 11.5, state: 10, call: 11, axis: 10.5, chip: 11.5 },
  columns: [BARE, TIGHT],
}

/** At 1920 x 1080; scale it with `scaled`. */
export const PRESENT: DiagramMetrics = {
  ...STUDIO,
  scale: 1.8,
  delay: 74,
  delayLeast: 38,
  delayMost: 154,
  arrowMost: 352,
  idleMost: 154,
  band: 62,
  bandMargin: 16,
  lead: 20,
  tail: 32,
  ribbon: 24,
  ribbonThin: 14,
  ribbonGap: 2.5,
  ribbonsMost: 62,
  bracket: 22,
  bracketNext: 16,
  font: { segment: 23, state: 21, call: 21, axis: 19, chip: 23 },
  pill: { height: 44, padding: 17, grip: 14, gap: 10 },
  head: { length: 16, half: 6 },
  labelGap: 10,
  columns: [
    {
      axis: 119,
      calls: true,
      named: true,
      left: { labels: 274, bar: 286, names: 434, ribbon: 454 },
      right: { ribbon: 0, names: 21, bar: 180, labels: 189, end: 342 },
      field: { least: 240, most: 900 },
    },
  ],
}

/** All lengths times a factor: the browser's text size, or the size of a presentation. Counts stay. */
export function scaled(metrics: DiagramMetrics, factor: number): DiagramMetrics {
  return factor === 1 ? metrics : scaledValue(metrics, factor)
}

function scaledValue<T>(value: T, factor: number): T {
  if (typeof value === 'number') return (value * factor) as T
  if (Array.isArray(value)) return value.map((item: unknown) => scaledValue(item, factor)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [key, scaledValue(item, factor)]),
  ) as T
}
