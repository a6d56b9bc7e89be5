import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { Suspense } from 'react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { usePopulation } from '../../store/population.ts'
import { connect, studio } from '../../store/store.ts'
import type { EngineClient } from '../../worker/client.ts'
import { Lab } from './lab.tsx'

// Neighbours on the machine may make a run slow.
vi.setConfig({ testTimeout: 60_000 })
const LONG = { timeout: 30_000 }

const SMALL = 'port-exhaustion.rate-50.arrive-20000000.run-20000000.life-1000000.wait-5000000.ports-150'

const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

async function show(about: string): Promise<void> {
  studio.setState({ view: 'lab', about })
  await render(
    <div style={{ position: 'fixed', inset: 0, display: 'grid' }}>
      <Suspense>
        <Lab />
      </Suspense>
    </div>,
  )
}

const done = () => expect.poll(() => usePopulation.getState().status, LONG).toBe('done')
const cursor = (host: string) => page.getByRole('slider', { name: `Moment, ${host}` })
const knob = (name: string) => page.getByRole('slider', { name, exact: true }).first()
const button = (name: string | RegExp) => page.getByRole('button', { name })

beforeEach(async () => {
  await page.viewport(1440, 900)
  await setLocale('en')
  connect({ engine, find: () => Promise.resolve(null) })
  usePopulation.setState({ setup: null, update: null, spec: null, status: 'idle' })
})

/** How much of a canvas has been painted on. Only one that is still the page's can be read, so it is copied. */
async function paintedShare(): Promise<number> {
  const canvas = document.querySelector('canvas') as HTMLCanvasElement
  const image = await createImageBitmap(canvas)
  const copy = new OffscreenCanvas(image.width, image.height)
  const context = copy.getContext('2d') as OffscreenCanvasRenderingContext2D
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return data.filter((value, at) => at % 4 === 3 && value > 0).length / (data.length / 4)
}

/** What stands below the lower chart. */
const ticks = () =>
  [...document.querySelectorAll('[data-plot=S] [class*=xTick]')].map((tick) => tick.textContent)

describe('the run', () => {
  it('is drawn, away from the page, and told in words and numbers', async () => {
    await show(SMALL)
    await done()
    await expect.element(page.getByText(/^Ports exhausted at 3 s/)).toBeVisible()
    await expect.poll(paintedShare, LONG).toBeGreaterThan(0.2)
    await expect.element(page.getByRole('row', { name: /connect\(\) EADDRNOTAVAIL/ })).toBeInTheDocument()
    await expect
      .element(page.getByRole('row', { name: /ports \/ holding time/ }))
      .toHaveTextContent(/24\.8 \/s.*%/)
  })

  it('is drawn in the page where canvases cannot leave it', async () => {
    const { prototype } = HTMLCanvasElement
    const name = 'transferControlToOffscreen'
    const transfer = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor
    Reflect.deleteProperty(prototype, name)
    try {
      await show(SMALL)
      await done()
      await expect.poll(paintedShare, LONG).toBeGreaterThan(0.2)
    } finally {
      Object.defineProperty(prototype, name, transfer)
    }
  })

  it('keeps its state when the reader leaves and comes back', async () => {
    await show(SMALL)
    await done()
    const { update } = usePopulation.getState()
    studio.setState({ about: null })
    await expect.poll(() => studio.getState().about).toBe(SMALL)
    expect(usePopulation.getState().update).toBe(update)
  })

  it('asks before a long one, and is refused beyond the limits', async () => {
    await show('million')
    await expect.element(page.getByText(/^About 17\.0 M events: some \d\d s/).first()).toBeVisible()
    expect(usePopulation.getState().update).toBeNull()
    studio.setState({ about: 'million.rate-100000.arrive-3600000000' })
    await expect
      .element(page.getByText(/^This population has 360,000,000 connections; the most is 5,000,000/).first())
      .toBeVisible()
  })
})

