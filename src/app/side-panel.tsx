import { useScenariosFor } from '../features/catalogue/scenarios-for.ts'
import { Inspector } from '../features/inspector/inspector.tsx'
import { StateGraph } from '../features/state-graph/state-graph.tsx'
import styles from './studio.module.css'

/** The state graph and the tabs: beside the diagram, or below it on a tablet. Loaded after the diagram. */
export function SidePanel() {
  const scenariosFor = useScenariosFor()
  return (
    <div className={styles.panel}>
      <div className={styles.graph}>
        <StateGraph scenariosFor={scenariosFor} />
      </div>
      <Inspector />
    </div>
  )
}
