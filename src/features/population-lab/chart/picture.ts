import type { State } from '../../../engine/tcp/state.ts'

/** What is painted of a chart: everything but text, px. Plain data, so that it can go to a worker. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** Pixels of the screen to one of the page. */
  readonly ratio: number
  readonly plot: Box
  /** x of every drawn row. */
  readonly xs: readonly number[]
  readonly areas: readonly Area[]
  /** y of a line over the areas at every row: ports in use. */
  readonly line: readonly number[] | null
  /** y of the horizontal lines. */
  readonly grid: readonly number[]
  /** y of a limit; null: none. */
  readonly ceiling: number | null
  /** x from which nothing has been computed; null: all has. */
  readonly openFrom: number | null
  readonly palette: Palette
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A layer: y of its lower and its upper edge at every row. */
export interface Area {
  readonly state: State
  readonly lower: readonly number[]
  readonly upper: readonly number[]
}

/** Colours as CSS computed them. */
export interface Palette {
  readonly bg: string
  readonly hair: string
  readonly ink: string
  readonly lost: string
  readonly pattern: string
  readonly fills: Readonly<Record<State, string>>
}

/** What the page tells a painter that has a thread of its own. */
export type PainterRequest =
  | { readonly kind: 'canvas'; readonly canvas: OffscreenCanvas }
  | { readonly kind: 'picture'; readonly picture: Picture }
