import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import type { KernelScenario, KernelTrace } from '../../scenario/kernel/format.ts'
import type { CaptureName } from '../../scenario/kernel/matches.ts'
import { traceOfKernel } from '../../scenario/kernel/trace-of-kernel.ts'
import { translate } from '../../scenario/kernel/translate.ts'

export interface Captured {
  readonly name: CaptureName
  /** For example `Linux 6.18.44`. */
  readonly kernel: string
  readonly trace: Trace
  /** What we are given to do the same, by profile. */
  readonly scenarios: Readonly<Record<Judged, Scenario>>
}

/** The profiles that a kernel is held against. */
export const JUDGED = ['rfc9293', 'linux'] as const
export type Judged = (typeof JUDGED)[number]

/** Files are relative to the page: the site may lie in any folder. */
export const fileOf = (kind: 'scenarios' | 'traces' | 'pcaps', file: string): string =>
  `./kernel-traces/${kind}/${file}`

const known = new Map<CaptureName, Promise<Captured | null>>()

/** What a kernel did; null where its files cannot be had. */
export function fetchCaptured(name: CaptureName): Promise<Captured | null> {
  const before = known.get(name)
  if (before !== undefined) return before
  const answer = load(name)
  known.set(name, answer)
  // The next attempt may have a network.
  void answer.then((captured) => captured === null && known.delete(name))
  return answer
}

async function load(name: CaptureName): Promise<Captured | null> {
  try {
    const [scenario, kernel] = await Promise.all([
      json(fileOf('scenarios', `${name}.json`)),
      json(fileOf('traces', `${name}.json`)),
    ])
    return capturedOf(name, scenario as KernelScenario, kernel as KernelTrace)
  } catch {
    return null
  }
}

async function json(address: string): Promise<unknown> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.json()
}

export function capturedOf(name: CaptureName, scenario: KernelScenario, kernel: KernelTrace): Captured {
  const linux = inFull(translate(scenario))
  return {
    name,
    kernel: kernel.kernel,
    trace: new Trace(traceOfKernel(kernel)),
    scenarios: { linux, rfc9293: { ...linux, profile: 'rfc9293' } },
  }
}

/** By the letter of an RFC much takes longer: ours is watched a little longer than the kernel was. */
function inFull(scenario: Scenario): Scenario {
  const { stopUs } = scenario
  return stopUs === undefined ? scenario : { ...scenario, stopUs: Math.round(stopUs * 1.25) + 500_000 }
}
