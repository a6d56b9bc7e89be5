import type { Side } from '../tcp/state.ts'
import type { Trace } from './codec.ts'
import type { TraceCall, Us } from './trace.ts'

/** What one step of an application came to. A step that reads to the end is one recv() after another; this is all of them. */
export interface CallOutcome {
  /** Index in the side's script. */
  readonly appStep: number
  /** Name as POSIX has it. */
  readonly call: string
  readonly socket: string
  readonly atUs: Us
  /** From the first call to the last return; null: still blocked at the end. */
  readonly tookUs: Us | null
  /** Bytes that it wrote or read. */
  readonly bytes: number
  /** What the last call returned; null while blocked. */
  readonly result: number | null
  readonly errno: string | null
  /** Labels of the bytes read, in order. */
  readonly labels: readonly string[]
}

const MOVES_BYTES = new Set(['send', 'recv'])

/** The steps of one side's application, in the order in which they were begun. */
export function callOutcomes(trace: Trace, side: Side): CallOutcome[] {
  const steps = new Map<number, TraceCall[]>()
  for (const call of trace.calls) {
    if (call.side !== side) continue
    const made = steps.get(call.appStep)
    if (made === undefined) steps.set(call.appStep, [call])
    else made.push(call)
  }
  return [...steps.values()].map(together)
}

function together(made: readonly TraceCall[]): CallOutcome {
  const first = made[0] as TraceCall
  const last = made.at(-1) as TraceCall
  const moved = MOVES_BYTES.has(first.call) ? made : []
  return {
    appStep: first.appStep,
    call: first.call,
    socket: first.socket,
    atUs: first.atUs,
    tookUs: last.returnedUs === null ? null : last.returnedUs - first.atUs,
    bytes: moved.reduce((sum, call) => sum + Math.max(0, call.result ?? 0), 0),
    result: last.result,
    errno: last.errno,
    labels: moved.flatMap((call) => (call.call === 'recv' && call.label !== '' ? [call.label] : [])),
  }
}
