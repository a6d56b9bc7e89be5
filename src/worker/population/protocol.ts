import type { Outcome } from '../../engine/sim/population/connections.ts'
import type { Counters } from '../../engine/sim/population/counters.ts'
import type { PopulationEstimate } from '../../engine/sim/population/estimate.ts'
import type { PopulationRefusal } from '../../engine/sim/population/limits.ts'
import type { PopulationEnd, PopulationProgress } from '../../engine/sim/population/population.ts'
import type { Samples } from '../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import type { Side, State } from '../../engine/tcp/state.ts'

/** From the lab to the worker that runs its populations. `id` names a run, counted upwards; a new one ends the one before. */
export type PopulationRequest =
  /** What a run would take, and whether it would be refused; nothing is run. */
  | { readonly kind: 'estimate'; readonly id: number; readonly spec: PopulationSpec }
  | { readonly kind: 'run'; readonly id: number; readonly spec: PopulationSpec }
  | { readonly kind: 'pause'; readonly id: number }
  | { readonly kind: 'resume'; readonly id: number }
  /** What has been counted so far stays; the rest is not run. */
  | { readonly kind: 'cancel'; readonly id: number }
  /** Some connections as they were at a moment of the run. A new question ends the search for the one before. */
  | {
      readonly kind: 'connections-at'
      readonly id: number
      readonly tUs: number
      readonly most: number
      readonly where: Where | null
    }
  /** One connection as a scenario that the studio opens. */
  | { readonly kind: 'scenario'; readonly id: number; readonly conn: number }

/** From the worker to the lab. */
export type PopulationMessage =
  | {
      readonly kind: 'estimated'
      readonly id: number
      readonly estimate: PopulationEstimate
      readonly refusal: PopulationRefusal | null
    }
  | { readonly kind: 'refused'; readonly id: number; readonly refusal: PopulationRefusal }
  /** Several times a second, and once at the end. `rows` are those since the last message: `Samples.append` takes them. */
  | {
      readonly kind: 'progress'
      readonly id: number
      readonly progress: PopulationProgress
      readonly counters: Counters
      readonly rows: Float64Array
      /** Null while there is more to come. */
      readonly end: PopulationEnd | 'cancelled' | null
    }
  | {
      readonly kind: 'connections-at'
      readonly id: number
      readonly tUs: number
      readonly where: Where | null
      readonly connections: readonly ConnectionRow[]
    }
  | {
      readonly kind: 'scenario'
      readonly id: number
      readonly conn: number
      readonly scenario: Scenario | null
    }
  /** A broken invariant of the engine: a bug of ours. */
  | { readonly kind: 'crashed'; readonly id: number; readonly message: string }

/** How a run stands, as the page is told. `samples` is the same object every time, with more rows. */
export type PopulationUpdate = Pick<
  Extract<PopulationMessage, { kind: 'progress' }>,
  'progress' | 'counters' | 'end'
> & { readonly samples: Samples }

/** Only connections of which this host's end was in this state. */
export interface Where {
  readonly side: Side
  readonly state: State
}

export interface ConnectionRow {
  readonly conn: number
  readonly startUs: number
  /** Local port of the client; 0: connect() got none. */
  readonly port: number
  /** Both ends at the moment that was asked for. */
  readonly states: Readonly<Record<Side, State>>
  /** What came of it by now. */
  readonly outcome: Outcome
  readonly segments: number
}
