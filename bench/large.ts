/// <reference lib="dom" />
import { existsSync } from 'node:fs'
import { simulate } from '../src/engine/sim/run.ts'
import { Trace } from '../src/engine/trace/codec.ts'
import { type Bench, withPage } from './browser.ts'
import type { Measured, Row } from './row.ts'
import { steadyFlow } from './scenarios.ts'
import { hashOf, openStudio, READY, ROUNDS, settle } from './studio.ts'

// Runs of any length: what a frame costs, and what a large run costs at all.

const LARGE = 50_000
/** Messages that follow those above the moment, so that there is something to play. */
const REST = 20_000

/** Main thread milliseconds of a frame while playing, with so many messages above the moment and 20 in flight. */
async function playing(bench: Bench, settled: number): Promise<Measured> {
  const scenario = steadyFlow(settled + REST)
  const tUs = new Trace(simulate(scenario)).segment(settled).sentUs
  // A frame is a sixtieth of a second, also where the machine is too busy to show so many.
  await bench.page.addInitScript(() => {
    const request = window.requestAnimationFrame.bind(window)
    let [frames, last] = [0, 0]
    window.requestAnimationFrame = (callback) =>
      request((nowMs) => {
        if (nowMs !== last) frames += 1
        last = nowMs
        callback((frames * 1000) / 60)
      })
  })
  await openStudio(bench, hashOf(scenario, tUs))
  const values: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await bench.page.keyboard.press('Space')
    await settle(bench.page)
    const before = await bench.mainThreadS()
    await bench.page.evaluate(
      (count) =>
        new Promise<void>((resolve) => {
          let left = count
          const tick = (): void => {
            left -= 1
            if (left > 0) requestAnimationFrame(tick)
            else resolve()
          }
          requestAnimationFrame(tick)
        }),
      FRAMES,
    )
    // The first round is the compiler's.
    if (round > 0) values.push((((await bench.mainThreadS()) - before) * 1000) / FRAMES)
    await bench.page.keyboard.press('Space')
  }
  return { unit: 'ms/frame', values }
}

const FRAMES = 60

/** Main thread milliseconds from a new address to its picture; the engine has a thread of its own. */
async function loading(bench: Bench): Promise<Measured> {
  const [values, wall]: [number[], number[]] = [[], []]
  const hash = hashOf(steadyFlow(LARGE), null)
  for (let round = 0; round < 3; round++) {
    await openStudio(bench, '')
    const last = await bench.page.getAttribute(READY, 'aria-valuemax')
    const [before, start] = [await bench.mainThreadS(), performance.now()]
    await bench.page.evaluate((next) => void (location.hash = next), hash)
    await bench.page.waitForFunction(
      ([selector, old]) => document.querySelector(selector)?.getAttribute('aria-valuemax') !== old,
      [READY, last ?? ''] as const,
    )
    await settle(bench.page)
    values.push(((await bench.mainThreadS()) - before) * 1000)
    wall.push(performance.now() - start)
  }
  const shortest = Math.min(...wall) / 1000
  return { unit: 'ms', values, result: `${shortest.toFixed(1)} s with the engine` }
}

/** Main thread milliseconds for each move of a pointer that drags over the scrubber, from end to end. */
async function scrubbing(bench: Bench): Promise<Measured> {
  const { page } = bench
  await openStudio(bench, hashOf(steadyFlow(LARGE), null))
  const box = await page.locator(READY).first().boundingBox()
  if (box === null) throw new Error('no scrubber to drag')
  const moves = 24
  const values: number[] = []
  // On the ribbons: above them are the names of the chapters.
  const y = box.y + box.height * 0.6
  await page.mouse.move(box.x + box.width * 0.3, y)
  await page.mouse.down()
  for (let round = 0; round <= ROUNDS; round++) {
    const before = await bench.mainThreadS()
    for (let move = 0; move < moves; move++) {
      await page.mouse.move(box.x + (box.width * ((move * 7) % moves)) / moves, y)
      await settle(page)
    }
    if (round > 0) values.push((((await bench.mainThreadS()) - before) * 1000) / moves)
  }
  await page.mouse.up()
  return { unit: 'ms/move', values }
}

/** Bytes for each segment: the columns of the trace, and what the page makes of them to find and draw things. */
async function memory(bench: Bench): Promise<Measured> {
  const scenario = steadyFlow(LARGE)
  const trace = new Trace(simulate(scenario))
  const { facts, changes, segments, steps } = trace.data
  const columns = [...Object.values(facts), ...Object.values(changes), ...Object.values(segments), steps]
  const inColumns = columns.reduce((sum, { byteLength }) => sum + byteLength, 0) / trace.segmentCount
  await openStudio(bench, '')
  const before = await bench.heapBytes()
  await bench.page.evaluate((next) => void (location.hash = next), hashOf(scenario, null))
  await bench.page.waitForFunction(
    (selector) => Number(document.querySelector(selector)?.getAttribute('aria-valuemax')) > 10_000,
    READY,
  )
  await settle(bench.page)
  const indexes = ((await bench.heapBytes()) - before) / trace.segmentCount
  const result = `${Math.round(inColumns)} B of columns, ${Math.round(indexes)} B to find and draw them`
  return { unit: 'B/segment', values: [inColumns + indexes], result }
}

const built = (measure: (bench: Bench) => Promise<Measured>) => async () =>
  existsSync('dist/index.html') ? withPage('dist', measure) : 'not built'

export const LARGE_RUNS: readonly Row[] = [
  ...([200, 2_000, LARGE] as const).map((settled) => ({
    name: `playing, ${settled} settled`,
    goal: `${settled === 200 ? 1.5 : 2.2} ms of main thread a frame`,
    measure: built((bench) => playing(bench, settled)),
  })),
  {
    name: 'loading 50,000 messages',
    goal: '500 ms of main thread',
    measure: built(loading),
  },
  {
    name: 'scrubbing in 50,000 messages',
    goal: '16 ms of main thread a move',
    measure: built(scrubbing),
  },
  { name: 'memory of a run', goal: '1,000 B a segment', measure: built(memory) },
]
