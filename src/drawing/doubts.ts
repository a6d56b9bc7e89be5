import { createContext } from 'react'
import type { RibbonPiece } from '../diagram/ribbons.ts'

/** What of a run nobody saw, as a word to write beside it; null: it was seen. */
export interface Doubts {
  /** How a segment ended. */
  readonly ofSegment: (id: number) => string | null
  /** That a side was in a state. */
  readonly ofState: (piece: RibbonPiece) => string | null
}

/** Null: the run was simulated, everything in it is known. */
export const DoubtContext = createContext<Doubts | null>(null)
