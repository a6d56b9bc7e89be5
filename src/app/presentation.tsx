import { useEffect, useMemo } from 'react'
import { PRESENT, PHONE, scaled } from '../diagram/metrics.ts'
import { useScenarioTitle } from '../features/catalogue/titles.ts'
import { Present } from '../features/present/present.tsx'
import { SequenceDiagram } from '../features/sequence-diagram/sequence-diagram.tsx'
import { StateGraph } from '../features/state-graph/state-graph.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { themeOf, usePreferences } from '../store/preferences.ts'
import { NarrationStrip } from './narration-strip.tsx'

interface Props {
  /** Null: there is nothing to go back to. */
  readonly onLeave: (() => void) | null
}

/** The lecture of either page: what stands in the studio, at the sizes of a projector. */
export function Presentation({ onLeave }: Props) {
  useDarkUnlessChosen()
  return (
    <Present
      title={useScenarioTitle()}
      diagram={(unit) => <Diagram unit={unit} />}
      graph={<StateGraph />}
      narration={<NarrationStrip />}
      scrubber={<Timeline withNames={false} />}
      onLeave={onLeave}
    />
  )
}

function Diagram({ unit }: { readonly unit: number }) {
  const metrics = useMemo(
    () => (innerWidth < innerHeight ? PHONE : scaled(PRESENT, unit / textSize())),
    [unit],
  )
  return <SequenceDiagram metrics={metrics} plain />
}

/** Of the page, where 1 is 16 px: the picture follows the screen instead. */
const textSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** The dark colours stay further apart under the light of a room (design.md section 4). */
function useDarkUnlessChosen(): void {
  const theme = usePreferences(themeOf)
  useEffect(() => {
    if (theme !== 'auto') return undefined
    const { dataset } = document.documentElement
    dataset.theme = 'dark'
    return () => {
      dataset.theme = theme
    }
  }, [theme])
}
