import type { Page } from '@playwright/test'
import { type TextLine, textLines } from './text-lines.ts'

/** Waits until the page rests: nothing is loaded, nothing moves, and nothing has changed for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    await document.fonts.ready
    const rest = () => new Promise((resolve) => setTimeout(resolve, 100))
    const isMoving = () =>
      document.getAnimations().some(({ playState, effect }) => {
        return playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY
      })
    const isBusy = () => document.querySelector('[aria-busy=true]') !== null || isMoving()
    let before = ''
    for (let still = 0; still < 3; await rest()) {
      const now = document.body.innerHTML
      still = now === before && !isBusy() ? still + 1 : 0
      before = now
    }
  })
}

/**
 * What a person would call ugly in a page that rests: text that is cut, texts that lie on each other, in the page and in
 * its drawings.
 */
export async function flaws(page: Page): Promise<string[]> {
  await settled(page)
  const lines = await page.evaluate(textLines)
  const cuts = lines.flatMap(({ cut, text }) => (cut === null ? [] : [`${cut}: ${text}`]))
  const shown = lines.filter((line) => line.shown)
  const overlaps = shown.flatMap((a, i) =>
    shown
      .slice(i + 1)
      .filter((b) => depth(a, b) > TOUCH)
      .map((b) => `overlap: ${a.text} | ${b.text}`),
  )
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const sideways = beyond > 0 ? [`scrolls sideways by ${beyond} px`] : []
  return [...new Set([...cuts, ...overlaps, ...sideways])]
}

/** Letters that touch by less than this many px are not on each other. */
const TOUCH = 1.5

/** How far two turned boxes lie in each other, px: the least over the directions of their edges; negative: apart. */
function depth(a: TextLine, b: TextLine): number {
  const along = ({ corners }: TextLine, [ux, uy]: readonly [number, number]) =>
    corners.map(([x, y]) => x * ux + y * uy)
  return Math.min(
    ...[...directions(a), ...directions(b)].map((direction) => {
      const [inA, inB] = [along(a, direction), along(b, direction)]
      return Math.min(Math.max(...inA) - Math.min(...inB), Math.max(...inB) - Math.min(...inA))
    }),
  )
}

/** Of the two edges at the first corner, as unit vectors. */
function directions({ corners: [a, b, , d] }: TextLine): (readonly [number, number])[] {
  if (a === undefined || b === undefined || d === undefined) return []
  return [b, d].map(([x, y]) => {
    const length = Math.hypot(x - a[0], y - a[1]) || 1
    return [(x - a[0]) / length, (y - a[1]) / length]
  })
}
