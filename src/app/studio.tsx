import { type CSSProperties, lazy, Suspense, useRef, useState } from 'react'
import { PHONE, STUDIO } from '../diagram/metrics.ts'
import { Timeline } from '../features/timeline/timeline.tsx'
import { Transport } from '../features/timeline/transport.tsx'
import { useMessages } from '../i18n/use-messages.ts'
import { Bystanders } from '../store/bystanders.tsx'
import { usePreferences } from '../store/preferences.ts'
import { useStudio } from '../store/store.ts'
import { type Layout, useLayout } from './breakpoints.ts'
import { afterFirstPicture } from './first-picture.ts'
import { Notices } from './notices.tsx'
import type { Detent } from './sheet-detents.ts'
import styles from './studio.module.css'
import { TopBar } from './top-bar.tsx'

// On their way while the engine starts: neither waits for the other.
const diagram = import('../features/sequence-diagram/sequence-diagram.tsx')
const narration = import('./narration-strip.tsx')
const SequenceDiagram = lazy(async () => ({ default: (await diagram).SequenceDiagram }))
const NarrationStrip = lazy(async () => ({ default: (await narration).NarrationStrip }))

// Their places are kept by studio.module.css: nothing moves when they come.
const Rail = lazy(async () => ({
  default: (await afterFirstPicture(() => import('../features/catalogue/rail.tsx'))).Rail,
}))
const SidePanel = lazy(async () => ({
  default: (await afterFirstPicture(() => import('./side-panel.tsx'))).SidePanel,
}))
const PhonePanels = lazy(async () => ({
  default: (await afterFirstPicture(() => import('./phone-panels.tsx'))).PhonePanels,
}))
const Splitter = lazy(async () => ({
  default: (await afterFirstPicture(() => import('./splitter.tsx'))).Splitter,
}))
const Knobs = lazy(async () => ({
  default: (await afterFirstPicture(() => import('../features/network-controls/knobs.tsx'))).Knobs,
}))
const Drawer = lazy(async () => ({ default: (await import('./drawer.tsx')).Drawer }))
const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))

/** How many knobs the dock has room for. */
const KNOB_ROOM = { full: 'all', narrow: 'some', tablet: 'few' } as const

/** The main screen at all sizes. */
export function Studio() {
  const { shell: words } = useMessages()
  const layout = useLayout()
  const dialog = useStudio((state) => state.dialog)
  const { collapsed, collapse } = useRailState(layout)
  const [drawer, setDrawer] = useState(false)
  const [detent, setDetent] = useState<Detent>('half')
  const panelPx = usePreferences((state) => state.panelPx)
  const studio = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLElement>(null)
  const hasRail = layout === 'full' || layout === 'narrow'
  return (
    <div
      ref={studio}
      className={styles.studio}
      // Until the splitter has come, which says how much of it there is room for.
      style={panelPx === null ? undefined : ({ '--panel': `${panelPx}px` } as CSSProperties)}
      data-layout={layout}
      data-rail={hasRail && collapsed ? 'collapsed' : undefined}
      data-sheet={detent === 'peek' ? 'peek' : undefined}
    >
      <button type="button" className={styles.skip} onClick={() => stage.current?.focus()}>
        {words.skip}
      </button>
      <TopBar layout={layout} onMenu={() => setDrawer(true)} />
      {hasRail && (
        <Suspense>
          <Rail collapsed={collapsed} onCollapse={collapse} />
        </Suspense>
      )}
      <main ref={stage} className={styles.stage} tabIndex={-1}>
        <Suspense>
          <SequenceDiagram metrics={layout === 'phone' ? PHONE : STUDIO} />
        </Suspense>
        <Notices />
      </main>
      <div className={styles.narration}>
        <Suspense>
          <Bystanders>
            <NarrationStrip explains />
          </Bystanders>
        </Suspense>
      </div>
      <aside className={styles.side} aria-label={words.panel}>
        <Suspense>
          {layout === 'phone' ? (
            <PhonePanels detent={detent} onDetent={setDetent} />
          ) : (
            <Bystanders>
              <SidePanel />
            </Bystanders>
          )}
        </Suspense>
        {hasRail && (
          <Suspense>
            <Splitter studio={studio} />
          </Suspense>
        )}
      </aside>
      <Dock layout={layout} />
      <Suspense>
        {drawer && <Drawer withChoices={layout === 'phone'} onClose={() => setDrawer(false)} />}
        {dialog !== null && <Dialogs dialog={dialog} />}
      </Suspense>
    </div>
  )
}

function Dock({ layout }: { readonly layout: Layout }) {
  const { shell: words } = useMessages()
  const phone = layout === 'phone'
  return (
    <section className={styles.dock} aria-label={words.playback}>
      <Bystanders>
        <Timeline withNames={!phone} />
      </Bystanders>
      <div className={styles.controls}>
        <Transport phone={phone} />
        <Suspense>{layout !== 'phone' && <Knobs room={KNOB_ROOM[layout]} />}</Suspense>
      </div>
    </section>
  )
}

/** As the reader left it; else narrow where the window is. */
function useRailState(layout: Layout) {
  const saved = usePreferences((state) => state.railCollapsed)
  const save = usePreferences((state) => state.save)
  return {
    collapsed: saved ?? layout === 'narrow',
    collapse: (railCollapsed: boolean) => save({ railCollapsed }),
  }
}
