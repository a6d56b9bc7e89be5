import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserType, CDPSession, Page } from 'playwright-core'
import type { build } from 'vite'
import { CHROMIUM_FLAGS } from '../tools/chromium-flags.mjs'
import { serve } from '../tools/serve.mjs'

/** A page under measurement, alone in its browser. */
export interface Bench {
  readonly page: Page
  readonly url: string
  /** Seconds of CPU time that the page's main thread has worked so far. */
  mainThreadS(): Promise<number>
  /** Bytes of JavaScript objects that are in use; typed arrays keep theirs elsewhere. */
  heapBytes(): Promise<number>
  /** Makes the processor so many times slower. */
  slowDown(times: number): Promise<void>
}

/** Opens a folder of built pages in a Chromium of its own; a sentence instead where that cannot be. */
export async function withPage<T>(
  folder: string,
  measure: (bench: Bench) => Promise<T>,
): Promise<T | string> {
  const executablePath = spawnSync('node', ['tools/browser.mjs'], { encoding: 'utf8' }).stdout.trim()
  if (executablePath === '') return 'no Chromium'
  // By a name that the bundler does not follow.
  const { chromium }: { chromium: BrowserType } = await import(
    /* @vite-ignore */ packageName('playwright-core')
  )
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] })
  const { url, close } = await serve({ dir: folder })
  try {
    // The pages that the site is held against were not made for its policy.
    const bypassCSP = folder !== 'dist'
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, bypassCSP })
    const session: CDPSession = await page.context().newCDPSession(page)
    // The time that the thread had the processor: neighbours on a shared machine do not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return await measure({
      page,
      url,
      mainThreadS: async () => {
        const { metrics } = await session.send('Performance.getMetrics')
        return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
      },
      heapBytes: async () => {
        await session.send('HeapProfiler.collectGarbage')
        const { usedSize } = await session.send('Runtime.getHeapUsage')
        return usedSize
      },
      slowDown: async (rate) => void (await session.send('Emulation.setCPUThrottlingRate', { rate })),
    })
  } finally {
    await browser.close()
    close()
  }
}

/** Builds one of the pages that the site is held against; the folder it stands in. */
export async function buildPage(name: string): Promise<string> {
  const vite: { build: typeof build } = await import(/* @vite-ignore */ packageName('vite'))
  const outDir = mkdtempSync(path.join(tmpdir(), `synscope-${name}-`))
  await vite.build({
    configFile: false,
    root: path.resolve('bench/pages', name),
    base: './',
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  })
  return outDir
}

function packageName(name: string): string {
  return name
}