describe('the moment', () => {
  it('is moved by keys, in steps of a sample, a tenth, and to the ends', async () => {
    await show(SMALL)
    await done()
    const slider = cursor('Client host')
    ;(slider.element() as HTMLElement).focus()
    await expect.element(slider).toHaveAttribute('aria-valuenow', '80')
    await userEvent.keyboard('{ArrowLeft}')
    await expect.element(slider).toHaveAttribute('aria-valuenow', '79')
    await userEvent.keyboard('{PageDown}')
    await expect.element(slider).toHaveAttribute('aria-valuenow', '71')
    await userEvent.keyboard('{Home}')
    await expect.element(slider).toHaveAttribute('aria-valuetext', '0 s, client: no sockets')
    await userEvent.keyboard('{End}{ArrowRight}')
    await expect.element(slider).toHaveAttribute('aria-valuenow', '80')
    // Both charts are of one time.
    await expect.element(cursor('Server host')).toHaveAttribute('aria-valuenow', '80')
  })

  it('is zoomed about by keys and buttons, in both charts, and stays in sight', async () => {
    await show(SMALL)
    await done()
    const slider = cursor('Client host')
    expect(ticks()).toContain('0 s')
    ;(slider.element() as HTMLElement).focus()
    await userEvent.keyboard('++')
    await expect.poll(ticks).not.toContain('0 s')
    expect(ticks()).toContain('20 s')
    await userEvent.keyboard('{Home}')
    await expect.poll(ticks).toContain('0 s')
    expect(ticks()).not.toContain('20 s')
    await userEvent.keyboard('0')
    await expect.poll(ticks).toEqual(expect.arrayContaining(['0 s', '20 s']))
    await button('Zoom in').click()
    await expect.poll(ticks).not.toContain('20 s')
    await button('Show the whole run').click()
    await expect.poll(ticks).toContain('20 s')
    await expect.element(button('Zoom out')).toBeDisabled()
  })

  it('is where Ctrl and the wheel zoom; the wheel alone scrolls', async () => {
    await show(SMALL)
    await done()
    const plot = cursor('Client host').element() as HTMLElement
    const wheel = (ctrlKey: boolean) => {
      const { left, width, top } = plot.getBoundingClientRect()
      const at = { clientX: left + width / 2, clientY: top + 20 }
      const event = new WheelEvent('wheel', { ...at, deltaY: -50, ctrlKey, bubbles: true, cancelable: true })
      plot.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(wheel(false)).toBe(false)
    await expect.element(button('Zoom out')).toBeDisabled()
    expect(wheel(true)).toBe(true)
    await expect.element(button('Zoom out')).toBeEnabled()
    // A further turn goes on from there.
    const [first] = ticks()
    wheel(true)
    await expect.poll(() => ticks()[0]).not.toBe(first)
  })

  it('shows connections by their state, and opens one in the studio', async () => {
    await show(SMALL)
    await done()
    await button(/^Connections in TIME-WAIT at the client/).click()
    const table = page.getByRole('table', { name: 'Some in TIME-WAIT at the client' })
    await expect.element(table.getByRole('button').first(), LONG).toBeInTheDocument()
    const began = table.getByRole('row').nth(1).getByRole('cell').first().element().textContent
    await table.getByRole('button').first().click()
    await expect.poll(() => studio.getState().view, LONG).toBeNull()
    const { scenario, trace } = studio.getState()
    expect(scenario.title).toMatch(/^Connection [\d,]+: Ephemeral ports run out$/)
    expect(trace!.segment(0).sentUs).toBe(Number.parseFloat(began) * 1e6)
  })
})

describe('the parameters', () => {
  it('mark what is not as the profile or the preset has it, and go back', async () => {
    await show('port-exhaustion.wait-5000000.rate-50.arrive-10000000.run-10000000')
    const changed = page.getByText('2MSL').first().element().closest('[data-changed]')
    expect(changed).not.toBeNull()
    expect(page.getByText('Connection lifetime').first().element().closest('[data-changed]')).toBeNull()
    await button('Reset').click()
    expect(studio.getState().about).toBe('port-exhaustion')
    expect(page.getByText('2MSL').first().element().closest('[data-changed]')).toBeNull()
  })

  it('step through round values, and take any that is typed', async () => {
    await show(SMALL)
    ;(knob('Connection rate').element() as HTMLElement).focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(studio.getState().about).toContain('rate-60')
    await button('Type a value: Connection rate').first().click()
    await userEvent.keyboard('77 /s{Enter}')
    expect(studio.getState().about).toContain('rate-77')
  })

  it('say what to try next, and do it', async () => {
    await show('restart-addrinuse.rate-5')
    await button('Try it').click()
    expect(studio.getState().about).toBe('restart-addrinuse.rate-5.reuseAddr-1')
    await expect.element(button('Try it')).toBeDisabled()
  })
})
