import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { playback } from '../../store/playback.ts'
import { connect, studio } from '../../store/store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { Myths } from './myths.tsx'

const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

async function show(about: string | null = null): Promise<void> {
  studio.setState({ view: 'myths', about })
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Myths nameOf={(address) => `[${address}]`} />
      </Suspense>
    </div>,
  )
}

const cards = () => page.getByRole('heading', { level: 3 })

beforeEach(async () => {
  await setLocale('en')
  connect({ engine, find: (id) => Promise.resolve(findScenario(id)) })
})
afterEach(() => studio.setState({ view: null, about: null }))

describe('the cards', () => {
  it('are all there, and those of one verdict on demand', async () => {
    await show()
    await expect.element(page.getByRole('status')).toHaveTextContent('71 cards')
    await page.getByText('Wrong word').first().click()
    await expect.element(page.getByRole('status')).toHaveTextContent(`${cards().elements().length} cards`)
    await expect.element(page.getByText('Closing always takes four segments.')).not.toBeInTheDocument()
    await expect.element(page.getByText('After TIME-WAIT comes the state CLOSE.')).toBeInTheDocument()
  })

  it('open where a link points', async () => {
    await show('M-33')
    await expect.poll(() => document.activeElement?.id).toBe('M-33')
    await expect.element(page.getByText('RST and FIN are two ways of saying goodbye.')).toBeInViewport()
  })

  it('lead to the run and the moment that show what is so', async () => {
    await show('M-06')
    await page
      .getByRole('button', { name: 'See it happen: [no-time-wait-rst-surprise], 2\u2009350 ms' })
      .click()
    await expect.poll(() => studio.getState().trace).not.toBeNull()
    expect(studio.getState()).toMatchObject({ view: null, catalogueId: 'no-time-wait-rst-surprise' })
    await expect.poll(() => playback.tUs).toBe(2_350_000)
  })

  it('lead to another profile where that is the point', async () => {
    await show('M-09')
    await page.getByRole('button', { name: /close-normal.*61/ }).click()
    await expect.poll(() => studio.getState().scenario.profile).toBe('linux')
  })

  it('speak Chinese, with the protocol\u2019s own words as they are', async () => {
    await setLocale('zh')
    await show('M-16')
    await expect.element(page.getByText('由 FIN-WAIT-1 直接到 TIME-WAIT 几乎不会发生。')).toBeVisible()
  })
})
