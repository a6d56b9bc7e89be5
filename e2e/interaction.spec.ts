import type { Locator, Page } from '@playwright/test'
import { centreOf, drag, Fingers } from './support/hands.ts'
import { expect, test } from './support/strict-page.ts'
import { StudioPage } from './support/studio-page.ts'

// Every row of the table of pointers and keys (design.md section 8). Present has its own: present.spec.ts.

const LOST = '#close-ack2-lost'
const FIN = /^Client to server, FIN ACK/
const arrow = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()
/** Where an arrow ends: what a hand takes. */
const headOf = (segment: Locator) => segment.locator('[class*=_head_]').first()
const changes = (page: Page) => page.getByRole('group', { name: 'Changes' })
const toolbar = (page: Page) => page.getByRole('group', { name: 'Change this segment' })
const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })

test.describe('an arrow', () => {
  test('is delayed by dragging its head, and what follows changes under the hand', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    const head = await centreOf(headOf(arrow(page, FIN)))
    await page.mouse.move(head.x - 4, head.y - 1)
    await drag(page, { x: head.x - 4, y: head.y - 1 }, { x: head.x - 4, y: head.y + 37 }, async () => {
      await expect(arrow(page, FIN)).toHaveAccessibleName(/sent 1\.000 s, (delivered|in flight)/)
      // The peer's ACK goes with it, before anything is let go.
      await expect(arrow(page, /^Server to client, ACK, seq 1, ack 2, sent 1\.1\d\d s/)).toBeVisible()
      await expect(page).not.toHaveURL(/#1\./)
    })
    await expect(changes(page)).toContainText(/Delay client’s segment 3 by \d+ ms/)
    await expect(page).toHaveURL(/#1\./)
    await page.goBack()
    await expect(changes(page)).toBeHidden()
  })

  test('is delayed by keys, coarse and fine', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    await arrow(page, FIN).click()
    for (const [key, us] of [
      [']', 10],
      [']', 20],
      ['}', 21],
      ['{', 20],
      ['[', 10],
    ] as const) {
      await page.keyboard.press(key)
      await expect(changes(page)).toContainText(`by ${us} ms`)
    }
  })

  test('is selected by click and by keys, and the Segment tab follows', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    const panel = page.getByRole('complementary')
    await arrow(page, FIN).click()
    await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'true')
    await expect(panel).toContainText('FIN, ACK')
    await page.keyboard.press('ArrowDown')
    await expect(arrow(page, /^Server to client, ACK, seq 1, ack 2/)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(arrow(page, /^Server to client, ACK, seq 1, ack 2/)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Escape')
    await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'false')
  })

  test('is dropped and restored, by the toolbar and by D', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    await arrow(page, FIN).click()
    await toolbar(page).getByRole('button', { name: 'Drop' }).click()
    await expect(arrow(page, FIN)).toHaveAccessibleName(/dropped by a change/)
    await toolbar(page).getByRole('button', { name: 'Restore' }).click()
    await expect(arrow(page, FIN)).toHaveAccessibleName(/delivered/)
    await page.keyboard.press('d')
    await expect(arrow(page, FIN)).toHaveAccessibleName(/dropped by a change/)
    await page.keyboard.press('d')
    await expect(arrow(page, FIN)).toHaveAccessibleName(/delivered/)
    await expect(changes(page)).toBeHidden()
  })

  test('is duplicated by the toolbar and by U; the copy arrives 20 ms later', async ({ page }) => {
    const studio = new StudioPage(page)
    for (const way of ['toolbar', 'key']) {
      await studio.open(`${LOST}?at=8`)
      await expect(changes(page)).toBeHidden()
      await arrow(page, FIN).click()
      if (way === 'key') await page.keyboard.press('u')
      else await toolbar(page).getByRole('button', { name: 'Duplicate' }).click()
      await expect(
        arrow(page, /^Client to server, FIN ACK.*discarded.*copy made by the network/),
      ).toBeVisible()
      await expect(arrow(page, /^Server to client, ACK, seq 1, ack 2, sent 1\.070 s/)).toBeVisible()
    }
  })
})

