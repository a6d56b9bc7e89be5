/// <reference lib="dom" />
import { existsSync, readdirSync } from 'node:fs'
import { CATALOGUE } from '../src/scenario/catalogue.ts'
import { writeLink } from '../src/scenario/permalink.ts'
import type { Scenario } from '../src/engine/sim/scenario.ts'
import { type Bench, buildPage, withPage } from './browser.ts'
import { type Measured, quantile, ratio, type Row, spreadOf } from './row.ts'
import { messages } from './scenarios.ts'

const ROUNDS = 5
/** The scrubber says where it is as soon as a run is on screen. */
const READY = '[role=slider][aria-valuetext]'

function hashOf(scenario: Scenario, tUs: number | null): Promise<string> {
  return writeLink({
    catalogueId: null,
    scenario,
    profile: null,
    moment: tUs === null ? null : { tUs },
    view: null,
    about: null,
    others: [],
    trueScale: false,
    futureHidden: false,
  })
}

async function openStudio({ page, url }: Bench, hash: string): Promise<void> {
  await page.goto(`${url}?lang=en${hash}`)
  await page.waitForSelector(READY)
  // What is loaded after the first picture is not what is measured.
  await page.waitForLoadState('networkidle')
  await settle(page)
}

/** Two frames with nothing to do between them. */
async function settle(page: Bench['page']): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))
      }),
  )
}

/** Milliseconds from a request to the trace in the page, for each run of the catalogue. */
async function scenarioToTrace(bench: Bench): Promise<Measured> {
  await openStudio(bench, '')
  const chunk = readdirSync('dist/assets').find((name) => name.startsWith('engine.worker-'))
  const scenarios = CATALOGUE.flatMap(({ variants }) => variants)
  const values = await bench.page.evaluate(
    async ({ file, runs }) => {
      const { default: EngineWorker } = await import(file)
      const worker: Worker = new EngineWorker()
      const answer = (): Promise<MessageEvent> =>
        new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
      await answer()
      const took: number[] = []
      for (let round = 0; round < 6; round++) {
        for (const [index, scenario] of runs.entries()) {
          const before = performance.now()
          worker.postMessage({ kind: 'run', id: round * runs.length + index + 1, scenario })
          await answer()
          // The first round is the compiler's.
          if (round > 0) took.push(performance.now() - before)
        }
      }
      worker.terminate()
      return took
    },
    { file: `${bench.url}assets/${chunk}`, runs: scenarios },
  )
  const sorted = values.toSorted((a, b) => a - b)
  return { unit: 'ms', values, result: `95th percentile ${quantile(sorted, 0.95).toFixed(2)} ms` }
}

/** Main thread milliseconds of a frame while playing, with so many messages above the moment. */
async function playing(bench: Bench, settled: number): Promise<Measured> {
  const scenario = messages(Math.round(settled / 0.8))
  // 44 data segments fill the window, and each window takes a round trip of 20 ms.
  const tUs = 20_000 + Math.round((settled / 88) * 20_000)
  await openStudio(bench, await hashOf(scenario, tUs))
  const values: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await bench.page.keyboard.press('Space')
    await settle(bench.page)
    const before = await bench.mainThreadS()
    const frames = await bench.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0
          const end = performance.now() + 600
          const tick = (): void => {
            count += 1
            if (performance.now() < end) requestAnimationFrame(tick)
            else resolve(count)
          }
          requestAnimationFrame(tick)
        }),
    )
    values.push((((await bench.mainThreadS()) - before) * 1000) / frames)
    await bench.page.keyboard.press('Space')
  }
  return { unit: 'ms/frame', values }
}

/** Main thread milliseconds from a new address to the drawing of so many messages, the page being there. */
async function firstDrawing(bench: Bench, count: number): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await openStudio(bench, '')
    const hash = await hashOf(messages(count), null)
    const before = await bench.mainThreadS()
    const last = await bench.page.getAttribute(READY, 'aria-valuemax')
    await bench.page.evaluate((next) => void (location.hash = next), hash)
    await bench.page.waitForFunction(
      ([selector, old]) => document.querySelector(selector)?.getAttribute('aria-valuemax') !== old,
      [READY, last ?? ''] as const,
    )
    await settle(bench.page)
    values.push(((await bench.mainThreadS()) - before) * 1000)
  }
  return values
}

async function mermaidDrawing(bench: Bench, count: number): Promise<number[]> {
  const values: number[] = []
  for (let round = 0; round < 3; round++) {
    await bench.page.goto(bench.url)
    await bench.page.waitForFunction(() => document.title === 'ready')
    const before = await bench.mainThreadS()
    await bench.page.evaluate((n) => (window as unknown as { draw(n: number): unknown }).draw(n), count)
    await settle(bench.page)
    values.push(((await bench.mainThreadS()) - before) * 1000)
  }
  return values
}

