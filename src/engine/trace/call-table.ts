import { assert } from '../../base/assert.ts'
import type { Place } from './fact-table.ts'
import type { TraceCall } from './trace.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A socket call as it is made. */
export type NewCall = Pick<TraceCall, 'socket' | 'call' | 'args' | 'label' | 'appStep'>

/** The socket calls of a trace while it is written. */
export class CallTable {
  readonly rows: Mutable<TraceCall>[] = []

  /** Writes the row of a call that was made; its number. */
  add(call: NewCall, place: Place, atUs: number, madeFact: number): number {
    const id = this.rows.length
    this.rows.push({
      socket: call.socket,
      call: call.call,
      args: call.args,
      label: call.label,
      appStep: call.appStep,
      id,
      side: place.side ?? 'C',
      conn: place.conn,
      atUs,
      returnedUs: null,
      result: null,
      errno: null,
      madeFact,
      returnedFact: -1,
    })
    return id
  }

  /** @param label what came of it, in place of what was asked for; '': nothing to say */
  returned(
    id: number,
    outcome: Pick<TraceCall, 'conn' | 'returnedUs' | 'result' | 'errno' | 'returnedFact'>,
    label: string,
  ): void {
    const call = this.rows[id]
    assert(call !== undefined, 'a call returns that was made')
    Object.assign(call, outcome)
    if (label !== '') call.label = label
  }
}
