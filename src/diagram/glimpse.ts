import type { SequenceLayout, Window } from './sequence-layout.ts'

/**
 * Of a layout what touches a stretch of it, px: there it looks the same. Enough while a hand leaps over a long run. What
 * lies under another arrow is left among the arrows, for what moves on it, but need not be drawn.
 */
export function glimpseOf(layout: SequenceLayout, sight: Window): SequenceLayout {
  const touches = (top: number, bottom = top): boolean => bottom >= sight.top && top <= sight.bottom
  return {
    ...layout,
    detail: 'glimpse',
    arrows: layout.arrows.filter(({ y1, restY }) => touches(y1, restY)),
    calls: layout.calls.filter(({ y1, y2 }) => touches(y1, y2)),
    laneTexts: layout.laneTexts.filter(({ y }) => touches(y)),
    names: layout.names.filter(({ y }) => touches(y)),
    notes: layout.notes.filter(({ y }) => touches(y)),
  }
}
