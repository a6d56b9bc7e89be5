import type { ReactNode } from 'react'
import { isCaptureName } from '../../scenario/kernel/matches.ts'
import { useStudio } from '../../store/store.ts'
import { CaptureList } from './parts/capture-list.tsx'
import { Detail } from './parts/detail.tsx'

interface Props {
  /** Previous, play, next and the clock. */
  readonly transport: ReactNode
  /** Title of a scenario of the catalogue. */
  readonly nameOf: (scenario: string) => string
}

/** What a real kernel did in the situations of the catalogue, beside what we do. */
export function Reality({ transport, nameOf }: Props) {
  const about = useStudio((state) => state.about)
  if (about === null || !isCaptureName(about)) return <CaptureList nameOf={nameOf} />
  return <Detail key={about} name={about} transport={transport} />
}
