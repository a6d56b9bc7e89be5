import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import type { Samples } from '../../../engine/sim/population/samples.ts'
import { type Side, STATES } from '../../../engine/tcp/state.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { textOf } from '../../../ui/state-colour.ts'
import type { Ceiling } from './ceiling.ts'
import styles from './chart.module.css'
import type { ChartLayout } from './layout.ts'

interface Props {
  readonly layout: ChartLayout
  readonly ceiling: Ceiling | null
}

/** Everything of a chart that is read: axes, names at the ends of the layers, the limit. */
export function Labels({ layout, ceiling }: Props) {
  const words = useSection('lab')
  const { plot, xTicks, yTicks, labels, openFrom, ceiling: limit, y } = layout
  return (
    <>
      <div className={styles.axes} aria-hidden="true">
        {yTicks.map(({ at, value }) => (
          <span key={value} className={styles.yTick} style={{ top: at, width: plot.left - 10 }}>
            {words.count(value)}
          </span>
        ))}
        {xTicks.map(({ at, value }) => (
          <span key={value} className={styles.xTick} style={{ left: at, top: plot.bottom + 6 }}>
            {words.axis(value)}
          </span>
        ))}
        {labels.map(({ state, value, y: at }) => (
          <span key={state} className={styles.layer} style={{ left: plot.right + 12, top: at }} lang="en">
            <b style={{ color: textOf(state) }}>{state}</b>
            <span>{words.count(value)}</span>
          </span>
        ))}
        {openFrom !== null && plot.right - openFrom > 90 && (
          <span
            className={styles.computing}
            style={{ left: (openFrom + plot.right) / 2, top: (plot.top + plot.bottom) / 2 }}
          >
            {words.computing}
          </span>
        )}
      </div>
      {limit !== null && ceiling !== null && (
        <p className={styles.ceiling} style={{ left: plot.left + 4, top: y(limit) }}>
          <b>{words.ceilings[ceiling.kind](ceiling.value)}</b>
          {ceiling.kind === 'ports' && <span>{words.portRange(ceiling.range, ceiling.destinations)}</span>}
        </p>
      )}
    </>
  )
}

/** The names and numbers of the layers below a chart that has no room beside it. */
export function Legend({
  samples,
  row,
  side,
}: {
  readonly samples: Samples
  readonly row: number
  readonly side: Side
}) {
  const words = useSection('lab')
  const states = STATES.filter((state) => samples.sockets(row, side, state) > 0)
  return (
    <ul className={styles.legend} lang="en">
      {states.map((state) => (
        <li key={state}>
          <StateSwatch state={state} />
          <b style={{ color: textOf(state) }}>{state}</b>
          <span>{words.count(samples.sockets(row, side, state))}</span>
        </li>
      ))}
    </ul>
  )
}
