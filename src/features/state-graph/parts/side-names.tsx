import { useMessages } from '../../../i18n/use-messages.ts'
import styles from '../state-graph.module.css'

/** Who usually goes down which side: the active opener and closer left, the passive one right. */
export function SideNames() {
  const { stateGraph: words } = useMessages()
  return (
    <>
      <text className={styles.sideName} x={28} y={17}>
        {words.activeSide}
      </text>
      <text className={styles.sideName} x={354} y={17} textAnchor="end">
        {words.passiveSide}
      </text>
    </>
  )
}
