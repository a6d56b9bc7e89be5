import type { Locator, Page } from '@playwright/test'
import { expect } from './strict-page.ts'

/**
 * Waits until segments are drawn, frame by frame: assertions look again after 100, 350, 850 and 1850 ms, so that
 * opening a page would often take twice as long as it needs.
 */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('[data-segment]') !== null)
}

/** What a test reads off the studio and does to it, by the names that people and screen readers have for it. */
export class StudioPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens an address; waits until a run is on screen. English, so that names are known. */
  async open(hash = '', query = 'lang=en'): Promise<void> {
    await this.page.goto(`./?${query}${hash}`)
    await drawn(this.page)
    await expect(this.scrubber).toHaveAttribute('aria-valuetext', /\d/)
  }

  get scrubber(): Locator {
    return this.page.getByRole('slider', { name: /Position in time|时间位置/ })
  }

  get clock(): Locator {
    return this.page.getByRole('timer')
  }

  knob(name: string): Locator {
    return this.page.getByRole('slider', { name, exact: true }).first()
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  title(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`: ${name}\\.|：${name}。`) })
  }

  async step(): Promise<number> {
    return Number(await this.scrubber.getAttribute('aria-valuenow'))
  }

  async lastStep(): Promise<number> {
    return Number(await this.scrubber.getAttribute('aria-valuemax'))
  }

  /** States of both hosts, as the state graph shows them: `SYN-SENT / LISTEN`. It may follow a frame or more later. */
  async states(): Promise<string> {
    const here = this.page.locator('[role=button][aria-current=step]')
    let states = ''
    await expect(async () => {
      const labels = await here.evaluateAll((nodes) =>
        nodes.map((node) => node.getAttribute('aria-label') ?? ''),
      )
      const of = (host: string) => labels.find((label) => label.includes(host))?.split(',')[0]
      expect([of('Client'), of('Server')]).not.toContain(undefined)
      states = `${of('Client')} / ${of('Server')}`
    }).toPass()
    return states
  }

  /** Goes to a step by its key and waits until the page shows it. */
  async press(key: string, step: number): Promise<void> {
    await this.page.keyboard.press(key)
    await expect(this.scrubber).toHaveAttribute('aria-valuenow', String(step))
  }
}
