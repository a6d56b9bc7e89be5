import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { captureToTrace } from '../../engine/capture/capture-to-trace.ts'
import { readCapture } from '../../engine/capture/read-capture.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { captureToScenario } from '../../scenario/from-capture.ts'
import { compare } from './differences.ts'

function captured(name: string): { readonly trace: Trace; readonly scenario: Scenario } {
  const bytes = readFileSync(new URL(`../../test/samples/${name}`, import.meta.url))
  const read = readCapture(new Uint8Array(bytes))
  if (!read.ok) throw new Error(read.error.kind)
  const stream = captureToTrace(read.value, read.value.streams.slice(0, 1))
  return { trace: new Trace(stream.trace), scenario: captureToScenario(stream, '').scenario }
}

const run = (scenario: Scenario): Trace => new Trace(simulate(scenario))

test.each([
  '01-ethernet-ipv4-normal.pcap',
  '13-real-linux-second-request-lost.pcap',
  '14-real-linux-abort.pcap',
])('%s and its simulation send the same segments', (name) => {
  const { trace, scenario } = captured(name)
  const { differences, alike, pairs } = compare(trace, run(scenario))
  expect(differences).toEqual([])
  expect(alike).toBe(trace.segmentCount)
  expect(pairs.size).toBe(trace.segmentCount)
})

test('without the loss that was captured, the retransmission is only in the capture', () => {
  const { trace, scenario } = captured('13-real-linux-second-request-lost.pcap')
  const { differences } = compare(trace, run({ ...scenario, faults: [] }))
  expect(differences.map(({ captured: theirs, simulated }) => [theirs?.retransmission, simulated])).toEqual([
    [1, null],
  ])
})

test('what one call more makes is only in the simulation, in the order of time', () => {
  const { trace, scenario } = captured('01-ethernet-ipv4-normal.pcap')
  const [connect, ...rest] = scenario.apps.C
  const more = { id: 'more', when: { after: 'connect' }, socket: 'sock', op: 'send', bytes: 7 } as const
  const { differences } = compare(
    trace,
    run({ ...scenario, apps: { ...scenario.apps, C: [connect!, more, ...rest] } }),
  )
  expect(differences.length).toBeGreaterThan(0)
  expect(differences.map(({ tUs }) => tUs)).toEqual(
    differences.map(({ tUs }) => tUs).toSorted((a, b) => a - b),
  )
})
