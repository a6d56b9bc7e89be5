import { engine } from './worker/started.ts'
import './ui/layers.css'
import './ui/reset.css'
import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { startAddressBar } from './app/address-bar.ts'
import { startAppearance } from './app/appearance.ts'
import { afterFirstPicture } from './app/first-picture.ts'
import { Screen } from './app/screen.tsx'
import { listenForFiles } from './store/dropped-files.ts'
import { startOffline } from './store/offline.ts'
import { keepPreferences } from './store/preferences.ts'
import { startShortcuts } from './store/shortcuts.ts'
import { connect, studio } from './store/store.ts'
import { startTooltips } from './ui/tooltip.ts'

// The composition root of index.html: the only file that knows everyone.

const FIRST_SCENARIO = 'open-normal'
/** SYN ACK is on its way: something to grab. */
const FIRST_MOMENT_US = 75_000

const root = document.getElementById('root')
if (root !== null) void start(root)

async function start(root: HTMLElement): Promise<void> {
  keepPreferences()
  const language = startAppearance()
  const catalogue = import('./scenario/catalogue.ts')
  const find = async (id: string) => (await catalogue).findScenario(id)
  const sources = { engine, find }
  connect(sources)
  const address = startAddressBar(sources)
  void address.openAddress().then((opened) => opened || openFirst())
  await language
  startShortcuts(address)
  startTooltips(document.body)
  // From the beginning: a file dropped on a page that does not listen takes its place.
  listenForFiles()
  createRoot(root).render(<Screen />)
  void afterFirstPicture(startOffline)
}

/** What a refused link says stays in sight. */
function openFirst(): void {
  const { notice, open, notify } = studio.getState()
  open(FIRST_SCENARIO, { tUs: FIRST_MOMENT_US }, { fromAddress: true })
  const stop = studio.subscribe(({ trace }) => {
    if (trace === null) return
    stop()
    notify(notice ?? { kind: 'first-visit' })
  })
}
