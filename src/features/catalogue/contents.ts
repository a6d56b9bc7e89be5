import type { ScenarioId } from '../../scenario/catalogue.ts'
import generated from './generated/contents.json'

interface Contents {
  /** States, flags and errors that its runs show. */
  readonly words: readonly string[]
  /** Edges of the state diagram that they take (T01 ...). */
  readonly edges: readonly string[]
}

/** What the runs of each scenario contain, found by generated.test.ts. A new one has nothing until that has run. */
export const CONTENTS = generated as Readonly<Partial<Record<ScenarioId, Contents>>>
