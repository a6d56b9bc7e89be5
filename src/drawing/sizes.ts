import { type DiagramMetrics, scaled } from '../diagram/metrics.ts'

/** Larger text in the browser makes the whole drawing larger. */
export function atTextSize(metrics: DiagramMetrics): DiagramMetrics {
  return scaled(metrics, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16)
}

/** The sizes as the style sheet reads them; for an element with the class `sized`. */
export function sizesOf({ font, scale }: DiagramMetrics): Record<string, string> {
  const fonts = Object.entries(font).map(([name, px]) => [`--size-${name}`, `${px}px`])
  return Object.fromEntries([['--scale', String(scale)], ...fonts])
}