async function drawing(count: number): Promise<Measured | string> {
  const values = await withPage('dist', (bench) => firstDrawing(bench, count))
  if (!existsSync('bench/node_modules/mermaid')) return 'mermaid is not installed: npm run bench does that'
  const folder = await buildPage('mermaid')
  const reference = await withPage(folder, (bench) => mermaidDrawing(bench, count))
  if (typeof values === 'string' || typeof reference === 'string') return 'no Chromium'
  return {
    unit: 'ms of main thread',
    values,
    reference: { name: 'mermaid', values: reference },
    result: `1/${(1 / ratio(values, reference)).toFixed(1)}`,
  }
}

/** Milliseconds to the first control that answers, on a processor four times slower. */
async function interactive(bench: Bench, page: string, selector: string): Promise<number[]> {
  await bench.slowDown(4)
  const values: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    await bench.page.goto('about:blank')
    await bench.page.goto(bench.url + page, { waitUntil: 'commit' })
    const handle = await bench.page.waitForFunction(
      (wanted) => (document.querySelector(wanted) === null ? 0 : performance.now()),
      selector,
    )
    // The first round fills the caches.
    if (round > 0) values.push(await handle.jsonValue())
  }
  return values
}

async function start(page: string, selector: string): Promise<Measured | string> {
  const values = await withPage('dist', (bench) => interactive(bench, page, selector))
  const folder = await buildPage('react')
  const reference = await withPage(folder, (bench) => interactive(bench, '', 'button'))
  if (typeof values === 'string' || typeof reference === 'string') return 'no Chromium'
  return {
    unit: 'ms',
    values,
    reference: { name: 'React alone', values: reference },
    result: `${ratio(values, reference).toFixed(2)} x`,
  }
}

/** Main thread milliseconds for each move of a pointer that drags an arrow head. */
async function dragging(bench: Bench): Promise<Measured> {
  const { page } = bench
  await openStudio(bench, '#open-normal')
  await page.keyboard.press('End')
  await page.locator('[data-segment][role=button]').first().click()
  const box = await page.locator('[data-grip]').first().boundingBox()
  if (box === null) throw new Error('no grip to drag')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const moves = async (): Promise<number> => {
    const before = await bench.mainThreadS()
    for (let step = 1; step <= 20; step++) {
      await page.mouse.move(x, y + 8 + step * 2)
      await settle(page)
    }
    return (((await bench.mainThreadS()) - before) * 1000) / 20
  }
  const [values, idle]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    idle.push(await moves())
    await page.mouse.move(x, y)
    await page.mouse.down()
    values.push(await moves())
    await page.mouse.move(x, y)
    await page.mouse.up()
  }
  const own = spreadOf(values).median - spreadOf(idle).median
  return {
    unit: 'ms/move',
    values,
    reference: { name: 'the same moves without dragging', values: idle },
    result: `${own.toFixed(1)} ms more`,
  }
}

const built = (measure: () => Promise<Measured | string>) => async () =>
  existsSync('dist/index.html') ? measure() : 'not built'

export const CHROMIUM: readonly Row[] = [
  {
    name: 'scenario to trace in the worker',
    goal: '1 ms median, 95th percentile 4 ms',
    measure: built(() => withPage('dist', scenarioToTrace)),
  },
  {
    name: 'dragging an arrow head',
    goal: 'next frame, 4 ms of main thread',
    measure: built(() => withPage('dist', dragging)),
  },
  ...(
    [
      [200, 1.5],
      [2_000, 2.2],
      [50_000, 2.2],
    ] as const
  ).map(([settled, goal]) => ({
    name: `playing, ${settled} settled`,
    goal: `${goal} ms of main thread a frame`,
    measure: built(() => withPage('dist', (bench) => playing(bench, settled))),
  })),
  { name: 'first drawing of 500 messages', goal: '1/10 of mermaid', measure: built(() => drawing(500)) },
  { name: 'first drawing of 2,000 messages', goal: '1/30 of mermaid', measure: built(() => drawing(2_000)) },
  {
    name: 'interactive, studio, 4 x slower',
    goal: '1.35 x an empty React page',
    measure: built(() => start('?lang=en', READY)),
  },
  {
    name: 'interactive, embed, 4 x slower',
    goal: '1.15 x an empty React page',
    measure: built(() => start('embed.html?lang=en', READY)),
  },
]
