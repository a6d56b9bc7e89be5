import { type RefObject, useEffect, useState } from 'react'
import { STATES } from '../../../engine/tcp/state.ts'
import { fillOf } from '../../../ui/state-colour.ts'
import type { Palette } from './picture.ts'

const CHANGES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']

/** The theme's colours as a canvas takes them; null until they have been read. Read anew when the theme changes. */
export function usePalette(inside: RefObject<HTMLElement | null>): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null)
  useEffect(() => {
    const read = () => inside.current !== null && setPalette(readPalette(inside.current))
    read()
    const theme = new MutationObserver(read)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const queries = CHANGES.map((query) => matchMedia(query))
    for (const query of queries) query.addEventListener('change', read)
    return () => {
      theme.disconnect()
      for (const query of queries) query.removeEventListener('change', read)
    }
  }, [inside])
  return palette
}

/** A custom property says `light-dark(...)`; only a colour in use is one of the two. */
function readPalette(inside: HTMLElement): Palette {
  const probe = document.createElement('i')
  probe.hidden = true
  // The states keep their colours where others are forced: the marks tell them apart either way.
  probe.style.forcedColorAdjust = 'none'
  inside.append(probe)
  const colour = (value: string) => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const fills = Object.fromEntries(STATES.map((state) => [state, colour(fillOf(state))]))
  const palette = {
    bg: colour('var(--bg)'),
    hair: colour('var(--hair)'),
    ink: colour('var(--ink)'),
    lost: colour('var(--lost)'),
    pattern: colour('var(--pattern-ink)'),
    fills: fills as Palette['fills'],
  }
  probe.remove()
  return palette
}
