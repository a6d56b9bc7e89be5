import type { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind } from '../../engine/trace/query.ts'

/** Every change of state, in order: time in ms, side, from, to, the rule that made it so. */
export function states(trace: Trace): string {
  return factsOfKind(trace, 'state-changed')
    .map(({ tUs, side, from, to, because }) => {
      const ms = (tUs / 1000).toFixed(3).padStart(14)
      return `${ms}  ${side ?? '-'}  ${from.padEnd(12)} -> ${to.padEnd(12)}  ${because ?? ''}`.trimEnd()
    })
    .map((line) => `${line}\n`)
    .join('')
}
