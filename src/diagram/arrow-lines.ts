import type { Arrow } from './arrows.ts'

/** An arrow as a straight line, from its left end to its right one, whichever way it points; px. */
export interface Line {
  readonly left: { readonly x: number; readonly y: number }
  readonly length: number
  readonly cos: number
  readonly sin: number
}

export function lineOf({ x1, y1, restX, restY }: Arrow): Line {
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

/** Its top and its bottom. */
export function extentOf({ left, length, sin }: Line): [top: number, bottom: number] {
  const end = left.y + length * sin
  return [Math.min(left.y, end), Math.max(left.y, end)]
}

export const isSameLine = (a: Line, b: Line): boolean =>
  a.left.x === b.left.x && a.left.y === b.left.y && a.length === b.length && a.sin === b.sin

/** Two segments of one instant lie on one another; their words stand above and below. */
export const coincides = (a: Line, b: Line): boolean =>
  Math.abs(a.left.y - b.left.y) < 2 && Math.abs(a.left.y + a.length * a.sin - b.left.y - b.length * b.sin) < 2

/** y of a line at x; beyond its ends it is nowhere near. */
export function heightAt({ left, length, cos, sin }: Line, x: number): number {
  const along = (x - left.x) / (cos || 1)
  return along < 0 || along > length ? Number.POSITIVE_INFINITY : left.y + along * sin
}

/** Whether two lines cross, or are nearer than `height` half way. Those that only meet within `margin` of an end do not. */
export function crosses(a: Line, b: Line, margin: number, height: number): boolean {
  const from = Math.max(a.left.x, b.left.x) + margin
  const to = Math.min(a.left.x + a.length * a.cos, b.left.x + b.length * b.cos) - margin
  if (from >= to) return false
  const first = heightAt(a, from) - heightAt(b, from)
  const last = heightAt(a, to) - heightAt(b, to)
  return first * last < 0 || Math.abs(first + last) / 2 < height
}
