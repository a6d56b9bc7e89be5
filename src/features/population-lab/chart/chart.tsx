import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { type Size, useSize } from '../../../drawing/use-size.ts'
import type { PopulationSpec } from '../../../engine/sim/population/spec.ts'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import type { Side } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { Marker } from '../markers.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Callouts } from './callouts.tsx'
import { Canvas } from './canvas.tsx'
import styles from './chart.module.css'
import { ceilingOf } from './ceiling.ts'
import { Cursor } from './cursor.tsx'
import { Labels, Legend } from './labels.tsx'
import { type ChartLayout, layoutOf } from './layout.ts'
import { type Range, zoomed } from './range.ts'
import { stackOf } from './stack.ts'

/** A rem where nobody has asked for another. */
const USUAL_TEXT_PX = 16

interface Props {
  readonly side: Side
  readonly spec: PopulationSpec
  readonly samples: Samples
  /** Samples there are: they come in the same object. */
  readonly count: number
  /** Length of the run, and how far it has come. */
  readonly endUs: number
  readonly knownUs: number
  readonly markers: readonly Marker[]
  /** Row of the samples that is looked at. */
  readonly row: number
  readonly onRow: (row: number) => void
  /** The part of the run that is shown, the same in both charts. */
  readonly range: Range | null
  readonly onRange: (range: Range | null) => void
}

/** Sockets of one host by state, as areas, with a moment in it that arrows and the pointer move. */
export function Chart(props: Props) {
  const { side, spec, samples, row, markers } = props
  const words = useSection('lab')
  const frame = useRef<HTMLDivElement>(null)
  const size = useSize(frame)
  const layout = useLayoutOf(props, size)
  const ceiling = ceilingOf(spec, side)
  return (
    <figure className={styles.chart} aria-labelledby={`lab-${side}`}>
      <figcaption className={styles.caption}>
        <h2 id={`lab-${side}`}>{words.hosts[side]}</h2>
        <span>{words.byState}</span>
        {side === 'C' && <ZoomButtons {...props} />}
      </figcaption>
      <div ref={frame} className={styles.frame} data-plot={side}>
        <Canvas frame={frame} layout={layout} />
        {layout !== null && (
          <>
            <Labels layout={layout} ceiling={ceiling} />
            <Callouts layout={layout} markers={markers} flood={spec.flood?.perSecond ?? 0} />
            <Cursor {...props} layout={layout} endS={props.endUs / 1e6} />
          </>
        )}
      </div>
      {layout !== null && layout.labels.length === 0 && <Legend samples={samples} row={row} side={side} />}
    </figure>
  )
}

function useLayoutOf(props: Props, size: Size | null): ChartLayout | null {
  const { side, spec, samples, count, endUs, knownUs, range } = props
  return useMemo(() => {
    if (size === null || count === 0) return null
    const shown = range ?? [0, endUs / 1e6]
    const stack = stackOf(samples, side, size.width, shown)
    const line = side === 'C' ? stack.rows.map((row) => samples.value(row, 'portsInUse')) : null
    const ceiling = ceilingOf(spec, side)?.value ?? null
    const zoom = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT_PX
    return layoutOf({ size, stack, samples, shown, knownUs, ceiling, line, zoom })
  }, [side, spec, samples, count, endUs, knownUs, range, size])
}

/** The time axis for a pointer; keys and fingers have their own ways. */
function ZoomButtons({ samples, row, endUs, range, onRange }: Props) {
  const words = useSection('lab')
  const endS = endUs / 1e6
  const by = (factor: number) => () => onRange(zoomed(range, endS, factor, samples.timeUs(row) / 1e6))
  return (
    <span className={styles.zoom}>
      <IconButton label={words.zoomOut} disabled={range === null} onClick={by(0.5)}>
        <ZoomOut size={15} />
      </IconButton>
      <IconButton label={words.zoomIn} onClick={by(2)}>
        <ZoomIn size={15} />
      </IconButton>
      <IconButton label={words.zoomWhole} disabled={range === null} onClick={() => onRange(null)}>
        <Maximize2 size={15} />
      </IconButton>
    </span>
  )
}
