import type { Trace } from '../../engine/trace/codec.ts'
import { compareCalls } from './compare-calls.ts'
import { compareSegments } from './compare-segments.ts'
import { compareStates } from './compare-states.ts'
import type { Difference } from './difference.ts'
import type { KernelScenario, KernelTrace } from './format.ts'

/**
 * Holds a run of ours against what a kernel did: order, sender, flags, relative numbers, lengths, fates, kinds of
 * options on SYNs, states of both sides, what calls returned. Times are compared as loosely as kernel timers fire.
 */
export function compare(scenario: KernelScenario, kernel: KernelTrace, ours: Trace): Difference[] {
  return [
    ...compareSegments(kernel, ours),
    ...compareStates(kernel, ours),
    ...compareCalls(scenario, kernel, ours),
  ]
}
