import type { Side, State } from '../engine/tcp/state.ts'
import type { Trace } from '../engine/trace/codec.ts'
import type { Messages } from '../i18n/en.ts'
import type { CallMark } from './calls.ts'
import type { Columns } from './columns.ts'
import type { DiagramMetrics } from './metrics.ts'
import type { Note } from './notes.ts'
import type { RibbonPiece } from './ribbons.ts'
import { Rows } from './rows.ts'
import { monoWidth, proseWidth } from './text-width.ts'
import type { TimeAxis } from './time-axis.ts'
import type { TimerMark } from './timers.ts'

/** Texts beside a ribbon. `y` is the height of their middle, px; x is the column's. */

export interface StateName {
  readonly piece: RibbonPiece
  readonly state: State
  /** Which connection begins here, if the run has several: `:49153`, `#2` for a second life. */
  readonly connection: string
  /** It stands on a line of its own under the state. */
  readonly isBelow: boolean
  readonly y: number
}

export interface PlacedNote {
  readonly note: Note
  /** The bar of a call that blocks stands beside it and leaves less room. */
  readonly isBesideBar: boolean
  readonly y: number
}

/** The words of a note, the same on screen and in exports. */
export function noteText({ note: { what }, isBesideBar }: PlacedNote, words: Messages['diagram']): string {
  if (what.kind === 'discard') return words.reasons[what.reason]
  return what.kind === 'resend' && isBesideBar ? words.resendBrief : words.notes[what.kind]
}

export type LaneText = { readonly side: Side; readonly y: number; readonly fromStep: number } & (
  | {
      readonly kind: 'call' | 'result'
      readonly mark: CallMark
      readonly words: string
      readonly width: number
    }
  | { readonly kind: 'blocked'; readonly mark: CallMark; readonly toStep: number }
  /** `stacked`: name and length on two lines. */
  | { readonly kind: 'timer'; readonly mark: TimerMark; readonly stacked: boolean }
)

const LINE = 1.15
/** Lines of the call lane stand closer. */
const LANE_LINE = 1.08

interface Wish<T> {
  readonly item: T
  readonly y: number
  readonly height: number
  /** Ways out, px, when something stands there already. */
  readonly shifts: readonly number[]
}

/** Gives each text, in order of importance, a free place near the one it wants, or none. */
function settle<T>(wishes: readonly Wish<T>[]): (Wish<T> & { readonly y: number })[] {
  const placed: (Wish<T> & { readonly y: number })[] = []
  const rows = new Rows<Wish<T>>()
  for (const wish of wishes) {
    const half = wish.height / 2
    const shift = [0, ...wish.shifts].find((by) => {
      const y = wish.y + by
      const covers = (other: Wish<T>) => Math.abs(other.y - y) < other.height / 2 + half - 0.5
      return !rows.some(y - half, y + half, covers)
    })
    if (shift === undefined) continue
    const y = wish.y + shift
    placed.push({ ...wish, y })
    rows.add(y - half, y + half, { ...wish, y })
  }
  return placed
}

