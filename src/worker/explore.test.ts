import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../engine/sim/scenario.ts'
import { findScenario } from '../scenario/catalogue.ts'
import { type ExploredRun, mostRuns } from '../scenario/explored.ts'
import { explore, Exploring } from './explore.ts'
import type { Message } from './protocol.ts'
import { serve } from './serve.ts'

const closing = findScenario('close-normal') as Scenario

/** Everything that the engine finds, and its last word. */
function explored(
  scenario: unknown,
  faults: 1 | 2,
  first: number,
): Promise<{ runs: ExploredRun[]; last: Message }> {
  return new Promise((resolve) => {
    const runs: ExploredRun[] = []
    const receive = serve((message) => {
      if (message.kind === 'found') runs.push(...message.runs)
      if (message.kind === 'explored') resolve({ runs, last: message })
    }, explore)
    receive({ kind: 'explore', id: 1, scenario, exploration: { faults, first } })
  })
}

describe('an exploration', () => {
  it('finds each segment lost, copied and late, and the run as it is', async () => {
    const { runs, last } = await explored(closing, 1, 7)
    expect(last).toMatchObject({ answer: { ok: true } })
    expect(runs).toHaveLength(mostRuns({ faults: 1, first: 7, segments: 7 }))
    expect(runs.filter(({ faults }) => faults.length === 0)).toHaveLength(1)
    expect(new Set(runs.map(({ faults }) => JSON.stringify(faults))).size).toBe(runs.length)
    expect(runs.flatMap(({ broken }) => broken)).toEqual([])
    expect(runs.every(({ brief }) => brief.closedUs !== null)).toBe(true)
  })

  it('has the totals of `npm run explore`', async () => {
    const args = [
      'tools/run-ts.mjs',
      'src/cli/explore.ts',
      '--scenario',
      'close-normal',
      '--faults',
      '2',
      '--first',
      '9',
    ]
    const told = spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout
    const [, runs, passed, failed] =
      /([\d,]+) different runs[^]*?([\d,]+) runs passed, ([\d,]+) failed/.exec(told) ?? []
    const ours = await explored(closing, 2, 9)
    const broken = ours.runs.filter((run) => run.broken.length > 0).length
    expect(ours.runs.length.toLocaleString('en-US')).toBe(runs)
    expect((ours.runs.length - broken).toLocaleString('en-US')).toBe(passed)
    expect(String(broken)).toBe(failed)
  }, 60_000)

  it('can be cancelled, and refuses what is no scenario', async () => {
    expect((await explored({ version: 7 }, 1, 7)).last).toMatchObject({ answer: { reason: 'invalid' } })
    const answer = await new Promise<Message>((resolve) => {
      const receive = serve((message) => {
        if (message.kind === 'explored') resolve(message)
      }, explore)
      receive({ kind: 'explore', id: 1, scenario: closing, exploration: { faults: 2, first: 64 } })
      receive({ kind: 'cancel', id: 1 })
    })
    expect(answer).toMatchObject({ answer: { ok: false, reason: 'cancelled' } })
  })

  it('is refused by an engine that only runs scenarios', async () => {
    const answer = await new Promise<Message>((resolve) => {
      const receive = serve((message) => {
        if (message.kind === 'explored') resolve(message)
      })
      receive({ kind: 'explore', id: 1, scenario: closing, exploration: { faults: 1, first: 7 } })
    })
    expect(answer).toMatchObject({
      answer: { ok: false, message: expect.stringContaining('does not explore') },
    })
  })

  it('goes on where it stopped: portions change nothing', () => {
    const whole = new Exploring(closing, { faults: 1, first: 7 })
    whole.advance(1_000)
    const inPieces = new Exploring(closing, { faults: 1, first: 7 })
    const found: ExploredRun[] = []
    while (!inPieces.advance(3)) found.push(...inPieces.take())
    found.push(...inPieces.take())
    expect(found).toEqual(whole.take())
  })
})
