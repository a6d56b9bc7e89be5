import { Eye, EyeOff, Ruler, Table2, Waypoints } from 'lucide-react'
import { useMessages } from '../../../i18n/use-messages.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../sequence-diagram.module.css'

interface Props {
  readonly asTable: boolean
  readonly onAsTable: (asTable: boolean) => void
}

/** In the corner: the run as a table, time without compression, the future. */
export function Controls({ asTable, onAsTable }: Props) {
  const { diagram: words } = useMessages()
  const showFuture = useStudio((state) => state.showFuture)
  const trueScale = useStudio((state) => state.trueScale)
  const { set } = studio.getState()
  return (
    <div className={styles.controls}>
      <IconButton
        label={asTable ? words.asDiagram : words.asTable}
        aria-pressed={asTable}
        onClick={() => onAsTable(!asTable)}
      >
        {asTable ? <Waypoints size={15} /> : <Table2 size={15} />}
      </IconButton>
      {!asTable && (
        <>
          <IconButton
            label={words.trueScale}
            aria-pressed={trueScale}
            onClick={() => set({ trueScale: !trueScale })}
          >
            <Ruler size={15} />
          </IconButton>
          <button
            type="button"
            aria-pressed={showFuture}
            data-keys="F"
            onClick={() => set({ showFuture: !showFuture })}
          >
            {showFuture ? <Eye size={15} aria-hidden /> : <EyeOff size={15} aria-hidden />}
            <span>{showFuture ? words.futureShown : words.futureHidden}</span>
          </button>
        </>
      )}
    </div>
  )
}
