import type { Arrow } from '../diagram/arrows.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'

/** The point so far from the first towards the second, px. */
export function along(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  distance: number,
): { readonly x: number; readonly y: number } {
  const share = distance / (Math.hypot(x2 - x1, y2 - y1) || 1)
  return { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share }
}

/** From the tail to the base of the head, or almost to the x. */
export function linePath({ x1, y1, x2, y2, lost }: Arrow, { head, scale }: DiagramMetrics): string {
  const end = along(x2, y2, x1, y1, lost ? 10 * scale : head.length - 1)
  return `M${x1} ${y1}L${end.x} ${end.y}`
}

/** A filled head with its tip at the second point. */
export function headPath(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  { length, half }: DiagramMetrics['head'],
): string {
  const base = along(x2, y2, x1, y1, length)
  const wide = half / length
  const dx = (x2 - base.x) * wide
  const dy = (y2 - base.y) * wide
  return `M${x2} ${y2}L${base.x - dy} ${base.y + dx}L${base.x + dy} ${base.y - dx}Z`
}
