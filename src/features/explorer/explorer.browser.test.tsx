import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { useExploration } from '../../store/exploration.ts'
import { connect, studio } from '../../store/store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { Explorer } from './explorer.tsx'

/** The studio's runs are done here; explorations are done in a worker of their own, as in the app. */
const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

async function show(): Promise<void> {
  studio.getState().open('close-normal')
  await expect.poll(() => studio.getState().catalogueId).toBe('close-normal')
  studio.setState({ view: 'explore' })
  await expect.poll(() => studio.getState().trace).not.toBeNull()
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Explorer />
      </Suspense>
    </div>,
  )
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const single = () => page.getByRole('table', { name: 'Map of outcomes' })
const focused = () => document.activeElement?.getAttribute('aria-label') ?? ''

async function explore(): Promise<void> {
  await show()
  await expect.element(page.getByText('29 runs, every invariant holds')).toBeVisible()
}

beforeEach(async () => {
  await setLocale('en')
  connect({ engine, find: (id) => Promise.resolve(findScenario(id)) })
})
afterEach(() => {
  useExploration.getState().clear()
  studio.setState({ view: null, about: null })
})

describe('without being asked', () => {
  it('explores single faults of the run in the studio, and of the next one', async () => {
    await explore()
    studio.getState().open('open-normal')
    await expect.element(page.getByText('13 runs, every invariant holds')).toBeVisible()
    await expect.poll(() => single().getByRole('rowheader').elements().length).toBe(3)
  })

  it('leaves pairs to the reader', async () => {
    await explore()
    await page.getByText('Every pair too').click()
    studio.getState().open('open-normal')
    await expect.element(page.getByText('The studio shows another run now.')).toBeVisible()
  })
})

describe('the map', () => {
  it('has a cell for each segment and each thing done to it', async () => {
    await explore()
    expect(single().getByRole('button').elements()).toHaveLength(7 * 4)
    expect(single().getByRole('rowheader').elements()).toHaveLength(7)
  })

  it('is one Tab stop, with arrows from cell to cell', async () => {
    await explore()
    expect(
      single()
        .getByRole('button')
        .elements()
        .filter((cell) => (cell as HTMLElement).tabIndex === 0),
    ).toHaveLength(1)
    const ending = page.getByRole('radio', { name: 'Ending' }).element() as HTMLElement
    ending.focus()
    await userEvent.keyboard('{Tab}')
    expect(focused()).toMatch(/^segment 1 \(SYN\) is lost: ending/)
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(focused()).toMatch(/^segment 2 \(SYN ACK\) arrives twice/)
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(focused()).toMatch(/^segment 2 \(SYN ACK\) is lost/)
    await userEvent.keyboard('{End}')
    expect(focused()).toMatch(/^segment 7 \(ACK\) is 1.5 s late/)
  })

  it('says in each cell what is asked for', async () => {
    await explore()
    await page.getByText('Retransmissions', { exact: true }).first().click()
    await expect
      .element(single().getByRole('button', { name: /^segment 4 \(FIN ACK\) is lost/ }))
      .toHaveTextContent(/^1$/)
    await page.getByText('Time to close', { exact: true }).first().click()
    await expect
      .element(single().getByRole('button', { name: /^segment 4 \(FIN ACK\) is lost/ }))
      .toHaveTextContent(/ s$/)
  })

  it('opens a run in the studio', async () => {
    await explore()
    await single()
      .getByRole('button', { name: /^segment 6 \(FIN ACK\) is lost/ })
      .click()
    await expect
      .poll(() => studio.getState().scenario.faults)
      .toEqual([{ match: { kind: 'ANY', nth: 6 }, do: 'drop' }])
    expect(studio.getState().view).toBeNull()
    await expect.element(page.getByText('The studio shows another run now.')).toBeVisible()
    await single()
      .getByRole('button', { name: /^segment 4 \(FIN ACK\) arrives twice/ })
      .click()
    await expect
      .poll(() => studio.getState().scenario.faults)
      .toEqual([expect.objectContaining({ match: { kind: 'ANY', nth: 4 }, do: 'duplicate' })])
  })
})

describe('the tables', () => {
  it('show the runs of one ending on demand', async () => {
    await explore()
    await button('B').click()
    const rows = page.getByRole('button', { name: /^Open in the studio: / })
    const { length } = rows.elements()
    expect(length).toBeLessThan(29)
    await expect.element(button('B')).toHaveAttribute('aria-pressed', 'true')
    await button('B').click()
    expect(rows.elements()).toHaveLength(29)
  })

  it('are sorted by any column, both ways', async () => {
    await explore()
    await button('Sort by Retransmissions').click()
    await button('Sort by Retransmissions').click()
    await expect
      .element(page.getByRole('columnheader', { name: 'Sort by Retransmissions' }))
      .toHaveAttribute('aria-sort', 'descending')
    const column = [...document.querySelectorAll('section[aria-labelledby="runs"] tbody tr')].map((row) =>
      Number(row.children[3]?.textContent),
    )
    expect(column).toEqual([...column].sort((a, b) => b - a))
    expect(column[0]).toBeGreaterThan(0)
  })
})

describe('pairs', () => {
  it('have a map of their own, and can be cancelled', async () => {
    await show()
    await page.getByText('Every pair too').click()
    await page.getByRole('spinbutton').fill('20')
    await button('Explore').click()
    await expect.element(page.getByRole('progressbar')).toBeVisible()
    await button('Cancel').click()
    await expect.element(page.getByText(/^Cancelled after [\d,]+ runs/)).toBeVisible()
    await page.getByRole('spinbutton').fill('4')
    await button('Explore').click()
    await expect.element(page.getByText(/^113 runs/)).toBeVisible()
    const pairs = page.getByRole('table', { name: 'Map of pairs' })
    expect(pairs.getByRole('button').elements()).toHaveLength(113 - 1 - 16)
  })

  it('are asked about first where they take long', async () => {
    await show()
    await page.getByText('Every pair too').click()
    await page.getByRole('spinbutton').fill('60')
    await button('Explore').click()
    await expect.element(button(/^Up to 28,[\d]+ runs, about \d+ s: start$/)).toBeVisible()
    expect(useExploration.getState().exploration?.faults).toBe(1)
  })
})
