import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { playback } from '../../store/playback.ts'
import { useProgress } from '../../store/progress.ts'
import { connect, studio } from '../../store/store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { questionsOf } from './questions.ts'
import { Quiz } from './quiz.tsx'
import { readSettings, roundOf } from './settings.ts'

const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

async function show(about: string): Promise<void> {
  connect({ engine, find: (id) => Promise.resolve(findScenario(id)) })
  studio.getState().open('close-normal', { step: 0 }, { where: { view: 'predict', about } })
  await expect.poll(() => studio.getState().catalogueId).toBe('close-normal')
  // At this speed nobody waits.
  playback.setSpeed(1)
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Quiz />
      </Suspense>
    </div>,
  )
}

const round = (about: string) => {
  const { trace } = studio.getState()
  return trace === null ? [] : roundOf(questionsOf(trace), readSettings(about))
}
const rightOption = (about: string, question: number) =>
  (round(about)[question]?.options.findIndex(({ right }) => right) ?? 0) + 1

beforeEach(async () => {
  await page.viewport(600, 900)
  await setLocale('en')
  useProgress.getState().reset()
})

describe('a quiz', () => {
  it('waits before the event and does not show what comes of it', async () => {
    await show('state-5')
    await expect.element(page.getByText('Question 1 of 5')).toBeVisible()
    await expect.element(page.getByRole('radio').first()).toBeInTheDocument()
    const [first] = round('state-5')
    expect(playback.step).toBe((first?.step ?? 0) - 1)
    expect(studio.getState().showFuture).toBe(false)
    playback.seekStep(5)
    await expect.poll(() => playback.step).toBe((first?.step ?? 0) - 1)
  })

  it('can be taken by keyboard alone, to the result', async () => {
    const about = 'state.segment-5'
    await show(about)
    for (let question = 0; question < 5; question++) {
      await expect.element(page.getByText(`Question ${question + 1} of 5`)).toBeVisible()
      await expect.element(page.getByRole('radio').first(), { timeout: 8000 }).toBeInTheDocument()
      await expect.poll(() => document.activeElement?.getAttribute('type')).toBe('radio')
      await userEvent.keyboard(String(rightOption(about, question)))
      await userEvent.keyboard('{Enter}')
      await expect.element(page.getByText('Right.')).toBeVisible()
      await expect.poll(() => document.activeElement?.textContent).toMatch(/Next|result/)
      await userEvent.keyboard('{Enter}')
    }
    await expect.element(page.getByText('5 of 5 right')).toBeVisible()
    await expect.element(page.getByText('1 of 39 scenarios tried')).toBeVisible()
    expect(useProgress.getState().progress.scenarios['close-normal']).toEqual({ asked: 5, right: 5 })
  })

  it('names the rule, and the card of a misconception', async () => {
    const about = 'state-0'
    await show(about)
    const at = round(about).findIndex(({ before, side }) => before === 'LISTEN' && side === 'S')
    expect(at).toBe(1)
    await userEvent.keyboard('1{Enter}')
    await page.getByRole('button', { name: 'Next' }).click()
    // ESTABLISHED instead of SYN-RECEIVED: as if the server believed every SYN.
    await page.getByRole('radio', { name: 'ESTABLISHED' }).click({ force: true })
    await page.getByRole('button', { name: 'Answer' }).click()
    await expect.element(page.getByText('Not so.')).toBeVisible()
    await expect.element(page.getByText('RFC 9293 3.10.7.2 (third)')).toBeVisible()
    await expect.element(page.getByText('With two messages a server would wait for ever.')).toBeVisible()
  })

  it('changes what it asks, and says so in the address', async () => {
    await show('state.segment.numbers.application-10')
    await page.getByText(/^Asked:/).click()
    await page.getByRole('checkbox', { name: 'Numbers' }).click()
    await page.getByText('All', { exact: true }).click()
    expect(studio.getState().about).toBe('state.segment.application-0')
  })
})
