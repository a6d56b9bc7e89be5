import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { page } from 'vitest/browser'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { findScenario } from '../scenario/catalogue.ts'
import type { EngineClient } from '../worker/client.ts'
import { Bystanders } from './bystanders.tsx'
import { playback } from './playback.ts'
import { connect, studio, useStudio } from './store.ts'

const engine = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
  cancel: () => {},
} as unknown as EngineClient

const scenario = findScenario('open-normal') as Scenario

/** The same with a client that waits for so long before it connects. */
function connectingAfter(us: number): Scenario {
  const calls = scenario.apps.C.map((call) => ({ ...call, atUs: us }))
  return { ...scenario, apps: { ...scenario.apps, C: calls as Scenario['apps']['C'] } }
}

/** What a view reads: a part of the scenario, of its run and of the moment. */
function View({ name }: { readonly name: string }) {
  const us = useStudio((state) => state.trace?.endUs)
  const step = useStudio((state) => state.step)
  const of = useStudio((state) => JSON.stringify(state.scenario.apps.C))
  return <output aria-label={name}>{`${us} ${step} ${of}`}</output>
}

const told = (name: string): string => page.getByLabelText(name, { exact: true }).element().textContent

beforeEach(() => {
  connect({ engine, find: () => Promise.resolve(null) })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
})

async function show(): Promise<void> {
  const { revision } = studio.getState()
  studio.getState().open(scenario)
  await expect.poll(() => studio.getState().revision).not.toBe(revision)
  playback.seekStep(3)
  await render(
    <>
      <View name="hand" />
      <Bystanders>
        <View name="bystander" />
      </Bystanders>
    </>,
  )
}

it('follows at once what is not a change of the run', async () => {
  await show()
  playback.seekStep(2)
  await expect.poll(() => told('hand')).toContain(' 2 ')
  expect(told('bystander')).toBe(told('hand'))
})

it('follows a little later while a change goes on, and sees a whole state', async () => {
  await show()
  const before = told('hand')
  studio.getState().change(connectingAfter(7000), 'dragging')
  await expect.poll(() => told('hand')).not.toBe(before)
  playback.seekStep(1)
  await expect.poll(() => told('hand')).toContain(' 1 ')
  expect(told('bystander')).toBe(before)
  vi.runAllTimers()
  await expect.poll(() => told('bystander')).toBe(told('hand'))
})

it('follows at once when a change is finished', async () => {
  await show()
  const before = told('hand')
  studio.getState().change(connectingAfter(7000), 'dragging')
  await expect.poll(() => told('hand')).not.toBe(before)
  const { revision } = studio.getState()
  studio.getState().change(connectingAfter(9000), 'final')
  await expect.poll(() => studio.getState().revision).not.toBe(revision)
  await expect.poll(() => told('bystander')).toBe(told('hand'))
  expect(told('bystander')).toContain('9000')
  expect(vi.getTimerCount()).toBe(0)
})

it('follows at once where another run takes the place of this one', async () => {
  await show()
  studio.getState().showCaptured(new Trace(simulate(connectingAfter(7000))), connectingAfter(7000))
  await expect.poll(() => told('hand')).toContain('7000')
  expect(told('bystander')).toBe(told('hand'))
})

it('follows at once when a change is refused', async () => {
  await show()
  const before = told('hand')
  vi.spyOn(engine, 'run').mockResolvedValueOnce({ ok: false, reason: 'invalid', errors: [] })
  studio.getState().change(connectingAfter(7000), 'final')
  await expect.poll(() => studio.getState().notice?.kind).toBe('invalid-scenario')
  await expect.poll(() => told('hand')).toBe(before)
  expect(told('bystander')).toBe(before)
  expect(vi.getTimerCount()).toBe(0)
})
