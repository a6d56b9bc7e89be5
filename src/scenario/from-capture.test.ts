import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { captureToTrace } from '../engine/capture/capture-to-trace.ts'
import { readCapture } from '../engine/capture/read-capture.ts'
import { simulate } from '../engine/sim/run.ts'
import { FIN, flagNames, RST, SYN } from '../engine/tcp/segment.ts'
import { Trace } from '../engine/trace/codec.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { captureToScenario } from './from-capture.ts'
import { checkScenario } from './schema.ts'

const SAMPLES = new URL('../test/samples/', import.meta.url)
const FILES = readdirSync(SAMPLES).filter((file) => file.includes('.pcap'))

const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, SAMPLES)))

function streamsOf(file: string, bytes = bytesOf(file)) {
  const read = readCapture(bytes)
  if (!read.ok) return []
  return read.value.streams.map((stream) => captureToTrace(read.value, [stream]))
}

/** What one side sent that carries numbers: when it sends pure ACKs is the business of each TCP. */
function sentBy(side: 'C' | 'S', trace: Trace): TraceSegment[] {
  return Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).filter(
    ({ from, flags, text }) => from === side && ((flags & (SYN | FIN | RST)) !== 0 || text !== null),
  )
}

function inWords({ flags, text, fate }: TraceSegment): string {
  const names = flagNames(flags).filter((name) => name !== 'PSH')
  return `${names.join()} ${text?.length ?? 0} ${fate === 'delivered' ? '' : 'lost'}`.trim()
}

test.each(FILES)('%s is simulated with the same segments sent and lost', (file) => {
  for (const captured of streamsOf(file)) {
    const { scenario, lossesLeftOut } = captureToScenario(captured, file)
    expect(checkScenario(scenario)).toMatchObject({ ok: true })
    expect(lossesLeftOut).toBe(0)
    const [original, simulated] = [new Trace(captured.trace), new Trace(simulate(scenario))]
    for (const side of ['C', 'S'] as const)
      expect(sentBy(side, simulated).map(inWords)).toEqual(sentBy(side, original).map(inWords))
  }
})

test.each(FILES.slice(0, 10))('%s, which was made by the clock, is simulated at the same times', (file) => {
  for (const captured of streamsOf(file)) {
    const { scenario } = captureToScenario(captured, '')
    const [original, simulated] = [new Trace(captured.trace), new Trace(simulate(scenario))]
    const times = (trace: Trace): number[] =>
      [...sentBy('C', trace), ...sentBy('S', trace)].map(({ sentUs }) => sentUs)
    const late = times(simulated).map((tUs, i) => Math.abs(tUs - (times(original)[i] ?? 0)))
    expect(Math.max(...late)).toBeLessThan(10)
  }
})

test('whatever a damaged file holds, the scenario made of it is one that the engine takes', () => {
  const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
  fc.assert(
    fc.property(fc.constantFrom(...FILES), edits, (file, changes) => {
      const bytes = bytesOf(file)
      for (const [at, value] of changes) bytes[24 + (at % (bytes.length - 24))] = value
      for (const captured of streamsOf(file, bytes).slice(0, 3))
        expect(checkScenario(captureToScenario(captured, '').scenario)).toMatchObject({ ok: true })
    }),
    { numRuns: 400 },
  )
})
