import { ADDRESS_RESTS_MS, playback } from '../store/playback.ts'
import { type Sources, studio } from '../store/store.ts'

// What reads and writes links is not needed for the first thing on screen.
const links = import('../store/link.ts')

const FIRST_SCENARIO = 'open-normal'

/** Whether a link has been opened, or was until a later one came; else why not, as in the answers to `load`. */
type Opened = 'opened' | 'newer-version' | 'damaged' | 'too-long' | 'invalid-scenario' | 'unknown-scenario'

export interface FrameAddress {
  /** Opens a link: what stands behind a `#`. A refused one changes nothing. */
  readonly open: (hash: string) => Promise<Opened>
  /** Calls back with the hash of what is on screen, now and whenever it has changed; returns how to stop that. */
  readonly onHash: (listener: (hash: string) => void) => () => void
}

/** Keeps the frame's address at what is on screen: replaced, never added to the history of the page round it. */
export function startAddress({ engine, find }: Sources): FrameAddress {
  const listeners = new Set<(hash: string) => void>()
  let hash = location.hash
  /** Links asked for, and the last of them that could be read: that one stays, also if an earlier one takes longer. */
  let [asked, readable] = [0, 0]
  let timer: ReturnType<typeof setTimeout> | null = null

  async function write(): Promise<void> {
    timer = null
    const { hashOf } = await links
    const next = hashOf(studio.getState())
    if (next === hash || studio.getState().trace === null) return
    hash = next
    replace(hash)
    for (const listener of listeners) listener(hash)
  }
  const writeSoon = () => {
    if (playback.playing || studio.getState().trace === null) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void write(), ADDRESS_RESTS_MS)
  }

  async function open(link: string): Promise<Opened> {
    const turn = ++asked
    const { openLink, readHash } = await links
    const answer = await readHash(link, { engine })
    if (!answer.ok) {
      studio.getState().notify({ kind: 'refused-link', error: answer.error, original: link })
      return answer.error.code
    }
    readable = Math.max(readable, turn)
    const isLast = () => turn === readable
    if (!isLast() || (await openLink(answer.value, find, isLast)) || !isLast()) return 'opened'
    const id = answer.value.catalogueId ?? ''
    studio.getState().notify({ kind: 'unknown-scenario', id, original: link })
    return 'unknown-scenario'
  }

  playback.onFrame(writeSoon)
  playback.onState(writeSoon)
  studio.subscribe((state, before) => state.revision !== before.revision && writeSoon())
  addEventListener('hashchange', () => location.hash !== hash && void open(location.hash))
  void openFirst(open)
  return {
    open,
    onHash(listener) {
      listeners.add(listener)
      listener(hash)
      return () => listeners.delete(listener)
    },
  }
}

/** What the address names; where that is refused the first scenario, and what was wrong stays in sight. */
async function openFirst(open: FrameAddress['open']): Promise<void> {
  const opened = location.hash.length > 1 ? await open(location.hash) : 'unknown-scenario'
  if (opened === 'opened') return
  const { notice } = studio.getState()
  studio.getState().open(FIRST_SCENARIO, { step: 0 }, { fromAddress: true })
  const stop = studio.subscribe(({ trace }) => {
    if (trace === null) return
    stop()
    studio.getState().notify(notice)
  })
}

/** Frames without an origin of their own may refuse. */
function replace(hash: string): void {
  try {
    history.replaceState(null, '', hash)
  } catch {
    // The link in the header has it all the same.
  }
}
