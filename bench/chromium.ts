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
async function drawn(bench: Bench, count: number): Promise<number> {
  await bench.page.evaluate((n) => (window as unknown as Drawer).prepare(n), count)
  await settle(bench.page)
  const before = await bench.mainThreadS()
  await bench.page.evaluate(() => (window as unknown as Drawer).draw())
  await settle(bench.page)
  return ((await bench.mainThreadS()) - before) * 1000
}

/** What the two pages that draw offer: a run that is to be drawn, and its drawing. */
interface Drawer {
  prepare(messages: number): void
  draw(): unknown
}

async function drawing(count: number): Promise<Measured | string> {
  if (!existsSync('bench/node_modules/mermaid')) return 'mermaid is not installed: npm run bench does that'
  const measured = await inTurn(
    await buildPage('drawing'),
    await buildPage('mermaid'),
    async (bench, round) => {
      if (round === 0) {
        await bench.page.goto(bench.url)
        await bench.page.waitForFunction(() => document.title === 'ready')
      }
      return drawn(bench, count)
    },
  )
  if (typeof measured === 'string') return measured
  const { values, reference } = measured
  return {
    unit: 'ms of main thread',
    values,
    reference: { name: 'mermaid', values: reference },
    result: `1/${(1 / ratio(values, reference)).toFixed(1)}`,
  }
}

/** Milliseconds from the answer of the server to the first sight of a control that answers. */
async function interactive({ page, url }: Bench, address: string, selector: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(url + address, { waitUntil: 'commit' })
  const handle = await page.waitForFunction(
    (wanted) => (document.querySelector(wanted) === null ? 0 : performance.now()),
    selector,
  )
  return handle.jsonValue()
}

/** On a processor four times slower, beside an empty page of React. */
async function start(address: string, selector: string): Promise<Measured | string> {
  const measured = await inTurn('dist', await buildPage('react'), async (bench, round, isReference) => {
    if (round === 0) await bench.slowDown(4)
    return isReference ? interactive(bench, '', 'button') : interactive(bench, address, selector)
  })
  if (typeof measured === 'string') return measured
  const { values, reference } = measured
  return {
    unit: 'ms',
    values,
    reference: { name: 'React alone', values: reference },
    result: `${ratio(values, reference).toFixed(2)} x`,
  }
}

/** Measures two folders of pages in turn, each in a browser of its own. The first round is the caches' and compilers'. */
async function inTurn(
  own: string,
  other: string,
  measure: (bench: Bench, round: number, isReference: boolean) => Promise<number>,
): Promise<{ readonly values: number[]; readonly reference: number[] } | string> {
  const [values, reference]: [number[], number[]] = [[], []]
  return withPage(own, async (first) => {
    const failure = await withPage(other, async (second) => {
      for (let round = 0; round <= ROUNDS; round++) {
        values.push(await measure(first, round, false))
        reference.push(await measure(second, round, true))
      }
    })
    return failure ?? { values: values.slice(1), reference: reference.slice(1) }
  })
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
