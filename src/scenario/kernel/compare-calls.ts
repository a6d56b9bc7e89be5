import type { Trace } from '../../engine/trace/codec.ts'
import type { TraceCall } from '../../engine/trace/trace.ts'
import type { Difference } from './difference.ts'
import type { KernelCall, KernelScenario, KernelTrace } from './format.ts'
import { compareTime } from './times.ts'
import { sideOf, stepId } from './translate.ts'

export function compareCalls(scenario: KernelScenario, kernel: KernelTrace, ours: Trace): Difference[] {
  return kernel.calls.flatMap((call) => {
    const step = scenario.app[call.side].findIndex(
      (each, index) => stepId(call.side, each, index) === call.id,
    )
    const made = ours.calls.filter((other) => other.side === sideOf(call.side) && other.appStep === step)
    return compareCall(call, made, ours)
  })
}

/** One step may be several calls of ours: recvn and drain are recv() again and again. */
function compareCall(want: KernelCall, made: readonly TraceCall[], ours: Trace): Difference[] {
  const name = `${want.side} ${want.id} ${want.op}()`
  const last = made.at(-1)
  if (last === undefined)
    return [{ what: name, kernel: `called at ${want.t_call_ms} ms`, ours: 'never called' }]
  if (want.t_return_ms === null || last.returnedUs === null) {
    const blocked = (isBlocked: boolean): string => (isBlocked ? 'still blocked' : 'returned')
    const pair = { kernel: blocked(want.t_return_ms === null), ours: blocked(last.returnedUs === null) }
    return pair.kernel === pair.ours ? [] : [{ what: name, ...pair }]
  }
  const result = resultOf(want, made, last, ours)
  const differences: Difference[] = []
  if (String(want.ret) !== String(result)) {
    differences.push({ what: `${name} result`, kernel: String(want.ret), ours: String(result) })
  }
  if (want.errno !== last.errno) {
    differences.push({ what: `${name} errno`, kernel: String(want.errno), ours: String(last.errno) })
  }
  return [
    ...differences,
    ...compareTime(`${name} returned`, want.t_return_ms, last.returnedUs, ours, last.returnedFact),
  ]
}

function resultOf(
  want: KernelCall,
  made: readonly TraceCall[],
  last: TraceCall,
  ours: Trace,
): number | string | null {
  if (last.result === -1) return -1
  if (want.op === 'accept') return `from port ${ours.connections[last.conn]?.clientPort}`
  if (want.op === 'drain' || want.op === 'recvn')
    return made.reduce((sum, call) => sum + (call.result ?? 0), 0)
  return last.result
}
