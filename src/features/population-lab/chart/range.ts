/** The part of the run that is shown, seconds; null: all of it. */
export type Range = readonly [from: number, to: number]

/** How much of a run may be left out: a sixty-fourth fills the chart. */
export const MOST_ZOOM = 64

/** A part `factor` times as short, or longer below 1, in which `aboutS` keeps its place. */
export function zoomed(range: Range | null, endS: number, factor: number, aboutS: number): Range | null {
  const [from, to] = range ?? [0, endS]
  const length = Math.max(endS / MOST_ZOOM, (to - from) / factor)
  if (length >= endS) return null
  const about = Math.min(Math.max(aboutS, from), to)
  const share = (about - from) / (to - from)
  return within(about - share * length, length, endS)
}

/** The same length, moved no further than a moment needs to be in it. */
export function including(range: Range | null, endS: number, momentS: number): Range | null {
  if (range === null) return null
  const [from, to] = range
  if (momentS >= from && momentS <= to) return range
  return within(momentS < from ? momentS : momentS - (to - from), to - from, endS)
}

function within(from: number, length: number, endS: number): Range {
  const start = Math.min(Math.max(0, from), endS - length)
  return [start, start + length]
}
