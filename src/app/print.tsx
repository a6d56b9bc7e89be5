import { type ComponentType, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useScenarioTitle } from '../features/catalogue/titles.ts'
import type { PrintSheet } from '../features/sequence-diagram/print-sheet.tsx'
import { useStudio } from '../store/store.ts'
import styles from './print.module.css'

type Sheet = ComponentType<Parameters<typeof PrintSheet>[0]>

/** What a printer gets instead of the screen: the run as a whole. */
export function Print() {
  const trace = useStudio((state) => state.trace)
  const title = useScenarioTitle()
  const sheet = useSheetWhilePrinting()
  if (sheet === null || trace === null) return null
  return (
    <div className={styles.print}>
      <sheet.Sheet trace={trace} title={title} />
    </div>
  )
}

/** Fetched in advance and drawn at once: the browser prints what stands there when its event is over. */
function useSheetWhilePrinting(): { readonly Sheet: Sheet } | null {
  const [sheet, setSheet] = useState<{ readonly Sheet: Sheet } | null>(null)
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    void import('../features/sequence-diagram/print-sheet.tsx').then((file) =>
      setSheet({ Sheet: file.PrintSheet }),
    )
    const on = () => flushSync(() => setPrinting(true))
    const off = () => setPrinting(false)
    addEventListener('beforeprint', on)
    addEventListener('afterprint', off)
    return () => {
      removeEventListener('beforeprint', on)
      removeEventListener('afterprint', off)
    }
  }, [])
  return printing ? sheet : null
}
