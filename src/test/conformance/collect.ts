import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { BASES } from '../../engine/sim/explore-bases.ts'
import { schedulesOf } from '../../engine/sim/explore.ts'
import { columnsOf, INVARIANTS, violations } from '../../engine/sim/invariants/check.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { RULES } from '../../engine/tcp/rule-texts.ts'
import { RULE_IDS } from '../../engine/tcp/rules.ts'
import { STATES } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { compare } from '../../scenario/kernel/compare.ts'
import type { KernelScenario, KernelTrace } from '../../scenario/kernel/format.ts'
import { translate } from '../../scenario/kernel/translate.ts'
import { HOST_RUNS } from '../host-runs.ts'
import { expectedForm, goldenForm, type GoldenVariant } from '../golden-form.ts'
import golden from '../golden-traces.json' with { type: 'json' }
import { judgeRow, resultOfRow, ROWS } from '../matrix/calls-and-timers.ts'
import { changesOf, resultOfWay, WAYS } from '../matrix/every-edge.ts'
import { POINTS } from '../matrix/points.ts'
import { CELLS, cellsOf, FLAG_SETS, judge, resultOf } from '../matrix/segment-cells.ts'
import { ISNS, situation, WRAPPING_ISNS } from '../matrix/situations.ts'
import { randomRuns } from '../random-runs.ts'
import { SHORT_RUNS } from '../short-runs.ts'
import transitions from '../transitions.json' with { type: 'json' }

/** How many of how many are right. */
export interface Count {
  readonly passed: number
  readonly of: number
}

export interface ConformanceReport {
  /** 11 states x 8 sets of flags, 30 cells each; twice, for numbers that go round. */
  readonly cells: readonly (Count & { readonly state: string; readonly flags: string })[]
  readonly rows: readonly (Count & { readonly event: string })[]
  readonly points: readonly { readonly id: string; readonly decision: string; readonly passed: boolean }[]
  readonly edges: readonly {
    readonly id: string
    readonly from: string
    readonly event: string
    readonly to: string
    readonly basis: string
    readonly section: string
    /** Taken by `step()` alone, and in how many runs of the catalogue. */
    readonly taken: boolean
    readonly runs: number
  }[]
  readonly rules: readonly {
    readonly id: string
    readonly section: string
    readonly text: string
    /** Runs of the catalogue, kernel scenarios and small scenarios in which a fact names it. */
    readonly runs: number
    /** Cells, calls and edges above in which an effect names it. */
    readonly checks: number
  }[]
  readonly invariants: readonly { readonly id: string; readonly says: string; readonly violations: number }[]
  /** Runs that every invariant was asked of, schedules aside. */
  readonly invariantRuns: number
  /** Invariants that scenarios give up, as `id/n`. */
  readonly givenUp: readonly { readonly scenario: string; readonly ids: readonly string[] }[]
  /** Ids of the specification's list and the files with tests named after them. */
  readonly tests: readonly { readonly id: string; readonly files: readonly string[] }[]
  readonly golden: Count
  readonly kernel: Count
  readonly schedules: readonly {
    readonly faults: number
    readonly schedules: number
    readonly violations: number
  }[]
}

/** Schedules by number of faults, as explored. */
export type Explored = ConformanceReport['schedules']

/** Random connections that the report asks, always the same ones. */
const RANDOM = { seed: 1, numRuns: 300 }

const variants: readonly (readonly [name: string, scenario: Scenario])[] = CATALOGUE.flatMap(
  ({ id, variants: all }) => all.map((scenario, index) => [`${id}/${index + 1}`, scenario] as const),
)

const KERNEL = new URL('../../../public/kernel-traces/', import.meta.url)

function kernelPairs(): readonly (readonly [KernelScenario, KernelTrace])[] {
  const read = (kind: string, file: string): unknown =>
    JSON.parse(readFileSync(new URL(`${kind}/${file}`, KERNEL), 'utf8'))
  return readdirSync(new URL('scenarios/', KERNEL))
    .sort()
    .map((file) => [read('scenarios', file) as KernelScenario, read('traces', file) as KernelTrace] as const)
}

/** Everything that can be counted without exploring. */
export function collect(explored: Explored): ConformanceReport {
  const catalogue = variants.map(([, scenario]) => new Trace(simulate(scenario)))
  const kernel = kernelPairs().map(([scenario, trace]) => ({
    scenario: translate(scenario),
    differences: compare(scenario, trace, new Trace(simulate(translate(scenario)))),
  }))
  const random = fc.sample(randomRuns, RANDOM)
  return {
    cells: cells(),
    rows: rows(),
    points: points(),
    edges: edges(catalogue),
    rules: rules([
      ...catalogue,
      ...[
        ...kernel.map(({ scenario }) => scenario),
        ...Object.values(BASES),
        ...Object.values(SHORT_RUNS),
        ...Object.values(HOST_RUNS),
      ].map((scenario) => new Trace(simulate(scenario))),
    ]),
    ...invariants([...variants.map(([, scenario]) => scenario), ...random, ...Object.values(BASES)]),
    givenUp: variants
      .filter(([, { gives_up }]) => gives_up !== undefined && gives_up.length > 0)
      .map(([scenario, { gives_up }]) => ({ scenario, ids: gives_up ?? [] })),
    tests: namedTests(),
    golden: goldenCount(),
    kernel: {
      passed: kernel.filter(({ differences }) => differences.length === 0).length,
      of: kernel.length,
    },
    schedules: explored,
  }
}

