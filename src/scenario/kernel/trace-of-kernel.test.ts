import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { Trace } from '../../engine/trace/codec.ts'
import { compareSegments } from './compare-segments.ts'
import { compareStates } from './compare-states.ts'
import type { KernelTrace } from './format.ts'
import { traceOfKernel } from './trace-of-kernel.ts'

const DIRECTORY = 'public/kernel-traces/traces'
const NAMES = readdirSync(DIRECTORY).map((file) => file.replace(/\.json$/, ''))
const load = (name: string): KernelTrace =>
  JSON.parse(readFileSync(`${DIRECTORY}/${name}.json`, 'utf8')) as KernelTrace

describe('a kernel as a trace', () => {
  test.each(NAMES)('%s: tells what the kernel did', (name) => {
    const kernel = load(name)
    const trace = new Trace(traceOfKernel(kernel))
    expect(compareSegments(kernel, trace)).toEqual([])
    // A kernel ends one small socket and makes another where a SYN reopens TIME-WAIT (docs/kernel-conformance.md).
    const reopened = (states: string) =>
      states.replace('TIME_WAIT CLOSED SYN_RECEIVED', 'TIME_WAIT SYN_RECEIVED')
    expect(compareStates(kernel, trace).filter(({ kernel: want, ours }) => want !== reopened(ours))).toEqual(
      [],
    )
    expect(trace.endUs).toBeGreaterThanOrEqual(kernel.duration * 1_000)
  })

  test.each(NAMES)('%s: is in order', (name) => {
    const trace = new Trace(traceOfKernel(load(name)))
    const { tUs, step } = trace.data.facts
    for (let i = 1; i < trace.factCount; i++) {
      expect(tUs[i]).toBeGreaterThanOrEqual(tUs[i - 1] as number)
      expect(step[i]).toBeGreaterThanOrEqual(step[i - 1] as number)
    }
    for (let id = 0; id < trace.segmentCount; id++) {
      const { sentFact, endFact, fate } = trace.segment(id)
      expect(sentFact).toBeGreaterThanOrEqual(0)
      expect(fate === 'in-flight' || endFact > sentFact).toBe(true)
    }
  })

  it('has every call with its return', () => {
    const { calls } = new Trace(traceOfKernel(load('half-close-server-data')))
    const told = calls.map(({ side, call, args, result, returnedUs }) => [
      side,
      call,
      args,
      result,
      returnedUs,
    ])
    expect(told).toContainEqual(['C', 'shutdown', 'SHUT_WR', 0, 400_000])
    expect(told.filter(([side, call]) => side === 'C' && call === 'recv')).toEqual([
      ['C', 'recv', '', 1000, 601_000],
      ['C', 'recv', '', 1000, 702_000],
      ['C', 'recv', '', 1000, 802_000],
      ['C', 'recv', '', 0, 903_000],
    ])
  })

  it('has calls that failed and calls that never returned', () => {
    expect(new Trace(traceOfKernel(load('connect-refused'))).calls).toContainEqual(
      expect.objectContaining({ call: 'connect', result: -1, errno: 'ECONNREFUSED' }),
    )
    expect(new Trace(traceOfKernel(load('syn-all-lost'))).calls).toContainEqual(
      expect.objectContaining({ call: 'accept', result: null, returnedUs: null }),
    )
  })

  it('counts sendings of the same numbers', () => {
    const trace = new Trace(traceOfKernel(load('fin-all-lost-orphan')))
    const fins = Array.from({ length: trace.segmentCount }, (_, id) => trace.segment(id)).filter(
      ({ flags }) => (flags & 1) !== 0,
    )
    expect(fins.map(({ retransmission }) => retransmission)).toEqual([0, 1, 2, 3, 4])
  })
})
