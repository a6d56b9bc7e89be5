import type { ReactNode } from 'react'
import { createStore } from 'zustand/vanilla'
import { StoreContext, studio, type StudioState } from './store.ts'

/**
 * The store as those see it who only stand by. While a hand is still changing the scenario, what it changes follows it
 * in the next frame; what tells the same elsewhere follows a little later, because to render all of it at each move
 * costs more than the picture under the hand. Always a state that was, never parts of two.
 */
const seen = createStore<StudioState>()(() => studio.getState())

/** A change that goes on is seen so much later at most, ms: nobody who watches the hand sees it. */
const BEHIND_MS = 150

let behind: ReturnType<typeof setTimeout> | undefined

function follow(): void {
  clearTimeout(behind)
  behind = undefined
  seen.setState(studio.getState(), true)
}

studio.subscribe((now, before) => {
  // Finished, refused, or another run altogether: the clock, which waits for nobody, has it already.
  const isOver =
    now.revision !== before.revision ||
    now.baseline !== before.baseline ||
    now.captured !== before.captured ||
    now.notice !== before.notice
  const isChanging = now.scenario !== before.scenario || now.trace !== before.trace
  if (isOver || (behind === undefined && !isChanging)) follow()
  else behind ??= setTimeout(follow, BEHIND_MS)
})

/** `useStudio` in here follows a little later while something is being changed. Not for what changes it. */
export function Bystanders({ children }: { readonly children: ReactNode }) {
  return <StoreContext value={seen}>{children}</StoreContext>
}