function cells(): ConformanceReport['cells'] {
  return STATES.flatMap((state) =>
    FLAG_SETS.map((flags) => {
      const sets = [ISNS, WRAPPING_ISNS].map((isns) => {
        const at = situation(state, isns)
        return cellsOf(state, flags).filter((cell) => judge(cell, at, isns).length === 0)
      })
      const right = sets[0]?.filter((cell) =>
        sets[1]?.some(
          (other) => other.place === cell.place && other.ack === cell.ack && other.bytes === cell.bytes,
        ),
      )
      return { state, flags: flags.join(','), passed: right?.length ?? 0, of: CELLS.length / 88 }
    }),
  )
}

function rows(): ConformanceReport['rows'] {
  const events = [...new Set(ROWS.map(({ event }) => event))]
  return events.map((event) => {
    const all = ROWS.filter((row) => row.event === event)
    return { event, passed: all.filter((row) => judgeRow(row).length === 0).length, of: all.length }
  })
}

function points(): ConformanceReport['points'] {
  return POINTS.map(({ id, decision, check }) => {
    try {
      check()
      return { id, decision, passed: true }
    } catch {
      return { id, decision, passed: false }
    }
  })
}

function edges(catalogue: readonly Trace[]): ConformanceReport['edges'] {
  const ways = new Map(WAYS.map((way) => [way.edge, changesOf(way)]))
  const inRuns = catalogue.map((trace) => edgesOf(trace))
  return transitions.edges.map(({ id, from, event, to, basis, rfcSection }) => {
    const way = ways.get(id)
    const taken = way !== undefined && way.path.startsWith(`${from}>`) && way.path.endsWith(`>${to}`)
    const runs = inRuns.filter((one) => one.has(id)).length
    return { id, from, event, to, basis, section: rfcSection, taken, runs }
  })
}

function edgesOf(trace: Trace): Set<string> {
  const taken = new Set<string>()
  for (let index = 0; index < trace.factCount; index++) {
    const fact = trace.fact(index)
    if (fact.kind === 'state-changed') taken.add(fact.edge)
  }
  return taken
}

function rules(traces: readonly Trace[]): ConformanceReport['rules'] {
  const runs = new Map<string, number>()
  for (const trace of traces) {
    const named = new Set<string>()
    for (const code of trace.data.facts.rule) if (code > 0) named.add(RULE_IDS[code - 1] ?? '')
    countEach(named, runs)
  }
  const checks = new Map<string, number>()
  for (const result of stepResults()) countEach(new Set(result.effects.map(({ because }) => because)), checks)
  return RULE_IDS.map((id) => ({
    id,
    section: RULES[id].section,
    text: RULES[id].text,
    runs: runs.get(id) ?? 0,
    checks: checks.get(id) ?? 0,
  }))
}

/** Every step that the cells, rows and ways make. */
function stepResults(): StepResult[] {
  const ofCells = STATES.flatMap((state) => {
    const at = situation(state)
    return CELLS.filter((cell) => cell.state === state).map((cell) => resultOf(cell, at, ISNS))
  })
  const ofRows = ROWS.flatMap((row) => resultOfRow(row) ?? [])
  return [...ofCells, ...ofRows, ...WAYS.map(resultOfWay)]
}

function countEach(ids: ReadonlySet<string>, counts: Map<string, number>): void {
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
}

function invariants(scenarios: readonly Scenario[]): Pick<ConformanceReport, 'invariants' | 'invariantRuns'> {
  const found = scenarios.flatMap((scenario) =>
    violations(columnsOf(new Trace(simulate(scenario))), scenario),
  )
  return {
    invariants: INVARIANTS.map(({ id, says }) => ({
      id,
      says,
      violations: found.filter((one) => one.id === id).length,
    })),
    invariantRuns: scenarios.length,
  }
}

/** Ids of invariants section 1 to 4. */
const IDS = [
  ...Array.from({ length: 24 }, (_, n) => `S${n + 1}`),
  ...Array.from({ length: 8 }, (_, n) => `L${n + 1}`),
  ...Array.from({ length: 6 }, (_, n) => `D${n + 1}`),
  ...Array.from({ length: 17 }, (_, n) => `M${n + 1}`),
]

const SOURCES = new URL('../../', import.meta.url)

/** Which test files name an id in a title, or hold a case with it. */
function namedTests(): ConformanceReport['tests'] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .sort()
    .map((file) => [file, readFileSync(fileURLToPath(new URL(file, SOURCES)), 'utf8')] as const)
  return IDS.map((id) => {
    const title = new RegExp(`(?:it|test|describe)[^\\n]*\\n?[^\\n]*['"\`(][^'"\`]*\\b${id}\\b|id: '${id}'`)
    return { id, files: files.filter(([, text]) => title.test(text)).map(([file]) => file) }
  })
}

/** Without members that are undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

function goldenCount(): Count {
  const all = golden.scenarios.flatMap(({ id, variants: list }) =>
    list.map((variant, index) => [`${id}/${index + 1}`, variant as unknown as GoldenVariant] as const),
  )
  const scenarios = new Map(variants)
  const passed = all.filter(([name, variant]) => {
    const scenario = scenarios.get(name)
    if (scenario === undefined) return false
    const expected = expectedForm(variant)
    return isDeepStrictEqual(
      plain(goldenForm(new Trace(simulate(scenario)), scenario, expected)),
      plain(expected),
    )
  })
  return { passed: passed.length, of: all.length }
}

/** Rows for schedules of exactly 1 to `faults` faults on the first 16 segments of the base scenarios. */
export function exploredRows(faults: number, violationCount: number): Explored {
  return Array.from({ length: faults }, (_, index) => ({
    faults: index + 1,
    schedules: Object.keys(BASES).length * schedulesOf(16, index + 1),
    violations: violationCount,
  }))
}
