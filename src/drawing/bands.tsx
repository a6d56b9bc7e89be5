import { bandTextX } from '../diagram/band-text.ts'
import type { DiagramMetrics } from '../diagram/metrics.ts'
import { axisPath } from '../diagram/paths.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { bandLabel } from '../diagram/ticks.ts'
import type { TimeBand } from '../diagram/time-axis.ts'
import { useMessages } from '../i18n/use-messages.ts'
import styles from './drawing.module.css'

interface Props {
  readonly layout: SequenceLayout
  readonly metrics: DiagramMetrics
}

/** The paper: lines at the ticks, and compressed time between dotted edges. */
export function Bands({ layout, metrics }: Props) {
  const { left, right } = layout.columns.field
  return (
    <g aria-hidden="true">
      <path className={styles.grid} d={layout.ticks.map(({ y }) => `M${left} ${y}H${right}`).join('')} />
      {layout.bands.map((band) => (
        <BandView key={band.fromUs} band={band} layout={layout} metrics={metrics} />
      ))}
    </g>
  )
}

function BandView({ band, layout, metrics }: Props & { readonly band: TimeBand }) {
  const { diagram: words } = useMessages()
  const { left, right } = layout.columns.field
  const { top, bottom } = band
  const text = words.idle(band.toUs - band.fromUs)
  const x = bandTextX(layout, metrics, band, text)
  return (
    <>
      <rect className={styles.band} x={left} y={top} width={right - left} height={bottom - top} />
      <path className={styles.bandEdge} d={`M${left} ${top}H${right}M${left} ${bottom}H${right}`} />
      {x !== null && (
        <text className={styles.idle} x={x} y={(top + bottom) / 2}>
          {text}
        </text>
      )}
    </>
  )
}

/** The axis of time: line, ticks, labels, and the lengths of what is compressed. */
export function Axis({ layout }: { readonly layout: SequenceLayout }) {
  const { columns, axis, window } = layout
  const x = columns.axis
  if (x === null) return null
  const top = Math.max(axis.top, window.top)
  const bottom = Math.min(axis.bottom, window.bottom)
  const marks = layout.ticks.map(({ y }) => `M${x - 6} ${y}H${x}`)
  const labelled = layout.ticks.filter(({ label }) => label !== '')
  return (
    <g className={styles.axis} aria-hidden="true">
      <path className={styles.axisLine} d={axisPath(x, top, bottom, layout.bands) + marks.join('')} />
      {labelled.map(({ y, us, label }) => (
        <text key={us} x={x - 12} y={y} data-tick={y}>
          {label}
        </text>
      ))}
      {layout.bands.map((band) => {
        const y = (band.top + band.bottom) / 2
        return (
          <text key={band.fromUs} x={x - 12} y={y} data-tick={y}>
            {bandLabel(band)}
          </text>
        )
      })}
    </g>
  )
}
