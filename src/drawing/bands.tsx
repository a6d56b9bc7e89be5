import { axisPath } from '../diagram/paths.ts'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import { bandLabel } from '../diagram/ticks.ts'
import type { TimeBand } from '../diagram/time-axis.ts'
import { useMessages } from '../i18n/use-messages.ts'
import styles from './drawing.module.css'

/** The paper: lines at the ticks, and compressed time between dotted edges. */
export function Bands({ layout }: { readonly layout: SequenceLayout }) {
  const { left, right } = layout.columns.field
  return (
    <g aria-hidden="true">
      {layout.ticks.map(({ y, us }) => (
        <path key={us} className={styles.grid} d={`M${left} ${y}H${right}`} />
      ))}
      {layout.bands.map((band) => (
        <BandView key={band.fromUs} band={band} layout={layout} />
      ))}
    </g>
  )
}

/** Room that chips of timers take from either side of a band, px. */
const INSET = 19
const CHIP_ROOM = 10

function BandView({ band, layout }: { readonly band: TimeBand; readonly layout: SequenceLayout }) {
  const { diagram: words } = useMessages()
  const { left, right } = layout.columns.field
  const { top, bottom } = band
  const chips = layout.timers.flatMap(({ chip }) =>
    chip !== null && chip.y > top && chip.y < bottom ? [chip] : [],
  )
  const middle = (left + right) / 2
  const from = Math.max(
    left + INSET,
    ...chips.filter(({ x }) => x < middle).map((c) => c.x + c.width + CHIP_ROOM),
  )
  const to = Math.min(right - INSET, ...chips.filter(({ x }) => x >= middle).map((c) => c.x - CHIP_ROOM))
  const text = words.idle(band.toUs - band.fromUs)
  return (
    <>
      <rect className={styles.band} x={left} y={top} width={right - left} height={bottom - top} />
      <path className={styles.bandEdge} d={`M${left} ${top}H${right}M${left} ${bottom}H${right}`} />
      {to - from > text.length * BAND_CHAR && (
        <text className={styles.idle} x={from} y={(top + bottom) / 2}>
          {text}
        </text>
      )}
    </>
  )
}

/** Mean width of a character of its text, px: enough to see whether it fits. */
const BAND_CHAR = 5.6

/** The axis of time: line, ticks, labels, and the lengths of what is compressed. */
export function Axis({ layout }: { readonly layout: SequenceLayout }) {
  const { columns, axis, window } = layout
  const x = columns.axis
  if (x === null) return null
  const top = Math.max(axis.top, window.top)
  const bottom = Math.min(axis.bottom, window.bottom)
  return (
    <g className={styles.axis} aria-hidden="true">
      <path className={styles.axisLine} d={axisPath(x, top, bottom, layout.bands)} />
      {layout.ticks.map(({ y, us, label }) => (
        <g key={us}>
          <path className={styles.axisLine} d={`M${x - 6} ${y}H${x}`} />
          {label !== '' && (
            <text x={x - 12} y={y} data-tick={y}>
              {label}
            </text>
          )}
        </g>
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
