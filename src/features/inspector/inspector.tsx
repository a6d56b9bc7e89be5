import { lazy, Suspense, useId } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { TABS, useStudio } from '../../store/store.ts'
import { TabStrip } from '../../ui/tab-strip.tsx'
import styles from './inspector.module.css'

// Each tab is fetched when it is opened for the first time.
const SegmentTab = lazy(async () => ({ default: (await import('./segment/segment-tab.tsx')).SegmentTab }))
const TcbTab = lazy(async () => ({ default: (await import('./tcb/tcb-tab.tsx')).TcbTab }))
const WhyTab = lazy(async () => ({ default: (await import('./why/why-tab.tsx')).WhyTab }))
const CodeTab = lazy(async () => ({ default: (await import('./code/code-tab.tsx')).CodeTab }))
const TerminalTab = lazy(async () => ({ default: (await import('./terminal/terminal-tab.tsx')).TerminalTab }))

type Tab = (typeof TABS)[number]

/** The five tabs beside the diagram. */
export function Inspector() {
  const { inspector: words } = useMessages()
  const tab = useStudio((studio) => studio.tab)
  const set = useStudio((studio) => studio.set)
  const id = useId()
  const tabs = TABS.map((each) => ({ id: each, label: words.tabs[each] }))
  return (
    <section className={styles.inspector} aria-label={words.name}>
      <TabStrip
        label={words.name}
        tabs={tabs}
        value={tab}
        onChange={(next) => set({ tab: next })}
        panelId={id}
      />
      {/* The content has no Tab stop of its own in most tabs, so the panel is one: it scrolls with the keys. */}
      <div
        id={id}
        role="tabpanel"
        aria-label={words.tabs[tab]}
        className={styles.panel}
        tabIndex={0}
        data-scrolls
      >
        <InspectorPanel tab={tab} />
      </div>
    </section>
  )
}

/** The content of one tab, for places that have a strip of their own: a phone's sheet. */
export function InspectorPanel({ tab }: { readonly tab: Tab }) {
  return (
    <Suspense fallback={null}>
      {tab === 'segment' && <SegmentTab />}
      {tab === 'tcb' && <TcbTab />}
      {tab === 'why' && <WhyTab />}
      {tab === 'code' && <CodeTab />}
      {tab === 'terminal' && <TerminalTab />}
    </Suspense>
  )
}
