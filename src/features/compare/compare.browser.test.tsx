import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { PAIRS } from '../../scenario/pairs.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'
import { Compare } from './compare.tsx'

const closing = findScenario('close-normal') as Scenario

async function show(details: Parameters<ReturnType<typeof studio.getState>['show']>[1]) {
  await page.viewport(1440, 900)
  studio.setState({ scenario: closing, trace: new Trace(simulate(closing)) })
  studio.getState().show('compare', details)
  return draw()
}

const draw = () =>
  render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Compare transport={null} />
      </Suspense>
    </div>,
  )

const row = (name: string | RegExp) => page.getByRole('row', { name })
const run = (name: string) => page.getByRole('group', { name: `Sequence diagram: ${name}` })

beforeAll(() => setLocale('en'))
afterEach(() => studio.setState({ view: null, about: null, compared: [] }))

describe('a ready-made comparison', () => {
  it('opens at its end, with its question, the runs by name, and where they part', async () => {
    await show({ about: 'time-wait-or-rst' })
    await expect
      .element(page.getByRole('heading', { level: 1 }))
      .toHaveTextContent('Why TIME-WAIT? The last ACK')
    await expect.element(run('With TIME-WAIT')).toBeVisible()
    await expect.element(run('Without TIME-WAIT')).toBeVisible()
    await expect.element(page.getByText('Identical until 1\u2009300 ms')).toBeVisible()
    expect(playback.tUs).toBe(242_300_000)
  })

  it('has one table row for each thing that is asked about, and the others on demand', async () => {
    await show({ about: 'time-wait-or-rst' })
    await expect.element(row(/First segment that differs/)).toHaveTextContent(/ACK seq=2 ack=2 .*RST seq=2/)
    await expect
      .element(row(/States of the server/))
      .toHaveTextContent(/acknowledged.*reset, not acknowledged/)
    await expect.element(row(/RSTs sent/)).not.toBeInTheDocument()
    await page.getByRole('button', { name: /Show all/ }).click()
    await expect.element(row(/RSTs sent 0 1/)).toBeVisible()
  })

  it('draws all runs on one scale: what happens at one time stands at one height', async () => {
    await show({ about: 'time-wait-or-rst' })
    await expect.element(run('Without TIME-WAIT')).toBeVisible()
    const tops = Array.from(
      document.querySelectorAll('[data-segment="7"][role=button] > [class*=line]'),
      (line) => line.getBoundingClientRect().top,
    )
    expect(tops).toHaveLength(2)
    expect(tops[0]).toBe(tops[1])
  })

  it('dims what the runs share, until somebody looks there', async () => {
    await show({ about: 'time-wait-or-rst' })
    const known = () => getComputedStyle(document.querySelector('[class*=known]') as Element).opacity
    await expect.poll(known).toBe('0.5')
    const fin = document.querySelector<SVGElement>('[data-segment="3"][role=button]')
    fin?.focus()
    await expect.poll(known).toBe('0')
    fin?.blur()
    playback.seek(0)
    await expect.poll(known).toBe('0')
  })
})

describe('a comparison of the reader\u2019s own', () => {
  it('starts equal; a key on a segment changes one run and leaves the other alone', async () => {
    await show({ compared: [closing, closing] })
    await expect.element(page.getByText(/Nothing differs yet/)).toBeVisible()
    await expect.element(run('Run 2')).toBeVisible()
    playback.seek(1_300_000)
    const lastAck = run('Run 2').element().querySelector<SVGElement>('[data-segment="6"][role=button]')
    lastAck?.focus()
    await userEvent.keyboard('d')
    await expect.element(row(/Segments lost 0 1/)).toBeVisible()
    expect(studio.getState().compared[0]).toBe(closing)
    await expect.element(page.getByRole('button', { name: 'Restore' })).toBeVisible()
    await page.getByRole('button', { name: 'Restore' }).click()
    await expect.element(page.getByText(/Nothing differs yet/)).toBeVisible()
  })

  it('takes a third run and lets it go', async () => {
    await show({ compared: [closing, closing] })
    await page.getByRole('button', { name: 'Add run' }).click()
    await expect.element(run('Run 3')).toBeVisible()
    await page.getByRole('button', { name: 'Remove \u201cRun 3\u201d' }).click()
    await expect.element(run('Run 3')).not.toBeInTheDocument()
  })

  it('lends a run to the studio and takes it back as it is left there', async () => {
    const view = await show({ compared: [closing, closing] })
    await page.getByRole('button', { name: 'Open \u201cRun 2\u201d in the studio' }).click()
    expect(studio.getState().view).toBeNull()
    await view.unmount()
    studio.setState({ scenario: findScenario('close-three-segments') as Scenario })
    studio.getState().show('compare')
    await draw()
    await expect.element(row(/Segments sent 7 6/)).toBeVisible()
  })
})

describe('without anything to compare', () => {
  it('shows every run of every question at a glance', async () => {
    await show({})
    const runs = PAIRS.reduce((sum, pair) => sum + pair.runs.length, 0)
    const drawn = () =>
      [...document.querySelectorAll('li svg')].filter((glyph) => glyph.querySelector('[data-kind]') !== null)
    // The last two: the run in the studio, and a change of it.
    await expect.poll(() => drawn().length).toBe(runs + 2)
  })

  it('offers the questions', async () => {
    await show({})
    await page.getByRole('button', { name: /Why 2MSL and not 1MSL/ }).click()
    expect(studio.getState().about).toBe('one-or-two-msl')
    await expect.element(row(/forgotten connection 1 2/)).toBeVisible()
  })
})
