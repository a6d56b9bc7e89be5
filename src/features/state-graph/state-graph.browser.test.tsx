import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { setLocale } from '../../i18n/locale.ts'
import { playback } from '../../store/playback.ts'
import { useProgress } from '../../store/progress.ts'
import { studio } from '../../store/store.ts'
import { SHORT_RUNS } from '../../test/short-runs.ts'
import { showRun } from '../../test/show-run.ts'
import { StateGraph } from './state-graph.tsx'

beforeAll(() => setLocale('en'))
beforeEach(() => page.viewport(420, 520))

const stateOf = (side: 'C' | 'S') =>
  document.querySelector(`[data-token=${side}]`)?.getAttribute('data-state')
const labels = () => Array.from(document.querySelectorAll('svg tspan'), (line) => line.textContent)
const part = (name: string) => document.querySelector(`[data-name="${name}"]`) as SVGGElement
const press = (...keys: string[]) => userEvent.keyboard(keys.map((key) => `{${key}}`).join(''))

async function show(name: keyof typeof SHORT_RUNS, step: number) {
  showRun(SHORT_RUNS[name], step)
  await render(
    <div style={{ width: 380 }}>
      <StateGraph scenariosFor={() => [{ id: 'open-simultaneous', title: 'Simultaneous open' }]} />
    </div>,
  )
}

describe('the graph', () => {
  it('stands where both ends are, step by step to the end and back', async () => {
    await show('close', 0)
    const seen: (string | null | undefined)[][] = []
    for (let step = 0; step <= playback.lastStep; step++) {
      playback.seekStep(step)
      await expect.poll(() => studio.getState().step).toBe(step)
      seen.push([stateOf('C'), stateOf('S')])
    }
    expect(seen[0]).toEqual(['CLOSED', 'LISTEN'])
    expect(seen.at(-1)).toEqual(['CLOSED', 'CLOSED'])
    expect(seen[9]).toEqual(['TIME-WAIT', 'LAST-ACK'])
    for (let step = playback.lastStep; step >= 0; step--) {
      playback.seekStep(step)
      await expect.poll(() => [stateOf('C'), stateOf('S')]).toEqual(seen[step])
    }
  })

  it('says what has just happened and what comes next, and nothing of the future where that is hidden', async () => {
    await show('lastAckLost', 11)
    expect(labels()).toEqual(['RTO expires', 'snd FIN,ACK', 'next: rcv FIN / snd ACK'])
    studio.setState({ showFuture: false })
    await expect.poll(labels).toEqual(['RTO expires', 'snd FIN,ACK'])
  })

  it('takes a click on a state to its entry, and the next click to the next one', async () => {
    await show('close', 10)
    const node = page.getByRole('button', { name: /^ESTABLISHED,/ })
    await node.click()
    expect(playback.step).toBe(4)
    await node.click()
    expect(playback.step).toBe(3)
  })

  it('keeps a state selected once it is chosen, until it is chosen again, Escape or playing', async () => {
    await show('close', 10)
    const node = page.getByRole('button', { name: /^TIME-WAIT,/ })
    for (const leave of [
      async () => studio.getState().select(null),
      () => node.click(),
      async () => playback.toggle(),
    ]) {
      await node.click()
      await expect.element(node).toHaveAttribute('aria-pressed', 'true')
      expect(studio.getState().selectedState).toBe('TIME-WAIT')
      await leave()
      await expect.element(node).toHaveAttribute('aria-pressed', 'false')
      playback.pause()
    }
    // In this run nobody is ever there.
    await page.getByRole('button', { name: /^CLOSING,/ }).click()
    expect(studio.getState().selectedState).toBeNull()
  })

  it('counts what was seen, run after run, until that is forgotten', async () => {
    useProgress.getState().forgetSeen()
    await show('open', 4)
    await expect.element(page.getByText('5 of 11 states, 5 of 32 moves seen')).toBeVisible()
    const kept = JSON.parse(localStorage.getItem('synscope.progress') ?? '{}')
    expect(kept.seen.states).toContain('SYN-RECEIVED')
    useProgress.getState().forgetSeen()
    await expect.element(page.getByText('0 of 11 states, 0 of 32 moves seen')).toBeVisible()
  })

  it('takes a click on an edge to the moment when it is taken', async () => {
    await show('close', 0)
    part('FIN-WAIT-2>TIME-WAIT').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    expect(playback.step).toBe(9)
  })

  it('offers the scenarios that take an edge which this run does not take', async () => {
    await show('open', 4)
    part('SYN-SENT>SYN-RECEIVED').dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.element(page.getByRole('dialog', { name: 'SYN-SENT → SYN-RECEIVED' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Simultaneous open' })).toBeVisible()
    await press('Escape')
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
  })

  it('shows every edge of a state that the reader points at, the rare ones too', async () => {
    await show('open', 4)
    const resets = part('ESTABLISHED>CLOSED')
    await userEvent.hover(part('LISTEN'))
    await expect.poll(() => getComputedStyle(resets).visibility).toBe('hidden')
    await userEvent.hover(part('ESTABLISHED'))
    expect(studio.getState().hovered).toEqual({ kind: 'state', state: 'ESTABLISHED' })
    await expect.poll(() => getComputedStyle(resets).visibility).toBe('visible')
  })
})

describe('with keys alone', () => {
  it('is one Tab stop; arrows follow edges, brackets go round them, Enter goes there', async () => {
    await show('close', 0)
    await press('Tab')
    expect(document.activeElement?.getAttribute('data-name')).toBe('CLOSED')
    await press('ArrowLeft', 'ArrowDown')
    expect(document.activeElement?.getAttribute('data-name')).toBe('ESTABLISHED')
    await userEvent.keyboard(']')
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement?.getAttribute('data-name')).toBe('ESTABLISHED>FIN-WAIT-1')
    expect(playback.step).toBe(5)
    await press('Escape')
    expect(document.activeElement?.getAttribute('data-name')).toBe('ESTABLISHED')
    await press('Tab')
    expect(document.activeElement?.closest('svg')).toBeNull()
  })

  it('names each state with who is in it', async () => {
    await show('close', 9)
    await expect.element(page.getByRole('button', { name: 'TIME-WAIT, Client here' })).toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'CLOSING, not visited yet' })).toBeInTheDocument()
  })
})
