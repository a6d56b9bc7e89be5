import type { Side } from '../engine/tcp/state.ts'
import type { ColumnSpec, DiagramMetrics } from './metrics.ts'

/** Where everything stands from left to right, px. */
export interface Columns {
  readonly width: number
  readonly axis: number | null
  /** Whether socket calls have a lane; without one they are dots on the ribbon. */
  readonly calls: boolean
  readonly named: boolean
  /** Between the inner edges of the ribbons: here the arrows are. */
  readonly field: { readonly left: number; readonly right: number }
  readonly sides: Readonly<Record<Side, SideColumns>>
}

interface SideColumns {
  /** -1 on the left, 1 on the right: away from the arrow field. */
  readonly outward: -1 | 1
  /** Inner edges of the texts of the call lane and of the state names. */
  readonly labels: number
  readonly names: number
  /** Width that texts have in both columns. */
  readonly labelsWidth: number
  readonly namesWidth: number
  /** Centre of call bars and long timers, or null. */
  readonly bar: number | null
  /** Inner and outer edge of the ribbon or of all ribbons together. */
  readonly inner: number
  readonly outer: number
  /** Left edge and width of each ribbon, the first connection's next to the arrows. */
  readonly lanes: readonly { readonly x: number; readonly width: number }[]
}

/** Divides a width. Only the arrow field grows; past its most, everything centres. */
export function placeColumns(
  width: number,
  metrics: DiagramMetrics,
  lanes: Readonly<Record<Side, number>>,
): Columns {
  const spec = specFor(width, metrics)
  const field = Math.min(spec.field.most, width - fixedWidth(spec, metrics))
  const left = Math.max(0, (width - fixedWidth(spec, metrics) - field) / 2)
  const client = left + spec.left.ribbon
  const server = client + metrics.ribbon + field
  const half = metrics.ribbon / 2
  // Several ribbons grow inwards: the names keep their place.
  const C = ribbonLanes(client - half, 1, lanes.C, metrics)
  const S = ribbonLanes(server + half, -1, lanes.S, metrics)
  const room = { left: spec.axis === null ? 0 : spec.axis + 4, right: spec.right.end }
  return {
    width,
    axis: spec.axis === null ? null : left + spec.axis,
    calls: spec.calls,
    named: spec.named,
    field: { left: C.inner, right: S.inner },
    sides: {
      C: {
        outward: -1,
        labels: left + spec.left.labels,
        names: left + spec.left.names,
        labelsWidth: spec.left.labels - room.left,
        namesWidth: spec.left.names - (spec.left.bar ?? 0),
        bar: spec.left.bar === null ? null : left + spec.left.bar,
        ...C,
      },
      S: {
        outward: 1,
        labels: server + spec.right.labels,
        names: server + spec.right.names,
        labelsWidth: room.right - spec.right.labels,
        namesWidth: (spec.right.bar ?? room.right) - spec.right.names,
        bar: spec.right.bar === null ? null : server + spec.right.bar,
        ...S,
      },
    },
  }
}

function fixedWidth(spec: ColumnSpec, metrics: DiagramMetrics): number {
  return spec.left.ribbon + metrics.ribbon + spec.right.end
}

function specFor(width: number, metrics: DiagramMetrics): ColumnSpec {
  const fits = metrics.columns.find((spec) => width - fixedWidth(spec, metrics) >= spec.field.least)
  return fits ?? (metrics.columns.at(-1) as ColumnSpec)
}

/** `outer` is the fixed edge, `inwards` the direction in which further ribbons stand. */
function ribbonLanes(outer: number, inwards: 1 | -1, count: number, metrics: DiagramMetrics) {
  const gap = count > 1 ? metrics.ribbonGap : 0
  const thin = Math.max(metrics.ribbonThin / 2, Math.min(metrics.ribbonThin, metrics.ribbonsMost / count))
  const width = count > 1 ? thin : metrics.ribbon
  const total = count * width + (count - 1) * gap
  const inner = outer + inwards * total
  const lanes = Array.from({ length: count }, (_, lane) => {
    const nearEdge = inner - inwards * lane * (width + gap)
    return { x: inwards === 1 ? nearEdge - width : nearEdge, width }
  })
  return { inner, outer, lanes }
}
