import { useMemo } from 'react'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { CONTENTS } from './contents.ts'
import { useTitles } from './titles.ts'

/** A scenario that takes some edge of the state diagram. */
interface Taking {
  readonly id: string
  readonly title: string
}

/** Finds the scenarios that take one of these edges (T01 ...), in the order of the catalogue. */
export function useScenariosFor(): (edges: readonly string[]) => readonly Taking[] {
  const titles = useTitles()
  return useMemo(
    () => (edges) =>
      CATALOGUE.filter(({ id }) => CONTENTS[id]?.edges.some((edge) => edges.includes(edge))).map(
        ({ id }) => ({
          id,
          title: titles?.[id].title ?? id,
        }),
      ),
    [titles],
  )
}
