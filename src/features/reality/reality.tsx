import type { ReactNode } from 'react'
import { isCaptureName } from '../../scenario/kernel/matches.ts'
import { useStudio } from '../../store/store.ts'
import { CaptureList, type ScenarioLooks } from './parts/capture-list.tsx'
import { Detail } from './parts/detail.tsx'

interface Props extends ScenarioLooks {
  /** Previous, play, next and the clock. */
  readonly transport: ReactNode
}

/** What a real kernel did in the situations of the catalogue, beside what we do. */
export function Reality({ transport, ...looks }: Props) {
  const about = useStudio((state) => state.about)
  if (about === null || !isCaptureName(about)) return <CaptureList {...looks} />
  return <Detail key={about} name={about} transport={transport} />
}
