import { describe, expect, it } from 'vitest'
import { flagsText } from '../diagram/segment-text.ts'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { factsOfKind, stateAt } from '../engine/trace/query.ts'
import { findScenario } from './catalogue.ts'
import { MYTH_IDS } from './catalogue/myths.ts'
import { setProfile } from './knobs.ts'
import { MYTH_CARDS, type MythCard } from './myth-cards.ts'

function runOf({ scenario, profile }: MythCard): Trace {
  const found = findScenario(scenario) as Scenario
  return new Trace(simulate(profile === undefined ? found : setProfile(found, profile)))
}

/** Whether the run has at this moment what the card wants to show. */
function isSeen(trace: Trace, { atMs, sees }: MythCard): boolean {
  const us = atMs * 1000
  if ('state' in sees) {
    const entered = factsOfKind(trace, 'state-changed').some(
      (fact) => fact.tUs === us && fact.side === sees.side && fact.to === sees.state,
    )
    return entered || stateAt(trace, sees.side, us) === sees.state
  }
  if ('flags' in sees) {
    return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).some(
      (segment) =>
        segment.from === sees.from &&
        flagsText(segment) === sees.flags &&
        (segment.sentUs === us || segment.endUs === us),
    )
  }
  return trace.calls.some(
    (call) =>
      call.side === sees.side &&
      call.call === sees.call &&
      (sees.errno === undefined || call.errno === sees.errno) &&
      (call.atUs === us || call.returnedUs === us),
  )
}

describe('the cards of misconceptions', () => {
  it('are complete, each once', () => {
    expect(MYTH_CARDS.map(({ id }) => id)).toEqual(MYTH_IDS)
  })

  it.each(MYTH_CARDS)('$id shows at $atMs ms of $scenario what it says', (card) => {
    const trace = runOf(card)
    expect(isSeen(trace, card)).toBe(true)
    expect(card.atMs * 1000).toBeLessThanOrEqual(trace.endUs)
  })

  it('cite documents that a reader can find', () => {
    for (const { references } of MYTH_CARDS) {
      for (const reference of references) expect(reference).toMatch(/^(RFC \d+|Linux ip-sysctl)/)
    }
  })
})
