import { useMemo } from 'react'
import { EMBED } from '../diagram/metrics.ts'
import { SequenceDiagram } from '../features/sequence-diagram/sequence-diagram.tsx'

/** The sequence diagram at the sizes of the embed. Loaded beside the engine. */
export function Diagram({ withAxis }: { readonly withAxis: boolean }) {
  const metrics = useMemo(
    () => (withAxis ? EMBED : { ...EMBED, columns: EMBED.columns.slice(-1) }),
    [withAxis],
  )
  return <SequenceDiagram metrics={metrics} plain />
}
