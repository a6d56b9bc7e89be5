import { useSyncExternalStore } from 'react'

/**
 * How the studio is laid out (design.md section 2). In em, so that larger text moves to the next smaller layout.
 * `wide` differs from `full` in style sheets only.
 */
export type Layout = 'phone' | 'tablet' | 'narrow' | 'full'

const FROM = [
  ['full', '(min-width: 80em)'],
  ['narrow', '(min-width: 64em)'],
  ['tablet', '(min-width: 48em)'],
] as const

function currentLayout(): Layout {
  return FROM.find(([, query]) => matchMedia(query).matches)?.[0] ?? 'phone'
}

function onLayout(listener: () => void): () => void {
  const queries = FROM.map(([, query]) => matchMedia(query))
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    for (const query of queries) query.removeEventListener('change', listener)
  }
}

export const useLayout = (): Layout => useSyncExternalStore(onLayout, currentLayout)
