import type { Scenario } from '../engine/sim/scenario.ts'
import type { ProfileId } from '../engine/tcp/profiles.ts'
import { ok, type Result } from '../base/result.ts'
import { canonicalJson } from './canonical-json.ts'
import { deflate, toBase64Url } from './deflate.ts'
import { profileNamed } from './knobs.ts'
import { LINK_SIZES } from './limits.ts'
import type { Moment } from './moment.ts'

/** What an address shows, after its `#`. Both forms are told in docs/scenario-format.md; packed-link.ts reads the second. */
export interface Link {
  /** Id in the catalogue, with its variant (`open-synack-lost/2`); null for a scenario from elsewhere. */
  readonly catalogueId: string | null
  /** Null: as the catalogue has it. */
  readonly scenario: Scenario | null
  /** Instead of the profile that the catalogue names; null beside a scenario, which names its own. */
  readonly profile: ProfileId | null
  readonly moment: Moment | null
  /** Another view than the studio, for example `present`. */
  readonly view: string | null
  /** What that view is about, in its own words: a comparison, a card, the settings of a quiz, a population. */
  readonly about: string | null
  /** Scenarios that stand beside this one in a comparison of the reader's own. */
  readonly others: readonly Scenario[]
  /** Time without compression. */
  readonly trueScale: boolean
  /** What has not happened yet is not drawn. */
  readonly futureHidden: boolean
}

/** Version of the packed form. A change of it keeps a reader for each earlier one (packed-link.ts). */
export const LINK_VERSION = 1

export const CATALOGUE_ID = /^[a-z][a-z0-9-]{0,79}(?:\/[1-9]\d?)?$/
export const VIEW_NAME = /^[a-z][a-z-]{0,19}$/
export const VIEW_ABOUT = /^[A-Za-z0-9][A-Za-z0-9.-]{0,599}$/
/** Scenarios beside the first. */
export const MOST_OTHERS = 3

/** The part of the address from its `#`: readable where nothing but the profile differs from the catalogue, else packed. */
export function writeLink(link: Link): string {
  const { catalogueId, scenario, moment, view, about, others, trueScale, futureHidden } = link
  if (catalogueId !== null && scenario === null) return `#${catalogueId}${writeQuery(link)}`
  const json = canonicalJson({
    scenario,
    ...(catalogueId !== null && { id: catalogueId }),
    ...(moment !== null && { moment }),
    ...(view !== null && { view }),
    ...(about !== null && { about }),
    ...(others.length > 0 && { others }),
    ...(trueScale && { trueScale }),
    ...(futureHidden && { futureHidden }),
  })
  return `#${LINK_VERSION}.${toBase64Url(deflate(new TextEncoder().encode(json)))}`
}

function writeQuery({ moment, profile, view, about, trueScale, futureHidden }: Link): string {
  const values: string[] = []
  if (moment !== null) values.push('step' in moment ? `at=${moment.step}` : `t=${moment.tUs / 1000}`)
  if (profile !== null) values.push(`profile=${profile}`)
  if (view !== null) values.push(`view=${view}`)
  if (about !== null) values.push(`about=${about}`)
  if (trueScale) values.push('scale=true')
  if (futureHidden) values.push('future=hidden')
  return values.length === 0 ? '' : `?${values.join('&')}`
}

/**
 * Reads the part of an address from its `#`, of either form and any version. The readable one is read at once; the packed
 * one, which anybody may have made, by `readPacked` (packed-link.ts, in a worker).
 */
export async function readLink<E>(
  hash: string,
  readPacked: (hash: string) => Promise<Result<Link, E>>,
): Promise<Result<Link, E>> {
  const readable = hash.length > LINK_SIZES.characters ? null : readReadable(hash)
  return readable === null ? readPacked(hash) : ok(readable)
}

/**
 * Reads `#<id>[/n]?at=&t=&profile=&view=&about=&scale=true&future=hidden`; null: the hash has another form. Unknown
 * keys and values that are none are ignored. Whether there is such a scenario is for the caller to see.
 */
function readReadable(hash: string): Link | null {
  const [id = '', ...query] = hash.replace(/^#/, '').split('?')
  if (!CATALOGUE_ID.test(id)) return null
  const values = new URLSearchParams(query.join('?'))
  const view = values.get('view') ?? ''
  const about = values.get('about') ?? ''
  return {
    catalogueId: id,
    scenario: null,
    profile: profileNamed(values.get('profile') ?? ''),
    moment: readMoment(values.get('at') ?? '', values.get('t') ?? ''),
    view: VIEW_NAME.test(view) ? view : null,
    about: VIEW_ABOUT.test(about) ? about : null,
    others: [],
    trueScale: values.get('scale') === 'true',
    futureHidden: values.get('future') === 'hidden',
  }
}

/** `at` is a step, `t` milliseconds with up to three decimals. Where both stand the step counts. */
function readMoment(at: string, t: string): Moment | null {
  if (/^\d{1,7}$/.test(at)) return { step: Number(at) }
  if (!/^\d{1,8}(?:\.\d{1,3})?$/.test(t)) return null
  return { tUs: Math.round(Number(t) * 1000) }
}
