import { useId, useState } from 'react'
import { useScenariosFor } from '../features/catalogue/scenarios-for.ts'
import { InspectorPanel } from '../features/inspector/inspector.tsx'
import { NetworkPanel } from '../features/network-controls/network-panel.tsx'
import { StateGraph } from '../features/state-graph/state-graph.tsx'
import { useMessages } from '../i18n/use-messages.ts'
import { Bystanders } from '../store/bystanders.tsx'
import { TabStrip } from '../ui/tab-strip.tsx'
import { PhoneSheet } from './phone-sheet.tsx'
import type { Detent } from './sheet-detents.ts'

/** In the order of the strip: what does not fit is reached by scrolling it. */
const PANELS = ['states', 'segment', 'why', 'network', 'tcb', 'code', 'terminal'] as const
type Panel = (typeof PANELS)[number]

interface Props {
  readonly detent: Detent
  readonly onDetent: (detent: Detent) => void
}

/** All that stands beside the diagram on a wider screen, in the sheet of a phone. */
export function PhonePanels({ detent, onDetent }: Props) {
  const { shell: words, inspector } = useMessages()
  const [panel, setPanel] = useState<Panel>('states')
  const id = useId()
  const scenariosFor = useScenariosFor()
  const labels = { ...inspector.tabs, states: words.states, network: words.network }
  const tabs = PANELS.map((each) => ({ id: each, label: labels[each] }))
  const choose = (next: Panel) => {
    setPanel(next)
    if (detent === 'peek') onDetent('half')
  }
  return (
    <PhoneSheet
      detent={detent}
      onDetent={onDetent}
      tabs={<TabStrip label={words.panel} tabs={tabs} value={panel} onChange={choose} panelId={id} />}
    >
      <div id={id} role="tabpanel">
        {panel === 'network' ? (
          <NetworkPanel />
        ) : (
          <Bystanders>
            {panel === 'states' ? (
              <StateGraph shape="low" scenariosFor={scenariosFor} />
            ) : (
              <InspectorPanel tab={panel} />
            )}
          </Bystanders>
        )}
      </div>
    </PhoneSheet>
  )
}
