import { useSection } from '../../../i18n/use-section.ts'
import type { Marker } from '../markers.ts'
import styles from './chart.module.css'
import type { ChartLayout } from './layout.ts'

/** Lines of text stand below each other, px. */
const STEP = 44
const FIRST = 34

interface Props {
  readonly layout: ChartLayout
  readonly markers: readonly Marker[]
  /** Forged SYNs a second. */
  readonly flood: number
}

/** What ran out and when, at its place in time. */
export function Callouts({ layout, markers, flood }: Props) {
  const words = useSection('lab')
  const { plot, x, y, ceiling } = layout
  const isShown = ({ tUs }: Marker) => x(tUs / 1e6) >= plot.left && x(tUs / 1e6) <= plot.right
  return markers.filter(isShown).map(({ kind, tUs, code }, index) => {
    const at = x(tUs / 1e6)
    const top = kind === 'ports-out' && ceiling !== null ? y(ceiling) : plot.top
    const isLeft = at > plot.left + (plot.right - plot.left) * 0.55
    return (
      <div
        key={kind}
        className={styles.callout}
        data-kind={kind}
        data-left={isLeft || undefined}
        style={{ left: at, top, height: plot.bottom - top }}
      >
        <p style={{ top: FIRST + index * STEP - (top === plot.top ? FIRST : 0) }}>
          <b>{words.markers[kind](tUs, flood)}</b>
          {code !== null && <code>{code}</code>}
        </p>
      </div>
    )
  })
}
