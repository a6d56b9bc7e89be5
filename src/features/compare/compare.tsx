import { type ReactNode, useLayoutEffect } from 'react'
import { QuestionList } from './parts/question-list.tsx'
import { SideBySide } from './parts/side-by-side.tsx'
import { takeBack, useComparison } from './session.ts'

interface Props {
  /** Previous, play, next and the clock. */
  readonly transport: ReactNode
}

/** Runs side by side, or the questions to choose from. */
export function Compare({ transport }: Props) {
  const comparison = useComparison()
  useLayoutEffect(takeBack, [])
  if (comparison === null) return <QuestionList />
  return <SideBySide comparison={comparison} transport={transport} />
}
