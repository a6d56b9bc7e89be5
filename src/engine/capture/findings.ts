import type { StreamSummary } from './stream-summary.ts'

/** What is unusual about a stream as a whole. */
export const FINDINGS = [
  /** The capture begins after the SYN. */
  'no-handshake',
  'never-answered',
  'refused',
  'handshake-unfinished',
  'reset',
  /** One end has sent its FIN, the other has not. */
  'half-closed',
  'never-closed',
] as const

export type Finding = (typeof FINDINGS)[number]

const OF_HANDSHAKE = {
  complete: [],
  none: ['no-handshake'],
  refused: ['refused'],
  'syn-only': ['never-answered'],
  'synack-seen': ['handshake-unfinished'],
} as const

const OF_CLOSE = { fin: [], rst: ['reset'], half: ['half-closed'], open: ['never-closed'] } as const

export function findingsOf({ handshake, closed }: Pick<StreamSummary, 'handshake' | 'closed'>): Finding[] {
  const opening: readonly Finding[] = OF_HANDSHAKE[handshake]
  const closing: readonly Finding[] = OF_CLOSE[closed]
  // A refusal is a reset, and what never opened cannot be left open.
  return handshake === 'refused' || handshake === 'syn-only' ? [...opening] : [...opening, ...closing]
}
