import type { Locator, Page } from '@playwright/test'

export interface Point {
  readonly x: number
  readonly y: number
}

/** The middle of something that has come to rest: the camera may still be following the present. */
export async function centreOf(what: Locator): Promise<Point> {
  let last = ''
  for (;;) {
    const box = await what.boundingBox()
    if (box === null) throw new Error('It has no size.')
    const now = JSON.stringify(box)
    if (now === last) return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    last = now
    await what.page().waitForTimeout(50)
  }
}

/** Presses at a point and lets go at another; `between` happens while it is held there. */
export async function drag(page: Page, from: Point, to: Point, between?: () => Promise<void>): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await between?.()
  await page.mouse.up()
}

/** Fingers, as Chromium's protocol has them. */
export class Fingers {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** Each finger goes from its first point to its last, all at the same time. `holdMs`: rest before moving. */
  async move(paths: readonly (readonly [from: Point, to: Point])[], holdMs = 0): Promise<void> {
    const session = await this.#page.context().newCDPSession(this.#page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
      })
    await send(
      'touchStart',
      paths.map(([from]) => from),
    )
    await this.#page.waitForTimeout(holdMs)
    const steps = 8
    for (let step = 1; step <= steps; step++) {
      await send(
        'touchMove',
        paths.map(([from, to]) => ({
          x: from.x + ((to.x - from.x) * step) / steps,
          y: from.y + ((to.y - from.y) * step) / steps,
        })),
      )
    }
    await send('touchEnd', [])
    await session.detach()
  }

  async press(at: Point, holdMs: number): Promise<void> {
    await this.move([[at, at]], holdMs)
  }
}
