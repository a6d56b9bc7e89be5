import type { Result } from '../base/result.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import type { TraceData } from '../engine/trace/codec.ts'
import type { Exploration, ExploredRun } from '../scenario/explored.ts'
import type { LinkError } from '../scenario/packed-link.ts'
import type { Link } from '../scenario/permalink.ts'
import type { SchemaError } from '../scenario/schema-error.ts'

/** From the page to the engine. `id` is the page's and comes back with the answer. */
export type Request =
  /** `scenario` is not trusted. */
  | { readonly kind: 'run'; readonly id: number; readonly scenario: unknown }
  | { readonly kind: 'read-link'; readonly id: number; readonly hash: string }
  /** Many runs of one scenario, each with other faults. Found runs come in portions, the answer last. */
  | {
      readonly kind: 'explore'
      readonly id: number
      readonly scenario: unknown
      readonly exploration: Exploration
    }
  /** Nobody waits for this run any more. It is still answered. */
  | { readonly kind: 'cancel'; readonly id: number }

/** From the engine to the page. */
export type Message =
  /** The first message, once. */
  | { readonly kind: 'ready'; readonly version: string }
  /** Still at work; every 250 ms while it is. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'ran'; readonly id: number; readonly answer: EngineAnswer }
  | { readonly kind: 'link-read'; readonly id: number; readonly link: LinkAnswer }
  | { readonly kind: 'found'; readonly id: number; readonly runs: readonly ExploredRun[] }
  | { readonly kind: 'explored'; readonly id: number; readonly answer: ExploreAnswer }

export type EngineAnswer =
  /** The buffers of the trace are handed over, not copied. */
  | { readonly ok: true; readonly scenario: Scenario; readonly trace: TraceData }
  /** The scenario breaks a rule of the schema. */
  | { readonly ok: false; readonly reason: 'invalid'; readonly errors: readonly SchemaError[] }
  | { readonly ok: false; readonly reason: 'cancelled' }
  /** A broken invariant of the engine: a bug of ours, with its message. */
  | { readonly ok: false; readonly reason: 'crashed'; readonly message: string }

/** What a run comes to. `stale`: a newer one has taken its place, or nobody wants it; show nothing. */
export type RunAnswer =
  | Exclude<EngineAnswer, { reason: 'cancelled' }>
  | { readonly ok: false; readonly reason: 'stale' }

/** How an exploration ended. `cancelled`: what was found until then counts all the same. */
export type ExploreAnswer = { readonly ok: true } | Exclude<EngineAnswer, { ok: true }>

/** As `RunAnswer` is to `EngineAnswer`. */
export type ExplorationAnswer =
  | Exclude<ExploreAnswer, { reason: 'cancelled' }>
  | { readonly ok: false; readonly reason: 'stale' }

export type LinkAnswer = Result<Link, LinkError>

/**
 * How the engine is. `restarted`: it gave no sign and was replaced; what it was at is not run again by itself.
 * `on-page`: no worker can start here. `failed`: it cannot be reached; the next run tries again.
 */
export type EngineStatus = 'starting' | 'ready' | 'restarted' | 'on-page' | 'failed'
