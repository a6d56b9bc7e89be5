import { lastAtOrBefore } from '../../base/binary-search.ts'
import type { Population } from '../../engine/sim/population/population.ts'
import { scenarioOf } from '../../engine/sim/population/replay.ts'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { stateAt, stateIntervals } from '../../engine/trace/query.ts'
import type { ConnectionRow, Where } from './protocol.ts'

/** How many neighbours of the likeliest one are looked at. */
const NEIGHBOURS = 24
/** Further back the steps grow: a share of the way so far. */
const STEP = 12

/**
 * Connections as they were at a time, newest first, or those that were in a state. A population keeps no states of
 * single connections: each is lived again alone. Null: one was looked at and does not count.
 */
export function* lookAt(
  population: Population,
  tUs: number,
  where: Where | null,
): Generator<ConnectionRow | null> {
  const { connections, counters } = population
  const newest = lastAtOrBefore(connections.startUs.subarray(0, counters.tried), tUs)
  const seen = new Set<number>()
  for (const conn of where === null ? backwards(newest) : candidates(population, newest, tUs, where)) {
    if (conn < 0 || conn > newest || seen.has(conn)) continue
    seen.add(conn)
    const row = rowOf(population, conn, tUs)
    yield where === null || row.states[where.side] === where.state ? row : null
  }
}

function rowOf(population: Population, conn: number, tUs: number): ConnectionRow {
  const { connections } = population
  const trace = livedAgain(population, conn)
  return {
    conn,
    startUs: connections.startUs[conn] as number,
    port: connections.port(conn),
    states: {
      C: trace === null ? 'CLOSED' : stateAt(trace, 'C', tUs),
      S: trace === null ? 'CLOSED' : stateAt(trace, 'S', tUs),
    },
    outcome: connections.outcome(conn),
    segments: connections.segments(conn),
  }
}

function livedAgain(population: Population, conn: number): Trace | null {
  const scenario = scenarioOf(population, conn)
  return scenario === null ? null : new Trace(simulate(scenario))
}

function* backwards(from: number): Generator<number> {
  for (let conn = from; conn >= 0; conn--) yield conn
}

/** First those that are as old as one usually is in this state, then ever further back. */
function* candidates(population: Population, newest: number, tUs: number, where: Where): Generator<number> {
  const { connections, counters } = population
  const age = usualAge(population, newest, where)
  if (age !== null) {
    const likeliest = lastAtOrBefore(connections.startUs.subarray(0, counters.tried), tUs - age)
    for (let step = 0; step < NEIGHBOURS; step++) {
      yield likeliest - step
      yield likeliest + step
    }
  }
  for (let back = 0; back <= newest; back += Math.max(1, Math.floor(back / STEP))) yield newest - back
}

/** How long after its start a connection is in a state, by the last one that got a port; null: it never is. */
function usualAge(population: Population, newest: number, { side, state }: Where): number | null {
  const { connections } = population
  let model = newest
  while (model > 0 && connections.port(model) === 0) model -= 1
  const trace = livedAgain(population, model)
  if (trace === null) return null
  const interval = stateIntervals(trace, side).find((each) => each.conn >= 0 && each.state === state)
  if (interval === undefined) return null
  return (interval.fromUs + interval.toUs) / 2 - (connections.startUs[model] as number)
}
