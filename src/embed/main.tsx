import { engine } from '../worker/started.ts'
import '../ui/layers.css'
import '../ui/reset.css'
import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/base.css'
import './fallback.css'
import { createRoot } from 'react-dom/client'
import { startAppearance } from '../app/appearance.ts'
import { beGuest } from '../store/guest.ts'
import type { AppCommands } from '../store/shortcuts.ts'
import { connect } from '../store/store.ts'
import { startAddress } from './address.ts'
import { Embed } from './embed.tsx'
import { mindManners } from './manners.ts'
import { readParameters } from './parameters.ts'

// The composition root of embed.html: what index.html starts, less what a guest does without.

const root = document.getElementById('root')
if (root !== null) void start(root)

/** The history is the page's outside. */
const NOT_HERE: AppCommands = { undo: () => {}, redo: () => {} }

async function start(root: HTMLElement): Promise<void> {
  beGuest()
  const { show, keys } = readParameters(location.search)
  const language = startAppearance()
  const catalogue = import('../scenario/catalogue.ts')
  const sources = {
    engine,
    find: async (id: string) => (await catalogue).findScenario(id),
  }
  connect(sources)
  const address = startAddress(sources)
  const host = parent === window ? null : import('./host.ts').then((m) => m.greetHost(address, root, show))
  mindManners(root, () => void host?.then(({ leave }) => leave()))
  if (keys) void startKeys()
  await language
  createRoot(root).render(<Embed show={show} onHash={address.onHash} />)
}

async function startKeys(): Promise<void> {
  const { startShortcuts } = await import('../store/shortcuts.ts')
  startShortcuts(NOT_HERE, ({ group, id }) => group !== 'places' && !id.startsWith('tab.'))
}
