import { TraceBuilder } from '../trace/builder.ts'
import type { TraceData } from '../trace/codec.ts'
import { violations } from './invariants/check.ts'
import type { Violation } from './invariants/violation.ts'
import { Simulation } from './run.ts'
import type { Fault, Scenario } from './scenario.ts'

/**
 * Every schedule of up to K faults over the first N segments of a scenario, each run and held against every invariant.
 * A fault on a segment that is never sent changes nothing (relation M7), so a schedule that ends in such faults is the
 * run of the schedule without them: it is counted, and not run again.
 */

/** The four things that happen to one segment (invariants section 6). Times suit a path of 50 ms and an RTO of 1 s. */
export const FAULT_KINDS = [
  { do: 'drop' },
  { do: 'duplicate', byUs: 20_000 },
  // Past the next segment of the same sender, which leaves a round trip later at most.
  { do: 'delay', byUs: 150_000 },
  // Past the RTO: its copy comes first.
  { do: 'delay', byUs: 1_500_000 },
] as const

/** An engine that breaks a rule breaks it often; a few examples are enough. */
const KEPT_FAILURES = 20

/** A fault as two numbers: place of the segment among all that are handed over, from 1; index into `FAULT_KINDS`. */
export interface Mark {
  readonly nth: number
  readonly kind: number
}

/** A schedule that broke an invariant. */
export interface Failure {
  readonly marks: readonly Mark[]
  readonly violations: readonly Violation[]
}

/** Number of schedules with exactly `k` of the four faults on `k` of the first `n` segments: C(n,k) 4^k. */
export function schedulesOf(n: number, k: number): number {
  let choices = 1
  for (let i = 0; i < k; i++) choices = (choices * (n - i)) / (i + 1)
  return Math.round(choices) * FAULT_KINDS.length ** k
}

/** A scenario with these faults beside its own. */
export function withMarks(base: Scenario, marks: readonly Mark[]): Scenario {
  return { ...base, faults: [...base.faults, ...marks.map(faultOf)] }
}

/** What a mark does to a run. */
export function faultOf({ nth, kind }: Mark): Fault {
  const match = { kind: 'ANY', nth } as const
  return { match, ...(FAULT_KINDS[kind] ?? FAULT_KINDS[0]) }
}

/** Goes through the schedules of one scenario, in portions. */
export class Explorer {
  /** Runs made so far, and those of them that broke an invariant. */
  runs = 0
  failed = 0
  /** The first of them. */
  readonly failures: Failure[] = []
  /** Hears of every run, the one without faults included: its faults, what it breaks, and how to have its trace. */
  told: ((marks: readonly Mark[], broken: readonly Violation[], trace: () => TraceData) => void) | null = null
  readonly #base: Scenario
  readonly #most: number
  readonly #first: number
  readonly #builder = new TraceBuilder()
  readonly #faultlessEndUs: number
  /** Schedules still to be run, the next one last. */
  readonly #waiting: (readonly Mark[])[]

  /**
   * @param only of the first faults of a schedule, those whose count leaves `only.rest` when divided by `only.of`:
   *   how threads share the work
   */
  constructor(
    base: Scenario,
    most: number,
    first: number,
    only: { readonly of: number; readonly rest: number } = { of: 1, rest: 0 },
  ) {
    this.#base = base
    this.#most = most
    this.#first = first
    this.#run([])
    this.#faultlessEndUs = this.#builder.view().endUs
    const starts = this.#next([]).filter((_, index) => index % only.of === only.rest)
    this.#waiting = only.rest === 0 ? [...starts, []] : starts
  }

  /** Runs at most so many more schedules. Whether none is left. */
  advance(count: number): boolean {
    for (let left = count; left > 0; left--) {
      const marks = this.#waiting.pop()
      if (marks === undefined) return true
      this.#check(marks)
    }
    return this.#waiting.length === 0
  }

  #check(marks: readonly Mark[]): void {
    const scenario = this.#run(marks)
    this.runs += 1
    const found = violations(this.#builder.view(), scenario, this.#faultlessEndUs)
    if (found.length > 0) {
      this.failed += 1
      if (this.failures.length < KEPT_FAILURES) this.failures.push({ marks, violations: found })
    }
    this.told?.(marks, found, () => this.#builder.data())
    if (marks.length > 0) this.#waiting.push(...this.#next(marks))
  }

  #run(marks: readonly Mark[]): Scenario {
    const scenario = withMarks(this.#base, marks)
    this.#builder.clear()
    const simulation = new Simulation(scenario, this.#builder)
    simulation.advance(Number.POSITIVE_INFINITY)
    simulation.end()
    return scenario
  }

  /** The run just made with one fault more, on a later segment that it did send. */
  #next(marks: readonly Mark[]): (readonly Mark[])[] {
    if (marks.length === this.#most) return []
    const from = (marks.at(-1)?.nth ?? 0) + 1
    const to = Math.min(this.#first, this.#handed())
    const longer: (readonly Mark[])[] = []
    for (let nth = from; nth <= to; nth++) {
      for (let kind = 0; kind < FAULT_KINDS.length; kind++) longer.push([...marks, { nth, kind }])
    }
    return longer
  }

  /** Segments that the senders of the last run handed over: copies and forged ones do not count. */
  #handed(): number {
    const { segments, segmentCount } = this.#builder.view()
    let handed = 0
    for (let s = 0; s < segmentCount; s++) {
      if ((segments.copyOf[s] as number) < 0 && segments.injected[s] === 0) handed += 1
    }
    return handed
  }
}

/**
 * The least schedule that still breaks one of the same invariants: fewer faults, then on earlier segments, then of a
 * simpler kind.
 */
export function shrink(base: Scenario, failure: Failure): Failure {
  const ids = new Set(failure.violations.map(({ id }) => id))
  const breaks = (marks: readonly Mark[]): Failure | null => {
    const found = violationsOf(base, marks).filter(({ id }) => ids.has(id))
    return found.length === 0 ? null : { marks, violations: found }
  }
  let least = failure
  for (;;) {
    const better = firstNotNull(simpler(least.marks), breaks)
    if (better === null) return least
    least = better
  }
}

function firstNotNull<A, B>(list: readonly A[], judge: (item: A) => B | null): B | null {
  for (const item of list) {
    const found = judge(item)
    if (found !== null) return found
  }
  return null
}

/** What one schedule breaks. */
export function violationsOf(base: Scenario, marks: readonly Mark[]): Violation[] {
  const builder = new TraceBuilder()
  const run = (scenario: Scenario): void => {
    builder.clear()
    const simulation = new Simulation(scenario, builder)
    simulation.advance(Number.POSITIVE_INFINITY)
    simulation.end()
  }
  run(base)
  const faultlessEndUs = builder.view().endUs
  const scenario = withMarks(base, marks)
  run(scenario)
  return violations(builder.view(), scenario, faultlessEndUs)
}

function simpler(marks: readonly Mark[]): (readonly Mark[])[] {
  const fewer = marks.map((_, index) => marks.filter((__, other) => other !== index))
  const replaced = marks.flatMap((mark, index) => {
    const floor = (marks[index - 1]?.nth ?? 0) + 1
    const earlier = mark.nth > floor ? [{ ...mark, nth: mark.nth - 1 }] : []
    const plainer = mark.kind > 0 ? [{ ...mark, kind: mark.kind - 1 }] : []
    return [...earlier, ...plainer].map((one) => marks.map((other, place) => (place === index ? one : other)))
  })
  return [...fewer, ...replaced]
}
