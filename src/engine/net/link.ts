import { chance, draw, upTo } from '../../base/rng.ts'

/** One direction of the path. */
export interface LinkSpec {
  readonly delayUs: number
  /** Extra delay, uniform from 0 to this; may overtake. */
  readonly jitterUs: number
  readonly lossPpm: number
  readonly duplicatePpm: number
  /** A reordered segment is held back by one more one-way delay, at least 1 ms. */
  readonly reorderPpm: number
}

/** What a draw is for: part of its key, so that no two draws share a hash. */
export const PURPOSE = { loss: 1, jitter: 2, reorder: 3, duplicate: 4, isn: 5, cookie: 6 } as const

/** A copy that the network makes arrives this much later than the original. */
export const COPY_AFTER_US = 20_000
/** A segment held back for reordering waits at least this long. */
const LEAST_REORDER_US = 1_000

/** Names one segment among all of a run, whatever else is sent. */
export interface SegmentKey {
  readonly seed: number
  readonly conn: number
  /** 0: from C, 1: from S. */
  readonly direction: number
  /** Count among what this sender sent on this connection. */
  readonly ordinal: number
}

/** What the path does to one segment by itself, before any fault of the scenario. */
export interface Passage {
  readonly delayUs: number
  readonly lost: boolean
  readonly duplicated: boolean
}

/** Whether the path loses this segment by itself. */
export function isLost(
  link: LinkSpec,
  seed: number,
  conn: number,
  direction: number,
  ordinal: number,
): boolean {
  return link.lossPpm > 0 && chance(draw(seed, conn, direction, ordinal, PURPOSE.loss), link.lossPpm)
}

export function passage(link: LinkSpec, key: SegmentKey): Passage {
  const roll = (purpose: number): number => draw(key.seed, key.conn, key.direction, key.ordinal, purpose)
  const jitter = link.jitterUs === 0 ? 0 : upTo(roll(PURPOSE.jitter), link.jitterUs)
  const heldBack = link.reorderPpm > 0 && chance(roll(PURPOSE.reorder), link.reorderPpm)
  return {
    delayUs: link.delayUs + jitter + (heldBack ? Math.max(link.delayUs, LEAST_REORDER_US) : 0),
    lost: isLost(link, key.seed, key.conn, key.direction, key.ordinal),
    duplicated: link.duplicatePpm > 0 && chance(roll(PURPOSE.duplicate), link.duplicatePpm),
  }
}
