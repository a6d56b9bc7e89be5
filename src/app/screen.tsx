import { lazy, Suspense, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.ts'
import { useStudio } from '../store/store.ts'
import { SkipButton } from '../ui/skip-button.tsx'
import { useLayout } from './breakpoints.ts'
import { afterFirstPicture } from './first-picture.ts'
import { Notices } from './notices.tsx'
import styles from './screen.module.css'
import { Studio } from './studio.tsx'
import { TopBar } from './top-bar.tsx'
import { isView, isWholeScreen, VIEWS, type ViewName, WHOLE_SCREEN } from './views.ts'

const Print = lazy(async () => ({
  default: (await afterFirstPicture(() => import('./print.tsx'))).Print,
}))
const Drawer = lazy(async () => ({ default: (await import('./drawer.tsx')).Drawer }))
const Dialogs = lazy(async () => ({ default: (await import('./dialogs.tsx')).Dialogs }))

/** The studio, or the view that the reader has gone to. */
export function Screen() {
  const view = useStudio((state) => state.view)
  if (isWholeScreen(view)) {
    const Whole = WHOLE_SCREEN[view]
    return (
      <Suspense>
        <Whole />
      </Suspense>
    )
  }
  if (isView(view)) return <Frame view={view} />
  return (
    <>
      <Studio />
      <Suspense>
        <Print />
      </Suspense>
    </>
  )
}

/** A view below the top bar, as large as the window. */
function Frame({ view }: { readonly view: ViewName }) {
  const { shell: words } = useMessages()
  const layout = useLayout()
  const dialog = useStudio((state) => state.dialog)
  const [drawer, setDrawer] = useState(false)
  const main = useRef<HTMLElement>(null)
  const View = VIEWS[view]
  return (
    <div className={styles.frame} data-layout={layout}>
      <SkipButton to={main}>{words.skipToView}</SkipButton>
      <TopBar layout={layout} onMenu={() => setDrawer(true)} />
      <main ref={main} className={styles.view} tabIndex={-1} aria-label={words.views[view]}>
        <Suspense>
          <View key={view} />
        </Suspense>
        <Notices />
      </main>
      <Suspense>
        {drawer && <Drawer withChoices={layout === 'phone'} onClose={() => setDrawer(false)} />}
        {dialog !== null && <Dialogs dialog={dialog} />}
      </Suspense>
    </div>
  )
}
