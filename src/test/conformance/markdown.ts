import { EDGE_LABELS } from '../../engine/tcp/edge-labels.ts'
import { basisOf } from '../../engine/tcp/edge-sources.ts'
import { EDGES } from '../../engine/tcp/transitions.ts'
import type { ConformanceReport, Count } from './collect.ts'

/** The report as `docs/conformance.md`. */
export function markdown(report: ConformanceReport): string {
  return `${[
    '# Conformance',
    'Made from the tests by `npm run conformance:report`; a test fails where it does not say what the checks say. What is\nsimplified, and why, stands in [model.md](model.md); what may differ from a kernel in\n[kernel-conformance.md](kernel-conformance.md).',
    summary(report),
    cells(report),
    rows(report),
    points(report),
    edges(report),
    invariants(report),
    schedules(report),
    tests(report),
    rules(report),
  ].join('\n\n')}\n`
}

const number = (n: number): string => n.toLocaleString('en-US')
const share = ({ passed, of }: Count): string => `${number(passed)} of ${number(of)}`

function sum(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((all, { passed }) => all + passed, 0),
    of: counts.reduce((all, { of }) => all + of, 0),
  }
}

function table(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cellTexts: readonly string[]): string => `| ${cellTexts.map(escaped).join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...body.map(line)].join('\n')
}

const escaped = (text: string): string => text.replaceAll('|', '\\|')

function summary(report: ConformanceReport): string {
  const rfcEdges = report.edges.filter(({ basis }) => basis === 'rfc')
  const deepest = report.schedules.at(-1)
  const broken = report.invariants.filter((one) => one.violations > 0).length
  return table(
    ['What', 'Right'],
    [
      [
        'Segments in every state: 11 states x 8 sets of flags x 5 places x 3 acknowledgments x text or none',
        share(sum(report.cells)),
      ],
      ['User calls, timeouts and ICMP errors in every state', share(sum(report.rows))],
      [
        'Subtle points, each decided by a test',
        share({ passed: report.points.filter(({ passed }) => passed).length, of: report.points.length }),
      ],
      [
        'Rows of the transition table of basis rfc that a test takes',
        share({ passed: rfcEdges.filter(({ taken }) => taken).length, of: rfcEdges.length }),
      ],
      ['Catalogue runs equal to what was expected beforehand', share(report.golden)],
      ['Kernel scenarios whose capture the linux profile reproduces', share(report.kernel)],
      [
        'Invariants that hold in every run',
        share({ passed: report.invariants.length - broken, of: report.invariants.length }),
      ],
      [
        `Schedules of up to ${deepest?.faults ?? 0} faults explored without violation`,
        number(report.schedules.reduce((all, one) => all + (one.violations === 0 ? one.schedules : 0), 0)),
      ],
    ],
  )
}

function cells({ cells: all }: ConformanceReport): string {
  const flags = [...new Set(all.map((cell) => cell.flags))]
  const states = [...new Set(all.map((cell) => cell.state))]
  const body = states.map((state) => [
    state,
    ...flags.map((set) => {
      const cell = all.find((one) => one.state === state && one.flags === set)
      return cell === undefined ? '' : `${cell.passed}/${cell.of}`
    }),
  ])
  return `## Segment arrives (RFC 9293 3.10.7)

Each number counts 30 cells: left outside, left edge, middle, right edge and right outside of the window; old, good and
future acknowledgment; no text or 100 bytes. Compared are the answer with its numbers, the next state, timers, what is
delivered and signalled, and whether the segment is thrown away; with ordinary numbers and with numbers that go round.

${table(['State', ...flags], body)}`
}

function rows({ rows: all }: ConformanceReport): string {
  return `## Calls, timeouts, ICMP (RFC 9293 3.10.1 to 3.10.6, 3.10.8, 3.9.2.2)

Events as in \`src/test/state-event-matrix.json\`, each in all eleven states.

${table(
  ['Event', 'Right'],
  all.map((row) => [row.event, share(row)]),
)}`
}

function points({ points: all }: ConformanceReport): string {
  return `## Subtle points

${table(
  ['Point', 'Decided', 'Holds'],
  all.map(({ id, decision, passed }) => [id, decision, passed ? 'yes' : 'NO']),
)}`
}

function edges({ edges: all }: ConformanceReport): string {
  const body = all.map(({ id, from, to, event, basis, section, taken, runs }) => [
    id,
    `${from} > ${to}`,
    event,
    basis,
    section,
    taken ? 'yes' : 'no',
    String(runs),
  ])
  const deviations = EDGES.filter((edge) => edge.id.startsWith('X')).map((edge) => [
    edge.id,
    `${edge.from} > ${edge.to}`,
    EDGE_LABELS[edge.id] ?? '',
    basisOf(edge),
  ])
  return `## Transitions

The ${all.length} rows of \`src/test/transitions.json\`: taken by \`step()\` in a test, and in how many runs of the catalogue.

${table(['Row', 'From > to', 'Event', 'Basis', 'Section', 'Taken', 'Runs'], body)}

Outside the table, and never in a run that does not ask for it:

${table(['Row', 'From > to', 'Event', 'Basis'], deviations)}`
}

function invariants({ invariants: all, invariantRuns, givenUp }: ConformanceReport): string {
  return `## Invariants

Asked of ${number(invariantRuns)} runs here (catalogue, random connections, the explorer's base scenarios), and of every schedule below.
Each is proved to see a trace in which it is broken.

${table(
  ['Id', 'What holds', 'Violations'],
  all.map(({ id, says, violations }) => [id, says, String(violations)]),
)}

Scenarios that give some up on purpose:

${table(
  ['Scenario', 'Gives up'],
  givenUp.map(({ scenario, ids }) => [scenario, ids.join(', ')]),
)}`
}

function schedules({ schedules: all }: ConformanceReport): string {
  const body = all.map((row) => [String(row.faults), number(row.schedules), String(row.violations)])
  return `## Fault schedules

Every way to drop, duplicate, delay past the next segment or delay past the RTO so many of the first 16 segments of 24
connections, all invariants asserted in each run.

${table(['Faults', 'Schedules', 'Violations'], body)}`
}

function tests({ tests: all }: ConformanceReport): string {
  const body = all.map(({ id, files }) => [
    id,
    files.length === 0 ? 'no test of this name' : files.join(', '),
  ])
  return `## Where each property is tested

${table(['Property', 'Files under src/'], body)}`
}

function rules({ rules: all }: ConformanceReport): string {
  const body = all.map(({ id, section, text, runs, checks }) => [
    id,
    section,
    text,
    String(runs),
    String(checks),
  ])
  return `## Rules

Every fact of a trace names the rule that made it. The last columns count the runs (catalogue, kernel scenarios,
connections of the explorer, small scenarios) and the checks of \`step()\` above in which it is named.

${table(['Rule', 'Section', 'What it says', 'Runs', 'Checks'], body)}`
}
