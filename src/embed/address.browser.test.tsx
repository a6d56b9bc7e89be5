import { beforeAll, expect, it } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { setLocale } from '../i18n/locale.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { connect, type Sources, studio } from '../store/store.ts'
import { PLAIN_LINK } from '../test/plain-link.ts'
import type { LinkAnswer } from '../worker/protocol.ts'
import { startAddress } from './address.ts'

const LINK = { ...PLAIN_LINK, catalogueId: 'open-refused' }

/** Answers of the engine to packed links, given when the test wants. */
const answers: ((answer: LinkAnswer) => void)[] = []
const sources = {
  engine: {
    run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
    readPacked: () => new Promise<LinkAnswer>((resolve) => answers.push(resolve)),
    onStatus: () => () => {},
  },
  find: (id: string) => Promise.resolve(findScenario(id)),
} as unknown as Sources

beforeAll(async () => {
  await setLocale('en')
  connect(sources)
})

it('shows the link that was asked for last, though an earlier one takes longer to read', async () => {
  const address = startAddress(sources)
  const earlier = address.open('#1.AAAA')
  expect(await address.open('#close-normal')).toBe('opened')
  expect(studio.getState().catalogueId).toBe('close-normal')
  await expect.poll(() => answers.length).toBe(1)
  answers[0]?.({ ok: true, value: LINK })
  expect(await earlier).toBe('opened')
  expect(studio.getState().catalogueId).toBe('close-normal')
})

it('keeps a link that opens when one asked for later does not', async () => {
  const address = startAddress(sources)
  const earlier = address.open('#1.AAAA')
  const later = address.open('#1.BBBB')
  await expect.poll(() => answers.length).toBe(3)
  answers[2]?.({ ok: false, error: { code: 'damaged' } })
  expect(await later).toBe('damaged')
  answers[1]?.({ ok: true, value: LINK })
  expect(await earlier).toBe('opened')
  expect(studio.getState().catalogueId).toBe('open-refused')
})
