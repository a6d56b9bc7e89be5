import { listChanges } from '../scenario/changes.ts'
import { setProfile } from '../scenario/knobs.ts'
import { type Moment, momentOfStep } from '../scenario/moment.ts'
import { type Link, readLink, writeLink } from '../scenario/permalink.ts'
import type { LinkAnswer } from '../worker/protocol.ts'
import { playback } from './playback.ts'
import { type Sources, type StudioState, studio } from './store.ts'

/** Between what an address says and what is on screen: both pages of the site read and write the same links. */

/** Reads a link: what stands behind a `#`. */
export function readHash(hash: string, { engine }: Pick<Sources, 'engine'>): Promise<LinkAnswer> {
  return readLink(hash, (packed) => engine.readPacked(packed))
}

/**
 * Shows what a link names; false if there is no such scenario, or if it is no longer wanted when its scenario has come
 * (another link was followed meanwhile).
 */
export async function openLink(link: Link, find: Sources['find'], isWanted = () => true): Promise<boolean> {
  const { open, set } = studio.getState()
  const at = link.moment ?? undefined
  const where = whereOf(link)
  const known = link.catalogueId === null ? null : await find(link.catalogueId)
  if (!isWanted()) return false
  set({ trueScale: link.trueScale, showFuture: !link.futureHidden })
  if (known === null || link.catalogueId === null) {
    if (link.scenario !== null) open(link.scenario, at, { fromAddress: true, where })
    return link.scenario !== null
  }
  const changed = link.scenario ?? (link.profile === null ? known : setProfile(known, link.profile))
  open(link.catalogueId, at, { changed, fromAddress: true, where })
  return true
}

/** A comparison of the reader's own is several scenarios; every other view is about the one in the studio. */
function whereOf({ view, about, scenario, others }: Link): Pick<StudioState, 'view' | 'about' | 'compared'> {
  return { view, about, compared: scenario === null || others.length === 0 ? [] : [scenario, ...others] }
}

/** The part of an address from its `#` that leads to the state on screen. */
export const hashOf = (state: StudioState): string => writeLink(linkOf(state))

function linkOf(state: StudioState): Link {
  const { catalogueId, baseline, scenario, view, about, compared } = state
  const [first, ...others] = compared
  const shown = { view, about, trueScale: state.trueScale, futureHidden: !state.showFuture }
  if (view === 'compare' && about === null && first !== undefined) {
    return {
      catalogueId: null,
      scenario: first,
      profile: null,
      moment: momentNow(false),
      others,
      ...shown,
    }
  }
  const changes = listChanges(baseline, scenario)
  const isReadable = catalogueId !== null && changes.every((change) => change.kind === 'profile')
  return {
    catalogueId,
    scenario: isReadable ? null : scenario,
    profile: isReadable && changes.length > 0 ? scenario.profile : null,
    moment: momentNow(isReadable),
    others: [],
    ...shown,
  }
}

/** Null at the start. A readable link counts steps, a packed one outlives their renumbering. */
function momentNow(isReadable: boolean): Moment | null {
  const { step, tUs, stepTimes } = playback
  if (stepTimes[step] !== tUs) return { tUs: Math.round(tUs) }
  if (step === 0) return null
  return isReadable ? { step } : momentOfStep(stepTimes, step)
}
