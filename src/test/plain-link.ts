import type { Link } from '../scenario/permalink.ts'

/** A link that says nothing; a test adds what it is about. */
export const PLAIN_LINK: Link = {
  catalogueId: null,
  scenario: null,
  profile: null,
  moment: null,
  view: null,
  about: null,
  others: [],
  trueScale: false,
  futureHidden: false,
}
