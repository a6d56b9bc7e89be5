import { benchPopulation, measureEngine } from '../src/cli/commands/bench.ts'
import type { PopulationSpec } from '../src/engine/sim/population/spec.ts'
import { runCeiling } from './ceiling.ts'
import { type Measured, ratio, type Row } from './row.ts'

const ROUNDS = 5
const PLAIN = { perSecond: 1_000, timeWaitS: 1, lossPercent: 0, count: 200_000 }

function lifecycles(what: Partial<typeof PLAIN>): () => number {
  const spec: PopulationSpec = benchPopulation({ ...PLAIN, ...what })
  return () => measureEngine(spec).lifecyclesPerS
}

function ceiling(): number {
  const before = process.cpuUsage()
  const { finished } = runCeiling(PLAIN.count, PLAIN.perSecond, PLAIN.timeWaitS * 1e6)
  const { user, system } = process.cpuUsage(before)
  return finished / ((user + system) / 1e6)
}

/** Both in turn, so that whatever else the machine does meets both. */
function inTurn(name: string, one: () => number, other: () => number): Measured {
  other()
  const [values, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    reference.push(other())
    values.push(one())
  }
  return {
    unit: 'lifecycles/s',
    values,
    reference: { name, values: reference },
    result: `${ratio(values, reference).toFixed(2)} of it`,
  }
}

export const ENGINE: readonly Row[] = [
  {
    name: 'engine, 1,000 starts/s, TIME-WAIT 1 s',
    goal: '0.5 of a stripped ceiling, about 120,000/s',
    measure: () => inTurn('ceiling', lifecycles({}), ceiling),
  },
  {
    name: 'engine, 250 starts/s, TIME-WAIT 60 s',
    goal: '0.9 of the plain rate',
    measure: () => inTurn('plain', lifecycles({ perSecond: 250, timeWaitS: 60 }), lifecycles({})),
  },
  {
    name: 'engine, 100,000 starts/s, 200,000 in TIME-WAIT',
    goal: '0.8 of the plain rate',
    measure: () =>
      inTurn('plain', lifecycles({ perSecond: 100_000, timeWaitS: 2, count: 500_000 }), lifecycles({})),
  },
  {
    name: 'engine, 1 % loss',
    goal: '0.9 of the plain rate',
    measure: () => inTurn('plain', lifecycles({ lossPercent: 1 }), lifecycles({})),
  },
]
