import process from 'node:process'
import { Population } from '../../engine/sim/population/population.ts'
import { PLAIN_POPULATION, type PopulationSpec } from '../../engine/sim/population/spec.ts'
import { argumentsOf, number, wholeNumber } from '../arguments.ts'
import { Problem } from '../problem.ts'

const HELP = `cli bench engine [--rate R] [--time-wait S] [--loss P] [--count N]

Opens N connections, R a second: 100 bytes each way, the client closes first, 10 ms one way, no delayed ACK. Every one is
simulated by the same engine as a lesson. The last line is one JSON object, per second of CPU time:
lifecyclesPerS, segsPerS, segsPerLifecycle.
  --rate        connections a second (default 1000)
  --time-wait   seconds in TIME-WAIT (default 1)
  --loss        loss in percent, each way (default 0)
  --count       connections (default 200000)
`

/** Segments that are kept of a run, as a trace of this size can be. */
const LOG_ROWS = 65_536
const PORTION = 1_000_000
/**
 * Populations that are run before the clock is read. With the first the compiler of the machine learns what is usual,
 * with each later one what was special about those before; from the fifth on the rate no longer rises.
 */
const WARM_UP = { populations: 6, connections: 25_000 }

export interface EngineFigures {
  readonly lifecyclesPerS: number
  readonly segsPerS: number
  readonly segsPerLifecycle: number
}

export async function bench(args: readonly string[]): Promise<string> {
  const { values, positionals } = argumentsOf(args, {
    rate: { type: 'string', default: '1000' },
    'time-wait': { type: 'string', default: '1' },
    loss: { type: 'string', default: '0' },
    count: { type: 'string', default: '200000' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) return HELP
  if (positionals[0] !== 'engine' || positionals.length > 1)
    throw new Problem('bench what? There is "bench engine"')
  const spec = benchPopulation({
    perSecond: wholeNumber('--rate', values.rate, 1, 1_000_000),
    timeWaitS: number('--time-wait', values['time-wait'], 0.001, 600),
    lossPercent: number('--loss', values.loss, 0, 100),
    count: wholeNumber('--count', values.count, 1, 5_000_000),
  })
  return `${JSON.stringify(measureEngine(spec))}\n`
}

/** The workload of the bench: as many ports as it takes, so that none has to be waited for. */
export function benchPopulation(what: {
  readonly perSecond: number
  readonly timeWaitS: number
  readonly lossPercent: number
  readonly count: number
}): PopulationSpec {
  const timeWaitUs = Math.round(what.timeWaitS * 1_000_000)
  const link = { ...PLAIN_POPULATION.network.CtoS, lossPpm: Math.round(what.lossPercent * 10_000) }
  const settings = { timeWaitUs, portRange: [1_024, 65_535] as const }
  const ports = settings.portRange[1] - settings.portRange[0] + 1
  // Connections that lose something live longer; twice the plain number leaves room for them.
  const atOnce = what.perSecond * (what.timeWaitS + 0.1)
  return {
    ...PLAIN_POPULATION,
    arrivals: { ...PLAIN_POPULATION.arrivals, perSecond: what.perSecond },
    connections: what.count,
    network: { CtoS: link, StoC: link },
    hosts: {
      C: { ...PLAIN_POPULATION.hosts.C, settings },
      S: { ...PLAIN_POPULATION.hosts.S, settings: { timeWaitUs, somaxconn: 65_535, synBacklog: 65_535 } },
    },
    destinations: Math.ceil((2 * atOnce) / ports),
    listen: { backlog: 65_535, acceptPerSecond: null },
    sampleUs: 1_000_000,
  }
}

function run(spec: PopulationSpec): Population {
  const population = new Population(spec, LOG_ROWS)
  while (!population.advance(PORTION));
  return population
}

/** Runs a population to its end and counts CPU time, which neighbours on the machine disturb least. */
export function measureEngine(spec: PopulationSpec): EngineFigures {
  for (let round = 0; round < WARM_UP.populations; round++) run({ ...spec, connections: WARM_UP.connections })
  const before = process.cpuUsage()
  const population = run(spec)
  const used = process.cpuUsage(before)
  const seconds = (used.user + used.system) / 1e6
  const { sent, finished } = population.counters
  const segments = sent.C + sent.S
  return {
    lifecyclesPerS: Math.round(finished / seconds),
    segsPerS: Math.round(segments / seconds),
    segsPerLifecycle: Math.round((segments / finished) * 1000) / 1000,
  }
}
