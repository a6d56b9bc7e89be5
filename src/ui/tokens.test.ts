import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { STATES } from '../engine/tcp/state.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** `--name: light-dark(#a, #b)` as [light, dark]. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name ?? '', [light ?? '', dark ?? '']] as const,
  ),
)

const THEMES = ['light', 'dark'] as const
const colour = (name: string, theme: number): string => tokens.get(name)?.[theme] ?? ''

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

describe.each(THEMES.map((name, index) => ({ name, index })))('contrast in $name (WCAG 2)', ({ index }) => {
  it.each(['ink', 'ink2', 'ink3', 'lost', ...STATES.map((state) => `text-${state.toLowerCase()}`)])(
    'text in %s is at least 4.5 on bg and raised',
    (name) => {
      for (const ground of ['bg', 'raised']) {
        expect(contrast(colour(name, index), colour(ground, index))).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it.each(['ctl', 'focus', ...STATES.map((state) => `fill-${state.toLowerCase()}`)])(
    'graphics in %s are at least 3 on bg',
    (name) => {
      expect(contrast(colour(name, index), colour('bg', index))).toBeGreaterThanOrEqual(3)
    },
  )

  it('inverted ink reads as ink does', () => {
    expect(contrast(colour('inv-ink', index), colour('inv-bg', index))).toBeGreaterThanOrEqual(7)
  })
})