test.describe('time', () => {
  test('is scrubbed by the pill, the present, and Shift with the arrows; nothing is delayed by it', async ({
    page,
  }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?t=1025`)
    const pill = await centreOf(page.locator('[data-pill]').first())
    await drag(page, pill, { x: pill.x + 60, y: pill.y })
    await expect(studio.clock).toHaveText(/t = 1\u2009(03|04)\d ms/)
    const present = await centreOf(page.locator('[data-now]').last())
    await drag(page, present, { x: present.x, y: present.y + 30 })
    await expect(studio.clock).not.toHaveText(/t = 1\u2009(02|03)\d ms/)
    await expect(changes(page)).toBeHidden()

    await studio.open(`${LOST}?t=1025`)
    await expect(studio.clock).toHaveText('t = 1\u2009025 ms')
    await page.keyboard.press('Shift+ArrowRight')
    await expect(studio.clock).toHaveText('t = 1\u2009035 ms')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect(studio.clock).toHaveText('t = 1\u2009025 ms')
  })

  test('goes step by step: buttons, arrows, comma and dot, Home and End, also while an arrow is selected', async ({
    page,
  }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=4`)
    await studio.button('Next event').click()
    expect(await studio.step()).toBe(5)
    await studio.button('Previous event').click()
    expect(await studio.step()).toBe(4)
    await arrow(page, /^Client to server, SYN,/).click()
    await studio.press('ArrowRight', 5)
    await studio.press('.', 6)
    await studio.press(',', 5)
    await studio.press('ArrowLeft', 4)
    await studio.press('End', await studio.lastStep())
    await studio.press('Home', 0)
  })

  test('goes by chapters: their names, PageDown and PageUp', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    // The first chapter begins where the run does, an event later.
    await studio.press('PageDown', 1)
    await page.keyboard.press('PageDown')
    await expect(studio.clock).toHaveText('t = 1\u2009000 ms')
    await page.keyboard.press('PageUp')
    await expect(studio.clock).toHaveText('t = 0 ms')
    await page.getByRole('button', { name: /^RTO fires/ }).click()
    await expect(studio.clock).toHaveText('t = 2\u2009250 ms')
  })

  test('plays and pauses: button, Space, K; Space presses a focused button first', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    await studio.button('Play').click()
    await studio.button('Pause').click()
    await page.locator('body').click({ position: { x: 700, y: 20 } })
    await page.keyboard.press('k')
    await expect(studio.button('Pause')).toBeVisible()
    await page.keyboard.press('k')
    await expect(studio.button('Play')).toBeVisible()
    await studio.button('Future shown').focus()
    await page.keyboard.press('Space')
    await expect(studio.button('Future shown')).toHaveAttribute('aria-pressed', 'false')
    await expect(studio.button('Play')).toBeVisible()
  })

  test('runs at a speed: menu, < and >', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    await page.keyboard.press('>')
    await expect(studio.button('Speed 0.25×')).toBeVisible()
    await page.keyboard.press('<')
    await page.keyboard.press('<')
    await expect(studio.button('Speed 0.05×')).toBeVisible()
    await studio.button('Speed 0.05×').click()
    await page.getByRole('menuitemradio', { name: '1×', exact: true }).click()
    await expect(studio.button('Speed 1×')).toBeVisible()
  })

  test('is stretched: buttons, + - 0, Ctrl and the wheel', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=3`)
    const length = async () => (await arrow(page, /^Client to server, SYN,/).boundingBox())?.height ?? 0
    const usual = await length()
    await page.keyboard.press('+')
    await expect.poll(length).toBeGreaterThan(usual + 5)
    await page.keyboard.press('0')
    await expect.poll(length).toBeCloseTo(usual, 0)
    await page.keyboard.press('-')
    await expect.poll(length).toBeLessThan(usual - 5)
    await page.keyboard.press('0')
    await studio.button('Stretch time').click()
    await expect.poll(length).toBeGreaterThan(usual + 5)
    await studio.button('Shrink time').click()
    await expect.poll(length).toBeCloseTo(usual, 0)
    const { x, y } = await centreOf(arrow(page, /^Client to server, SYN,/))
    await page.mouse.move(x, y)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -100)
    await page.keyboard.up('Control')
    await expect.poll(length).toBeGreaterThan(usual + 5)
  })
})

test.describe('states and views', () => {
  test('a state in the diagram and in the graph leads to its beginning', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    await page.getByRole('button', { name: /^FIN-WAIT-2, / }).click()
    await expect(studio.clock).toHaveText('t = 1\u2009100 ms')
    const inDiagram = page.getByRole('button', { name: /^FIN-WAIT-1 from/ })
    await inDiagram.focus()
    await page.keyboard.press('Enter')
    await expect(studio.clock).toHaveText('t = 1\u2009000 ms')
    const node = page.getByRole('button', { name: /^FIN-WAIT-1, / })
    await node.focus()
    // To its next node along an edge; then round its edges.
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('button', { name: /^FIN-WAIT-2, / })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(studio.clock).toHaveText('t = 1\u2009100 ms')
    await page.keyboard.press(']')
    await expect(page.locator(':focus')).toHaveAccessibleName(/ to /)
  })

  test('F shows and hides the future', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=3`)
    const future = studio.button('Future shown')
    await page.keyboard.press('f')
    await expect(future).toHaveAttribute('aria-pressed', 'false')
    await future.click()
    await expect(future).toHaveAttribute('aria-pressed', 'true')
  })

  test('the palette finds by name, state, flag, errno and RFC section', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    for (const [key, query, found] of [
      ['Control+k', 'simul', 'Simultaneous open'],
      ['/', 'ECONNREFUSED', 'Connection refused'],
      ['Control+k', '6191', ''],
      ['Control+k', '同时', 'Simultaneous open'],
    ] as const) {
      await page.keyboard.press(key)
      const palette = page.getByRole('dialog', { name: 'Find a scenario' })
      await expect(palette).toBeVisible()
      await page.keyboard.type(query)
      await expect(palette.getByRole('option').first()).toContainText(found)
      await page.keyboard.press('Escape')
      await expect(palette).toBeHidden()
    }
    await studio.title('The last ACK is lost').click()
    await page.getByRole('option', { name: /^Four-segment close/ }).click()
    await expect(studio.title('Four-segment close')).toBeVisible()
  })

  test('1 to 5 and clicks choose the tabs', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=5`)
    for (const [index, name] of ['Segment', 'TCB', 'Why', 'Code', 'Terminal'].entries()) {
      await page.keyboard.press(String(index + 1))
      await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
    }
    await tab(page, 'Why').click()
    await expect(tab(page, 'Why')).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('ArrowRight')
    await expect(tab(page, 'Code')).toBeFocused()
  })

  test('T and L choose theme and language, S shares', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST, 'lang=en&theme=light')
    await page.keyboard.press('t')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.keyboard.press('l')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans')
    await page.keyboard.press('l')
    await page.keyboard.press('s')
    await expect(page.getByRole('dialog', { name: /Share/ }).or(page.getByText('Link copied'))).toBeVisible()
  })

  test('Back and Forward, Ctrl Z and Ctrl Shift Z go through the changes', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    const delay = studio.knob('Delay from client to server')
    await delay.focus()
    await page.keyboard.press('ArrowRight')
    await expect(page).toHaveURL(/#1\./)
    for (const [undo, redo] of [
      [() => page.goBack(), () => page.goForward()],
      [() => page.keyboard.press('Control+z'), () => page.keyboard.press('Control+Shift+z')],
    ] as const) {
      await undo()
      await expect(delay).toHaveAttribute('aria-valuetext', '50 ms')
      await redo()
      await expect(delay).toHaveAttribute('aria-valuetext', '51 ms')
    }
  })

  test('keys of one letter stay out of fields', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST, 'lang=en&theme=light')
    await page.getByRole('button', { name: 'Type a value for MSL' }).click()
    await page.keyboard.type('t')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  })
})

test.describe('fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } })
  test.skip(({ browserName }) => browserName !== 'chromium', 'only its driver moves fingers')

  test('tap selects, a long press opens the toolbar with targets of 44 px', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    const fin = await centreOf(arrow(page, FIN))
    await page.touchscreen.tap(fin.x, fin.y)
    await expect(arrow(page, FIN)).toHaveAttribute('aria-pressed', 'true')
    await expect(toolbar(page)).toBeHidden()
    await new Fingers(page).press(fin, 700)
    const drop = toolbar(page).getByRole('button', { name: 'Drop' })
    await expect(drop).toBeVisible()
    expect((await drop.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await drop.tap()
    await expect(arrow(page, FIN)).toHaveAccessibleName(/dropped by a change/)
  })

  test('drag of a selected head delays it', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?at=8`)
    const fin = await centreOf(arrow(page, FIN))
    await page.touchscreen.tap(fin.x, fin.y)
    const head = await centreOf(headOf(arrow(page, FIN)))
    await new Fingers(page).move([[head, { x: head.x, y: head.y + 40 }]])
    await expect(changes(page)).toContainText(/Delay client’s segment 3 by \d+ ms/)
  })

  test('up and down scrolls time, sideways scrubs, two fingers stretch', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(`${LOST}?t=1025`)
    const fingers = new Fingers(page)
    const paper = page.getByRole('group', { name: 'Sequence diagram' })
    const top = async () => (await paper.boundingBox())?.y ?? 0
    const box = await page.getByRole('main').boundingBox()
    const at = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + (box?.height ?? 0) - 120 }
    const before = await top()
    await fingers.move([[at, { x: at.x, y: at.y - 150 }]])
    await expect.poll(top).toBeLessThan(before - 50)
    await expect(studio.clock).toHaveText('t = 1\u2009025 ms')
    await fingers.move([[at, { x: at.x + 60, y: at.y }]])
    await expect(studio.clock).not.toHaveText('t = 1\u2009025 ms')
    const length = async () => (await arrow(page, FIN).boundingBox())?.height ?? 0
    const usual = await length()
    await fingers.move([
      [
        { x: at.x, y: at.y - 80 },
        { x: at.x, y: at.y - 160 },
      ],
      [
        { x: at.x, y: at.y - 40 },
        { x: at.x, y: at.y + 40 },
      ],
    ])
    await expect.poll(length).toBeGreaterThan(usual * 1.2)
  })

  test('the scrubber, the knobs and the buttons work by finger', async ({ page }) => {
    const studio = new StudioPage(page)
    await studio.open(LOST)
    const box = await studio.scrubber.boundingBox()
    if (box === null) throw new Error('The scrubber has no size.')
    const y = box.y + box.height * 0.6
    await new Fingers(page).move([
      [
        { x: box.x + 5, y },
        { x: box.x + box.width * 0.6, y },
      ],
    ])
    expect(await studio.step()).toBeGreaterThan(2)
    await studio.button('Next event').tap()
    await studio.button('Play').tap()
    await expect(studio.button('Pause')).toBeVisible()
    await studio.button('Pause').tap()
    await page.getByRole('button', { name: /^CLOSE-WAIT, / }).tap()
    await expect(studio.clock).toHaveText('t = 1\u2009050 ms')
    await studio.button('Future shown').tap()
    await expect(studio.button('Future shown')).toHaveAttribute('aria-pressed', 'false')
    await tab(page, 'Terminal').tap()
    await expect(tab(page, 'Terminal')).toHaveAttribute('aria-selected', 'true')
  })
})
