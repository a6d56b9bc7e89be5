import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { playback } from '../../store/playback.ts'
import { connect, studio } from '../../store/store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { Reality } from './reality.tsx'

const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

const fetchFile = globalThis.fetch
let isOnline = true

async function show(about: string | null): Promise<void> {
  studio.setState({ view: 'reality', about })
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Reality transport={null} nameOf={(scenario) => `[${scenario}]`} glyphOf={() => undefined} />
      </Suspense>
    </div>,
  )
}

const differences = () => page.getByRole('region', { name: 'Differences' })

beforeEach(async () => {
  isOnline = true
  await setLocale('en')
  await page.viewport(1440, 900)
  connect({ engine, find: (id) => Promise.resolve(findScenario(id)) })
  // Under test the page lies in another folder than the site.
  vi.stubGlobal('fetch', (address: string) =>
    isOnline ? fetchFile(address.replace(/^\./, '')) : Promise.reject(new TypeError('offline')),
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  studio.setState({ view: null, about: null })
})

describe('the list', () => {
  it('leads from a scenario to what was captured in its situation', async () => {
    await show(null)
    await expect.element(page.getByRole('heading', { name: '[close-fin1-lost]' })).toBeVisible()
    await page.getByRole('button', { name: 'Everything after close() is lost' }).click()
    expect(studio.getState().about).toBe('fin-all-lost-orphan')
  })
})

describe('a capture', () => {
  it('stands beside our run, with numbers on what differs and the reasons', async () => {
    await show('fin-all-lost-orphan')
    await expect.element(page.getByRole('heading', { name: 'Linux 6.18.44' })).toBeVisible()
    await expect.element(differences()).toHaveTextContent('4 segments are the same.')
    await expect
      .element(
        differences().getByRole('button', {
          name: /^Difference 2: FIN ACK of the client: Linux after 324 ms/,
        }),
      )
      .toBeVisible()
    await expect.element(differences().getByRole('heading', { name: 'Tail loss probe' })).toBeVisible()
    for (const whose of ['What the kernel did', 'What we do']) {
      const pane = page.getByRole('group', { name: whose }).element()
      const marks = [...pane.querySelectorAll('g[aria-hidden] circle + text')].map((text) => text.textContent)
      expect(marks).toContain('2')
    }
  })

  it('shows a difference where it happens', async () => {
    await show('fin-all-lost-orphan')
    await differences()
      .getByRole('button', { name: /^Difference 4/ })
      .click()
    expect(playback.tUs).toBeGreaterThan(7_000_000)
    await expect
      .element(differences().getByRole('button', { name: /^Difference 4/ }))
      .toHaveAttribute('aria-pressed', 'true')
  })

  it('is what our linux profile does', async () => {
    await show('syn-lost-twice')
    await expect.element(differences()).toHaveTextContent('SYN repeated at an even pace')
    await page.getByText('Linux', { exact: true }).first().click()
    await expect.element(differences()).toHaveTextContent('The same 9 segments in the same order.')
    await expect.element(differences()).not.toHaveTextContent('SYN repeated')
  })

  it('is there as a file of each side', async () => {
    await show('data-exchange')
    for (const [side, end] of [
      ['client', 'A'],
      ['server', 'B'],
    ]) {
      const link = page.getByRole('link', { name: `Capture at the ${side}` })
      await expect.element(link).toHaveAttribute('href', `./kernel-traces/pcaps/data-exchange.${end}.pcap`)
    }
  })

  it('opens ours in the studio', async () => {
    await show('first-fin-lost')
    await expect.element(differences()).toBeVisible()
    await page.getByRole('button', { name: 'Open ours in the studio' }).click()
    await expect.poll(() => studio.getState().view).toBeNull()
    await expect.poll(() => studio.getState().scenario.title).toBe('The first FIN is lost')
    expect(studio.getState().scenario.profile).toBe('rfc9293')
  })

  it('says so where it cannot be had, and can be tried again', async () => {
    isOnline = false
    await show('rst-in-time-wait')
    await expect.element(page.getByText('The capture could not be fetched.')).toBeVisible()
    isOnline = true
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(differences()).toBeVisible()
  })
})
