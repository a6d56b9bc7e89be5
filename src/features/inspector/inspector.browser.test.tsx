import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { setLocale } from '../../i18n/locale.ts'
import { playback } from '../../store/playback.ts'
import { SegmentSourceContext, type SourcedBytes } from '../../store/segment-source.ts'
import { studio } from '../../store/store.ts'
import { SHORT_RUNS } from '../../test/short-runs.ts'
import { showRun } from '../../test/show-run.ts'
import { Inspector } from './inspector.tsx'

beforeAll(() => setLocale('en'))
beforeEach(() => page.viewport(420, 700))

async function show(tab: 'segment' | 'tcb' | 'why' | 'code' | 'terminal', step: number) {
  showRun(SHORT_RUNS.lastAckLost, step)
  studio.setState({ tab })
  await render(
    <div style={{ width: 380, height: 640, display: 'grid' }}>
      <Inspector />
    </div>,
  )
  await expect.poll(() => document.querySelector('[role=tabpanel]')?.textContent ?? '').not.toBe('')
}

const panel = () => page.getByRole('tabpanel')

it('moves between its tabs with the arrow keys, Home and End', async () => {
  await show('segment', 11)
  ;(document.querySelector('[role=tab]') as HTMLElement).focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(studio.getState().tab).toBe('tcb')
  await userEvent.keyboard('{End}')
  expect(studio.getState().tab).toBe('terminal')
  await userEvent.keyboard('{Home}')
  expect(studio.getState().tab).toBe('segment')
})

it('shows the selected segment, and writes its numbers as the reader wants them', async () => {
  await show('segment', 11)
  studio.getState().select(0)
  await expect.element(panel().getByRole('heading', { name: 'SYN' })).toBeVisible()
  studio.getState().select(3)
  await expect.element(panel().getByRole('heading', { name: 'FIN, ACK' })).toBeVisible()
  await panel().getByText('x, y', { exact: true }).click()
  await expect.element(panel().getByText('x+1', { exact: true })).toBeVisible()
  await panel().getByText('Relative', { exact: true }).click()
})

it('never shows the captured bytes of one segment as those of another', async () => {
  const captured: SourcedBytes = { bytes: new Uint8Array(20).fill(0xa5, 13), remark: 'as captured' }
  const source = (id: number) =>
    id === 0 ? Promise.resolve(captured) : new Promise<SourcedBytes | null>(() => {})
  showRun(SHORT_RUNS.lastAckLost, 11)
  studio.setState({ tab: 'segment', selectedSegment: 0 })
  await render(
    <SegmentSourceContext value={source}>
      <Inspector />
    </SegmentSourceContext>,
  )
  await expect.element(panel().getByText('as captured')).toBeVisible()
  expect(panel().getByRole('group', { name: 'bytes' }).element().textContent).toContain('A5')
  studio.getState().select(3)
  await expect.element(panel().getByRole('heading', { name: 'FIN, ACK' })).toBeVisible()
  expect(panel().getByText('as captured').elements()).toHaveLength(0)
  expect(panel().getByRole('group', { name: 'bytes' }).element().textContent).not.toContain('A5')
})

it('lights up the bytes of the field that is pointed at, and the field of a byte', async () => {
  await show('segment', 11)
  const lit = () => document.querySelectorAll('[role=group] [class*=lit]').length
  await userEvent.hover(panel().getByText('sequence number', { exact: true }))
  await expect.poll(lit).toBe(4)
  const flagByte = document.querySelectorAll('[role=group] span')[13] as HTMLElement
  await userEvent.hover(flagByte)
  await expect.poll(lit).toBe(2)
})

it('counts timers down with the clock, without a step', async () => {
  await show('tcb', 11)
  await expect.element(panel().getByText('RTO 2.00 s')).toBeVisible()
  playback.seek(playback.tUs + 30_000)
  await expect.element(panel().getByText('RTO 1.97 s')).toBeVisible()
  await expect.element(panel().getByText('2MSL 59.0 s')).toBeVisible()
})

it('jumps from a cause to its moment', async () => {
  await show('why', 11)
  await panel()
    .getByRole('button', { name: /^client calls close\(\)/ })
    .click()
  expect(playback.step).toBe(5)
})

it('marks the line in which a program is blocked', async () => {
  await show('code', 4)
  const current = document.querySelectorAll('[aria-current=step]')
  expect(Array.from(current, (line) => line.textContent)).toContainEqual(
    expect.stringContaining('while ((n = recv(s, buf, sizeof buf, 0)) > 0);'),
  )
  await expect.element(panel().getByText('blocked here')).toBeVisible()
})

it('shows both hosts as ss does, and selects a segment from a line of tcpdump', async () => {
  await show('terminal', 11)
  await expect.element(panel().getByText('timer:(timewait,59sec,0)')).toBeInTheDocument()
  await panel()
    .getByRole('button', { name: /Flags \[S\], seq 1000/ })
    .click()
  expect(studio.getState().selectedSegment).toBe(0)
})
