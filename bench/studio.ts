/// <reference lib="dom" />
import type { Scenario } from '../src/engine/sim/scenario.ts'
import { writeLink } from '../src/scenario/permalink.ts'
import type { Bench } from './browser.ts'

export const ROUNDS = 5
/** The scrubber says where it is as soon as a run is on screen. */
export const READY = '[role=slider][aria-valuetext]'

export function hashOf(scenario: Scenario, tUs: number | null): string {
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

export async function openStudio({ page, url }: Bench, hash: string): Promise<void> {
  await page.goto(`${url}?lang=en${hash}`)
  await page.waitForSelector(READY)
  // What is loaded after the first picture is not what is measured.
  await page.waitForLoadState('networkidle')
  await settle(page)
}

/** Two frames with nothing to do between them. */
export async function settle(page: Bench['page']): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0)))
      }),
  )
}
