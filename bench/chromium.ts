/// <reference lib="dom" />
import { existsSync, readdirSync } from 'node:fs'
import { CATALOGUE } from '../src/scenario/catalogue.ts'
import { type Bench, buildPage, withPage } from './browser.ts'
import { type Measured, quantile, ratio, type Row, spreadOf } from './row.ts'
import { openStudio, READY, ROUNDS, settle } from './studio.ts'

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

/** Main thread milliseconds of a drawing of so many messages, from what is drawn in hand to the picture painted. */
async function drawn(bench: Bench, count: number): Promise<number[]> {
  const values: number[] = []
  await bench.page.goto(bench.url)
  await bench.page.waitForFunction(() => document.title === 'ready')
  // The first round is the compiler's, as mermaid's is.
  for (let round = 0; round <= 3; round++) {
    await bench.page.evaluate((n) => (window as unknown as Drawer).prepare(n), count)
    await settle(bench.page)
    const before = await bench.mainThreadS()
    await bench.page.evaluate(() => (window as unknown as Drawer).draw())
    await settle(bench.page)
    if (round > 0) values.push(((await bench.mainThreadS()) - before) * 1000)
  }
  return values
}

/** What the two pages that draw offer: a run that is to be drawn, and its drawing. */
interface Drawer {
  prepare(messages: number): void
  draw(): unknown
}

async function drawing(count: number): Promise<Measured | string> {
  const values = await withPage(await buildPage('drawing'), (bench) => drawn(bench, count))
  if (!existsSync('bench/node_modules/mermaid')) return 'mermaid is not installed: npm run bench does that'
  const reference = await withPage(await buildPage('mermaid'), (bench) => drawn(bench, count))
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
