import type { Side, State } from '../../engine/tcp/state.ts'
import { FACT_KINDS, type Trace } from '../../engine/trace/codec.ts'
import type { Us } from '../../engine/trace/trace.ts'

/** A row of the table view. Present between its steps, as in the picture. */
export type TableRow = {
  readonly fact: number
  readonly us: Us
  readonly fromStep: number
  readonly toStep: number
} & (
  | { readonly kind: 'segment'; readonly segment: number }
  | { readonly kind: 'state'; readonly side: Side; readonly to: State }
)

const SHOWN = new Set(
  (['segment-sent', 'segment-duplicated', 'segment-injected', 'state-changed'] as const).map((kind) =>
    FACT_KINDS.indexOf(kind),
  ),
)

/** Segments when they are sent, and state changes, in the order in which they happened. */
export function tableRows(trace: Trace): TableRow[] {
  const { kind, step } = trace.data.facts
  const rows: TableRow[] = []
  kind.forEach((code, index) => {
    if (!SHOWN.has(code)) return
    const fact = trace.fact(index)
    const base = { fact: index, us: fact.tUs, fromStep: fact.step }
    if (fact.kind === 'state-changed') {
      rows.push({ ...base, kind: 'state', toStep: fact.step, side: fact.side ?? 'C', to: fact.to })
    } else if ('segment' in fact) {
      const { endFact } = trace.segment(fact.segment)
      const toStep = endFact < 0 ? trace.stepCount : (step[endFact] as number)
      rows.push({ ...base, kind: 'segment', toStep, segment: fact.segment })
    }
  })
  return rows
}
