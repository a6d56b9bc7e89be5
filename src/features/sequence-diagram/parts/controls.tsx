import { Eye, EyeOff, GitFork, Minus, Plus, Ruler, Table2, Waypoints } from 'lucide-react'
import { memo } from 'react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { zoomBy } from '../../../store/zoom.ts'
import styles from '../sequence-diagram.module.css'

interface Props {
  readonly asTable: boolean
  readonly onAsTable: (asTable: boolean) => void
}

/** In the corners: the run as a table, time without compression; its scale; the future, seen or hidden. */
export const Controls = memo(function Controls({ asTable, onAsTable }: Props) {
  const { diagram: words } = useMessages()
  const showFuture = useStudio((state) => state.showFuture)
  const trueScale = useStudio((state) => state.trueScale)
  const { set } = studio.getState()
  const tableName = asTable ? words.asDiagram : words.asTable
  const Future = showFuture ? Eye : EyeOff
  return (
    <>
      <div className={styles.corner}>
        <button type="button" aria-label={tableName} data-tip={tableName} onClick={() => onAsTable(!asTable)}>
          {asTable ? <Waypoints size={15} aria-hidden /> : <Table2 size={15} aria-hidden />}
        </button>
        <button type="button" aria-label={words.fork} data-tip={words.fork} onClick={fork}>
          <GitFork size={15} aria-hidden />
        </button>
        {!asTable && (
          <button
            type="button"
            aria-label={words.trueScale}
            aria-pressed={trueScale}
            data-tip={words.trueScale}
            onClick={() => set({ trueScale: !trueScale })}
          >
            <Ruler size={15} aria-hidden />
          </button>
        )}
      </div>
      {!asTable && (
        <div className={styles.controls}>
          {[STRETCH, SHRINK].map(({ name, keys, factor, Icon }) => (
            <button
              key={name}
              type="button"
              aria-label={words[name]}
              data-tip={words[name]}
              data-keys={keys}
              onClick={() => zoomBy(factor)}
            >
              <Icon size={15} aria-hidden />
            </button>
          ))}
          <button
            type="button"
            aria-pressed={showFuture}
            aria-label={words.showFuture}
            data-keys="F"
            onClick={() => set({ showFuture: !showFuture })}
          >
            <Future size={15} aria-hidden />
            <span>{showFuture ? words.futureShown : words.futureHidden}</span>
          </button>
        </div>
      )}
    </>
  )
})

const STRETCH = { name: 'stretch', keys: '+', factor: 1.25, Icon: Plus } as const
const SHRINK = { name: 'shrink', keys: '-', factor: 0.8, Icon: Minus } as const

/** From this moment on two runs: both start equal, each can be changed. */
function fork(): void {
  const { scenario, show } = studio.getState()
  show('compare', { compared: [scenario, scenario] })
}
