import type { Scenario } from '../engine/sim/scenario.ts'
import { hashOf, openLink, readHash } from '../store/link.ts'
import { ADDRESS_RESTS_MS, playback } from '../store/playback.ts'
import { studio } from '../store/store.ts'
import type { EngineClient } from '../worker/client.ts'

/**
 * The address names what is on screen: scenario, changes, moment. A finished change is one entry of the browser's
 * history, so Back and Forward are undo and redo; a moment only replaces the entry it belongs to.
 */
export interface AddressBar {
  /** Opens what the address names; false if it names nothing. */
  readonly openAddress: () => Promise<boolean>
  readonly undo: () => void
  readonly redo: () => void
}

interface Sources {
  readonly engine: EngineClient
  readonly find: (id: string) => Promise<Scenario | null>
}

export function startAddressBar({ engine, find }: Sources): AddressBar {
  /** Revision that the present entry of the history shows. */
  let shown = studio.getState().revision.count
  /** Entries of ours before this one: how often Back stays with us. */
  let place = placeOf(history.state)
  numberEntry()
  /** A refused link stays in the address until the reader changes something. */
  let keepsRefused = false
  /** Addresses asked for so far. */
  let asked = 0
  /** While an address is being opened, what is on screen belongs to another entry: it must not be written. */
  let isOpening = false
  let timer: ReturnType<typeof setTimeout> | null = null
  /** The scenario of the last revision: what is still being dragged has no address. */
  let finished: Scenario | null = null

  function show(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // A capture stays on this computer: no link can lead to it.
    if (studio.getState().captured) return
    const { revision, scenario } = studio.getState()
    if (scenario !== finished || isOpening || keepsRefused) return
    const hash = hashOf(studio.getState())
    const isNew = revision.count !== shown && !revision.fromAddress
    shown = revision.count
    if (hash === location.hash) return
    if (isNew) history.pushState({ place: ++place }, '', hash)
    else history.replaceState({ place }, '', hash)
  }

  async function openAddress(): Promise<boolean> {
    const turn = ++asked
    const hash = location.hash.length > 1 ? location.hash : savedLink()
    isOpening = hash.length > 1
    if (!isOpening) return false
    try {
      return await openHash(hash, () => turn === asked)
    } finally {
      // An address asked for later is still being opened.
      if (turn === asked) {
        isOpening = false
        show()
      }
    }
  }

  async function openHash(hash: string, isWanted: () => boolean): Promise<boolean> {
    const original = location.href
    const answer = await readHash(hash, { engine })
    if (!isWanted()) return false
    keepsRefused = true
    if (!answer.ok) {
      studio.getState().notify({ kind: 'refused-link', error: answer.error, original })
      return false
    }
    const opened = await openLink(answer.value, find, isWanted)
    if (!isWanted()) return false
    if (!opened) {
      const id = answer.value.catalogueId ?? ''
      studio.getState().notify({ kind: 'unknown-scenario', id, original })
      return false
    }
    keepsRefused = false
    return true
  }

  studio.subscribe((state, before) => {
    if (state.revision !== before.revision) {
      finished = state.scenario
      if (!state.revision.fromAddress) keepsRefused = false
      show()
    }
    const { trueScale, showFuture } = state
    if (trueScale !== before.trueScale || showFuture !== before.showFuture) showSoon()
  })
  function showSoon(): void {
    if (playback.playing || studio.getState().trace === null) return
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(show, ADDRESS_RESTS_MS)
  }
  playback.onFrame(showSoon)
  playback.onState(showSoon)
  addEventListener('popstate', (event) => {
    // An address typed by hand is an entry of its own, after the one that was there.
    place = event.state === null ? place + 1 : placeOf(event.state)
    numberEntry()
    void openAddress()
  })

  /** An entry that has no number would count as a new one whenever the reader comes back to it. */
  function numberEntry(): void {
    if (history.state === null) history.replaceState({ place }, '')
  }

  async function undo(): Promise<void> {
    await changesRun()
    if (place === 0) return
    // Known when we have arrived, and asked before by whoever undoes twice.
    place -= 1
    history.back()
  }

  async function redo(): Promise<void> {
    await changesRun()
    history.forward()
  }

  return { openAddress, undo: () => void undo(), redo: () => void redo() }
}

/** Waits for the run of a change that is on screen: only then has it an entry of its own, which can be left. */
function changesRun(): Promise<void> {
  return new Promise((resolve) => {
    if (studio.getState().engine !== 'computing') return resolve()
    const stop = studio.subscribe(({ engine }) => {
      if (engine === 'computing') return
      stop()
      setTimeout(resolve)
    })
  })
}

function placeOf(state: unknown): number {
  const place = (state as { readonly place?: unknown } | null)?.place
  return typeof place === 'number' ? place : 0
}

/** The link of a studio that was saved as one file with a moment in it (features/export/single-file.ts). */
function savedLink(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=synscope-link]')?.content ?? ''
}
