import { describe, expect, it } from 'vitest'
import type { State } from '../tcp/state.ts'
import { edgeIndex } from '../tcp/transitions.ts'
import { TraceBuilder } from './builder.ts'
import { Trace } from './codec.ts'
import { stateAfterStep, stateIntervals } from './query.ts'

/** A server whose first connection is over at 2 s, and which answers another SYN at 5 s. */
function twoConnections(): Trace {
  const builder = new TraceBuilder()
  const place = (conn: number) => ({ side: 'S' as const, conn, cause: -1, because: null })
  builder.beginStep(1_000_000)
  builder.stateChanged(place(0), 'LISTEN', 'SYN-RECEIVED', edgeIndex('LISTEN', 'SYN-RECEIVED', 'rcv-syn'))
  builder.beginStep(2_000_000)
  builder.stateChanged(place(0), 'SYN-RECEIVED', 'CLOSED', edgeIndex('SYN-RECEIVED', 'CLOSED', 'abort'))
  builder.beginStep(5_000_000)
  builder.stateChanged(place(1), 'LISTEN', 'SYN-RECEIVED', edgeIndex('LISTEN', 'SYN-RECEIVED', 'rcv-syn'))
  return new Trace(builder.finish(6_000_000, 'finished'))
}

describe('states of a server with one connection after another', () => {
  it('shows the standing listener for an instant before the second one', () => {
    const states = stateIntervals(twoConnections(), 'S').map(({ state, fromUs }) => [state, fromUs / 1e6])

    expect(states).toEqual([
      ['LISTEN', 0],
      ['SYN-RECEIVED', 1],
      ['CLOSED', 2],
      ['LISTEN', 5],
      ['SYN-RECEIVED', 5],
    ])
  })

  it('does not take that for the state after the first one', () => {
    const trace = twoConnections()

    expect(stateAfterStep(trace, 'S', 1)).toBe('CLOSED')
    expect(stateAfterStep(trace, 'S', 2)).toBe('SYN-RECEIVED')
  })
})

describe('states of a client with several connections at once', () => {
  /** Two connections; the first one's TIME-WAIT ends while the second is open, which ends last. */
  function overlapping(): Trace {
    const builder = new TraceBuilder()
    const place = (conn: number) => ({ side: 'C' as const, conn, cause: -1, because: null })
    const change = (atS: number, conn: number, from: State, to: State): void => {
      builder.beginStep(atS * 1e6)
      builder.stateChanged(place(conn), from, to, -1)
    }
    change(1, 0, 'CLOSED', 'SYN-SENT')
    change(2, 0, 'SYN-SENT', 'TIME-WAIT')
    change(3, 1, 'CLOSED', 'SYN-SENT')
    change(4, 0, 'TIME-WAIT', 'CLOSED')
    change(5, 2, 'CLOSED', 'SYN-SENT')
    change(6, 2, 'SYN-SENT', 'CLOSED')
    change(7, 1, 'SYN-SENT', 'CLOSED')
    return new Trace(builder.finish(8_000_000, 'finished'))
  }

  it('are those of the newest one that lives', () => {
    const shown = stateIntervals(overlapping(), 'C')
      .filter(({ fromUs, toUs }) => toUs > fromUs)
      .map(({ conn, state, fromUs }) => [fromUs / 1e6, conn, state])

    expect(shown).toEqual([
      [0, 0, 'CLOSED'],
      [1, 0, 'SYN-SENT'],
      [2, 0, 'TIME-WAIT'],
      [3, 1, 'SYN-SENT'],
      [5, 2, 'SYN-SENT'],
      [6, 1, 'SYN-SENT'],
      [7, 1, 'CLOSED'],
    ])
  })
})