/** Names of states, top-aligned to their stretch and hidden where it is shorter than its name; then the notes. */
export function namesBeside(
  trace: Trace,
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  side: Side,
  pieces: readonly RibbonPiece[],
  notes: readonly Note[],
  calls: readonly CallMark[],
): { readonly names: StateName[]; readonly notes: PlacedNote[] } {
  const line = metrics.font.state * LINE
  const several = trace.connections.length > 1
  const names = pieces.flatMap((piece, i): Wish<StateName | PlacedNote>[] => {
    const { top, bottom } = extentOf(piece, axis)
    // Through something without any length back to where it was: one name is enough.
    const isAgain =
      i > 1 && pieces[i - 2]?.state === piece.state && pieces[i - 1]?.toUs === pieces[i - 1]?.fromUs
    if (bottom - top < line || isAgain) return []
    const y = top + Math.min(line * 0.68, (bottom - top) / 2)
    const name = several && piece.begins ? connectionName(trace, piece.conn) : ''
    const width = proseWidth(piece.state, metrics.font.state) + monoWidth(` ${name}`, metrics.font.state)
    const isBelow = name !== '' && width > columns.sides[side].namesWidth - metrics.font.state
    const connection = isBelow && bottom - top < 2.2 * line ? '' : name
    return [{ item: { piece, state: piece.state, connection, isBelow, y }, y, height: line, shifts: [] }]
  })
  const remarks = notes
    .filter((note) => note.side === side)
    .map((note): Wish<StateName | PlacedNote> => {
      const y = axis.toY(note.us)
      const isBesideBar = calls.some(
        (call) => call.side === side && !call.instant && call.y1 < y && y < call.y2,
      )
      return { item: { note, isBesideBar, y }, y, height: line, shifts: [line, -line, 2 * line] }
    })
  const placed = settle([...names, ...remarks]).map(({ item, y }) => ({ ...item, y }))
  return {
    names: placed.filter((item): item is StateName => 'piece' in item),
    notes: placed.filter((item): item is PlacedNote => 'note' in item),
  }
}

/** Upper and lower edge of a stretch of ribbon. */
export function extentOf(
  piece: RibbonPiece,
  axis: TimeAxis,
): { readonly top: number; readonly bottom: number } {
  return {
    top: piece.first ? axis.top : axis.toY(piece.fromUs),
    bottom: piece.last ? axis.bottom : axis.toY(piece.toUs),
  }
}

function connectionName(trace: Trace, conn: number): string {
  const connection = trace.connections[conn]
  if (connection === undefined) return ''
  const life = connection.incarnation > 1 ? ` #${connection.incarnation}` : ''
  return `:${connection.clientPort}${life}`
}

/** Names and results of calls, names of long timers, and "blocked" where there is room. */
export function textsOfLane(
  axis: TimeAxis,
  columns: Columns,
  metrics: DiagramMetrics,
  side: Side,
  calls: readonly CallMark[],
  timers: readonly TimerMark[],
): LaneText[] {
  if (columns.sides[side].bar === null) return []
  const line = metrics.font.call * LANE_LINE
  const least = axis.top + line / 2
  const written = (words: string) => ({ words, width: monoWidth(words, metrics.font.call) })
  const shown = columns.calls ? calls.filter((mark) => mark.side === side) : []
  const wishes: Wish<LaneText>[] = []
  const want = (item: LaneText, y: number, height: number, ...shifts: number[]): void => {
    wishes.push({ item, y, height, shifts })
  }
  for (const mark of shown) {
    const y = Math.max(least, mark.y1)
    const item = { kind: 'call', mark, ...written(mark.name), side, y, fromStep: mark.fromStep } as const
    want(item, y, line, line, -line, 2 * line)
  }
  for (const mark of shown) {
    if (mark.result === '') continue
    const y = mark.y2 - (mark.followed ? line * 0.35 : 0)
    const item = { kind: 'result', mark, ...written(mark.result), side, y, fromStep: mark.toStep } as const
    want(item, y, line, -line * 0.35, -line * 0.7, -line, line)
  }
  for (const mark of timers) {
    if (mark.side !== side || mark.place !== 'lane') continue
    const width = monoWidth(`${mark.name} ${mark.length}`, metrics.font.call)
    const stacked = mark.restart || width > columns.sides[side].labelsWidth
    const y = mark.y1 + line * (stacked ? 1.05 : 0.8)
    const item = { kind: 'timer', mark, stacked, side, y, fromStep: mark.fromStep } as const
    want(item, y, line * (stacked ? 2 : 1), line, 2 * line)
  }
  for (const mark of shown) {
    if (mark.instant || mark.y2 - mark.y1 < 4 * line) continue
    const y = (mark.y1 + mark.y2) / 2
    want({ kind: 'blocked', mark, side, y, fromStep: mark.fromStep, toStep: mark.toStep }, y, line)
  }
  return settle(wishes).map(({ item, y }) => ({ ...item, y }))
}
