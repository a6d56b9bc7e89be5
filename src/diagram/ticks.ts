import { firstAtOrAfter } from '../base/binary-search.ts'
import type { Us } from '../engine/trace/trace.ts'
import { duration, milliseconds, seconds } from '../i18n/format.ts'
import { bandRange, type TimeAxis } from './time-axis.ts'

export interface Tick {
  readonly y: number
  readonly us: Us
  /** '' for a tick without a label. */
  readonly label: string
}

/** Least distance of two labels on the regular part, and of two labelled events after a band, font sizes. */
const LABEL_SPACING = 6.8
const CLUSTER_SPACING = 2.7

/** Characters that a label has room for. */
const ROOM = 7

/** Higher parts have room for round numbers, px. */
const SHORT_PART = 1000

/** A part of the axis without a break. A short one after a band has no round numbers: there the events are labelled. */
interface LinearPart {
  readonly fromUs: Us
  readonly toUs: Us
}

/** Ticks between two heights, px, for labels of a font size. */
export function axisTicks(axis: TimeAxis, fontSize: number, top: number, bottom: number): Tick[] {
  const step = labelStepUs(axis.pxPerMs, fontSize * LABEL_SPACING)
  return linearParts(axis, top, bottom).flatMap((part) => {
    const within = {
      ...part,
      fromUs: Math.max(part.fromUs, axis.toUs(top)),
      toUs: Math.min(part.toUs, axis.toUs(bottom)),
    }
    const isShort = axis.toY(part.toUs) - axis.toY(part.fromUs) < SHORT_PART
    return part.fromUs > 0 && isShort
      ? eventTicks(axis, part, within, step, fontSize * CLUSTER_SPACING)
      : regularTicks(axis, within, step)
  })
}

/** The parts that touch a stretch of the paper: one above each band in it, and one below the last. */
function linearParts(axis: TimeAxis, top: number, bottom: number): LinearPart[] {
  const { bands, endUs } = axis
  const [first, end] = bandRange(axis, top, bottom)
  const parts: LinearPart[] = []
  for (let i = first; i <= end; i++) {
    parts.push({ fromUs: bands[i - 1]?.toUs ?? 0, toUs: bands[i]?.fromUs ?? endUs })
  }
  return parts
}

/** 1, 2 or 5 times a power of ten, microseconds: the least that keeps labels apart. */
function labelStepUs(pxPerMs: number, spacing: number): Us {
  const leastUs = (spacing / pxPerMs) * 1000
  const power = 10 ** Math.floor(Math.log10(leastUs))
  return power * ([1, 2, 5].find((factor) => factor * power >= leastUs) ?? 10)
}

/** A label at each step and a bare tick half way. */
function regularTicks(axis: TimeAxis, { fromUs, toUs }: LinearPart, step: Us): Tick[] {
  const half = step / 2
  const ticks: Tick[] = []
  for (let n = Math.ceil(fromUs / half); n * half <= toUs; n++) {
    const us = n * half
    ticks.push({ y: axis.toY(us), us, label: n % 2 === 0 ? tickLabel(us, step) : '' })
  }
  return ticks
}

/** A tick at each event; a label where the one before leaves room. Always counted from the start of the part. */
function eventTicks(axis: TimeAxis, part: LinearPart, within: LinearPart, step: Us, spacing: number): Tick[] {
  const ticks: Tick[] = []
  let lastY = Number.NEGATIVE_INFINITY
  const { eventsUs } = axis
  for (let i = firstAtOrAfter(eventsUs, part.fromUs); i < eventsUs.length; i++) {
    const us = eventsUs[i] as number
    if (us > within.toUs) break
    const y = axis.toY(us)
    if (y - lastY < spacing) continue
    lastY = y
    if (us >= within.fromUs) ticks.push({ y, us, label: tickLabel(us, step) })
  }
  return ticks
}

/** `0 ms`, `100`, `1.30 s`: the unit at 0, then milliseconds, from 1 s on seconds; as fine as the step asks for. */
function tickLabel(us: Us, step: Us): string {
  if (us === 0) return `${milliseconds(0)} ms`
  const power = Math.floor(Math.log10(step))
  const unit = 10 ** Math.min(3, Math.max(0, power - 1))
  if (us < 1_000_000) return milliseconds(Math.round(us / unit) * unit)
  const label = seconds(us, decimalsFor(us, Math.min(6, Math.max(2, 6 - power))))
  return label.length > ROOM ? label.replace(' ', '') : label
}

/** The moment on the now pill: in ms, from 1 s on in s with three decimals; finer where the scale can show it. */
export function nowLabel(us: Us, pxPerMs: number): string {
  const unit = pxPerMs > 10 ? 10 : 1000
  const rounded = Math.floor(us / unit) * unit
  if (us < 1_000_000) return `${milliseconds(rounded)} ms`
  return seconds(rounded, decimalsFor(us, unit === 1000 ? 3 : 5))
}

/** Long times have fewer decimals, so that every label has room. */
function decimalsFor(us: Us, decimals: number): number {
  const spared = us < 100_000_000 ? 0 : us < 1_000_000_000 ? 1 : 2
  return Math.max(1, decimals - spared)
}

/** The length of a compressed stretch, as it stands on the axis. */
export const bandLabel = (band: { readonly fromUs: Us; readonly toUs: Us }): string =>
  duration(band.toUs - band.fromUs)
