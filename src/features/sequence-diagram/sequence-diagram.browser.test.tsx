import '../../ui/layers.css'
import '../../ui/reset.css'
import '../../ui/tokens.css'
import '../../ui/base.css'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { page, userEvent } from 'vitest/browser'
import { PHONE, STUDIO } from '../../diagram/metrics.ts'
import { simulate } from '../../engine/sim/run.ts'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { setLocale } from '../../i18n/locale.ts'
import { findScenario } from '../../scenario/catalogue.ts'
import { playback } from '../../store/playback.ts'
import { startShortcuts } from '../../store/shortcuts.ts'
import { connect, studio } from '../../store/store.ts'
import { BULK } from '../../test/bulk-transfer.ts'
import type { EngineClient } from '../../worker/client.ts'
import { SequenceDiagram } from './sequence-diagram.tsx'

/** The engine in the page: these tests are about the view. */
const engine: EngineClient = {
  run: (scenario: Scenario) => Promise.resolve({ ok: true, trace: simulate(scenario), scenario }),
  onStatus: () => () => {},
} as unknown as EngineClient

let stopShortcuts = (): void => {}

beforeAll(async () => {
  await setLocale('en')
  connect({ engine, find: (id) => Promise.resolve(findScenario(id)) })
})

beforeEach(() => {
  stopShortcuts = startShortcuts({ undo: () => {}, redo: () => {} })
})

afterEach(() => {
  stopShortcuts()
  studio.setState({ showFuture: true, timeScale: 1, trueScale: false, following: true, hovered: null })
})

const catalogued = (id: string): Scenario => findScenario(id) as Scenario

async function show(
  what: string | Scenario,
  tMs: number,
  width = 819,
  height = 669,
  metrics = STUDIO,
): Promise<void> {
  await page.viewport(Math.max(width, 400), height)
  studio.getState().open(typeof what === 'string' ? catalogued(what) : what, { tUs: tMs * 1000 })
  await expect.poll(() => studio.getState().trace !== null && playback.tUs === tMs * 1000).toBe(true)
  await render(
    <div style={{ width, height }}>
      <SequenceDiagram metrics={metrics} />
    </div>,
  )
}

const arrow = (id: number): SVGGElement =>
  document.querySelector(`[data-segment="${id}"][role=button]`) as SVGGElement
const pills = (): SVGGElement[] =>
  Array.from(document.querySelectorAll<SVGGElement>('[data-pill]')).filter(
    (pill) => !pill.hasAttribute('hidden'),
  )
const middle = (element: Element): { x: number; y: number } => {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
const grip = (): Element => document.querySelector('[data-grip]') as Element
/** Middle of the ring on the dragged head. */
const headY = (): number => middle(grip().querySelector('circle') as Element).y
const trace = () => studio.getState().trace as NonNullable<ReturnType<typeof studio.getState>['trace']>
const flights = () =>
  Array.from({ length: trace().segmentCount }, (_, id) => trace().segment(id)).map(
    ({ sentUs, endUs, fate }) => `${sentUs}-${endUs} ${fate}`,
  )

function pointer(target: Element, type: string, x: number, y: number, pointerType = 'mouse'): void {
  const init = { clientX: x, clientY: y, pointerId: 1, pointerType, button: 0, isPrimary: true }
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, cancelable: true, ...init }))
}

describe('the picture', () => {
  it('draws a lost segment with its x and says so', async () => {
    await show('close-ack2-lost', 2000)
    await expect
      .element(page.getByRole('button', { name: /ACK, seq 2, ack 2.*lost in the network|dropped/ }))
      .toBeVisible()
    expect(arrow(6).textContent).toContain('lost')
    expect(arrow(6).querySelectorAll('path[pathLength="1"]')).toHaveLength(2)
  })

  it('keeps the pill of a segment in flight where its arrow and the present meet', async () => {
    await show('close-ack2-lost', 2270)
    const [pill] = pills()
    expect(pills()).toHaveLength(1)
    expect(pill?.textContent).toBe('FIN ACK')
    const line = document.querySelector('[data-part=now] > path') as Element
    expect(Math.abs(middle(pill as Element).y - middle(line).y)).toBeLessThan(1)
    playback.seek(2_290_000)
    expect(Math.abs(middle(pill as Element).y - middle(line).y)).toBeLessThan(1)
    playback.seek(2_301_000)
    expect(pills().map((each) => each.textContent)).toEqual(['ACK'])
  })

  it.each(['close-ack2-lost', 'close-simultaneous'])('never strikes out numbers in %s', async (id) => {
    await show(id, 1000)
    const line = document.querySelector('[data-part=now] > path') as Element
    const numbers = Array.from(document.querySelectorAll('[data-part=ways] text'))
    /** The box of letters begins so far above their ink, px. */
    const above = 3
    let seen = 0
    for (let tMs = 1000; tMs < 2400; tMs += 5) {
      playback.seek(tMs * 1000)
      const now = middle(line).y
      for (const text of numbers.filter((each) => each.checkVisibility())) {
        const { top, bottom } = text.getBoundingClientRect()
        seen += 1
        expect(top + above > now || bottom < now, `${tMs} ms: ${text.textContent}`).toBe(true)
      }
    }
    expect(seen).toBeGreaterThan(10)
  })

  it('is the same at a moment however one gets there', async () => {
    await show('close-ack2-lost', 0)
    const pictureAt = (path: readonly number[]): string => {
      for (const ms of path) playback.seek(ms * 1000)
      const picture = page
        .getByRole('group', { name: 'Sequence diagram' })
        .element()
        .cloneNode(true) as Element
      for (const unused of picture.querySelectorAll('[hidden]')) unused.remove()
      return picture.innerHTML
    }
    const forwards = pictureAt([100, 1000, 1260])
    const backwards = pictureAt([2340, 30_000, 1310, 1260])
    expect(backwards).toBe(forwards)
  })

  it('moves what arrives under the eyes of the reader, and nothing that arrived before', async () => {
    await show('close-normal', 2000)
    const arriving = () =>
      document
        .getAnimations()
        .map(({ effect }) => (effect as KeyframeEffect).target?.closest('[data-segment]'))
        .map((element) => Number(element?.getAttribute('data-segment')))
    const arrival = trace().data.facts.step[trace().segment(3).endFact] as number
    playback.seekStep(arrival - 1)
    expect(arriving()).toEqual([])
    playback.seekStep(arrival)
    expect(arriving()).toEqual([3])
    playback.seekStep(0)
    expect(arriving()).toEqual([])
  })

  it('ghosts the future and hides it on demand', async () => {
    await show('open-normal', 75)
    expect(arrow(0).dataset.phase).toBe('past')
    expect(arrow(1).dataset.phase).toBe('now')
    expect(arrow(2).dataset.phase).toBe('future')
    expect(getComputedStyle(arrow(2)).visibility).toBe('visible')
    await page.getByRole('button', { name: 'Future shown' }).click()
    expect(getComputedStyle(arrow(2)).visibility).toBe('hidden')
    expect(getComputedStyle(arrow(0)).visibility).toBe('visible')
  })

  it('counts a running timer down', async () => {
    await show('close-ack2-lost', 1750)
    const chip = document.querySelector('[data-chip]') as Element
    expect(chip.textContent).toBe('RTO 0.5 s')
    playback.seek(2_260_000)
    expect(chip.textContent).toBe('RTO 1.0 s')
  })

  it('draws only what is near the window', async () => {
    const busy = findScenario('open-normal') as Scenario
    const many = Array.from({ length: 400 }, (_, i) => ({
      op: 'send' as const,
      when: { atUs: 200_000 + i * 60_000 },
      socket: 'sock',
      bytes: 10,
    }))
    await page.viewport(819, 669)
    studio
      .getState()
      .open({ ...busy, apps: { ...busy.apps, C: [...busy.apps.C, ...many] } }, { tUs: 10_000_000 })
    await expect.poll(() => trace().segmentCount > 400 && playback.tUs === 10_000_000).toBe(true)
    await render(
      <div style={{ width: 819, height: 669 }}>
        <SequenceDiagram />
      </div>,
    )
    const drawn = document.querySelectorAll('[data-segment][role=button]')
    expect(drawn.length).toBeGreaterThan(5)
    expect(drawn.length).toBeLessThan(120)
    const item = drawn[0]?.parentElement
    expect(item?.getAttribute('aria-setsize')).toBe(String(trace().segmentCount))
    expect(Number(item?.getAttribute('aria-posinset'))).toBeGreaterThan(100)
  })

  it('fills the paper with a short run, and what came before a change stays where it was', async () => {
    await show('open-normal', 75)
    const box = () => arrow(0).querySelector('path')?.getBoundingClientRect() ?? new DOMRect()
    const before = box()
    expect(before.height).toBeGreaterThan(80)
    arrow(2).dispatchEvent(new KeyboardEvent('keydown', { key: 'd', bubbles: true }))
    await expect.poll(() => trace().segmentCount).toBeGreaterThan(3)
    await expect.poll(() => arrow(4)).not.toBeNull()
    expect(box().toJSON()).toEqual(before.toJSON())
  })

  it('fits a phone: no axis, no call lane', async () => {
    await show('close-ack2-lost', 2282, 390, 326, PHONE)
    expect(document.querySelector('[data-tick]')).toBeNull()
    expect(document.body.textContent).not.toContain('blocked')
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400)
  })
})

describe('dragging a head', () => {
  it('delays this one segment, changes nothing before it, and re-forms what follows', async () => {
    await show('open-normal', 75)
    const before = flights()
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    arrow(1).dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }))
    await expect.poll(grip).not.toBeNull()
    const from = middle(grip())
    pointer(grip(), 'pointerdown', from.x, from.y)
    pointer(canvas, 'pointermove', from.x, from.y + 48)
    await expect.poll(() => flights()[1]).toBe('50000-125000 delivered')
    // The head is still under the hand.
    expect(Math.abs(headY() - (from.y + 48))).toBeLessThan(2)
    pointer(canvas, 'pointermove', from.x, from.y + 96)
    await expect.poll(() => flights()[1]).toBe('50000-150000 delivered')
    pointer(canvas, 'pointerup', from.x, from.y + 96)
    const after = flights()
    expect(after[0]).toBe(before[0])
    expect(after[2]).toBe('150000-200000 delivered')
    expect(studio.getState().scenario.faults).toEqual([
      { match: { from: 'S', kind: 'ANY', nth: 1 }, do: 'delay', byUs: 50_000 },
    ])
    await expect.element(page.getByText(/Delay server.s segment 1 by 50 ms/)).toBeVisible()
  })

  it('keeps the head under the hand where the present is pushed down, and then shows the present again', async () => {
    await show('close-ack2-lost', 1250, 819, 400)
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    const line = document.querySelector('[data-part=now] > path') as Element
    arrow(3).dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }))
    await expect.poll(grip).not.toBeNull()
    const { x, y } = middle(grip())
    const presentY = middle(line).y
    pointer(grip(), 'pointerdown', x, y)
    for (let down = 10; down <= 120; down += 10) {
      const before = flights()[3]
      pointer(canvas, 'pointermove', x, y + down)
      await expect.poll(() => flights()[3] === before).toBe(false)
      expect(Math.abs(headY() - (y + down))).toBeLessThan(2)
    }
    expect(middle(line).y).toBeGreaterThan(presentY + 40)
    pointer(canvas, 'pointerup', x, y + 120)
    await expect.poll(() => middle(line).y).toBeLessThan(0.8 * 400)
  })

  it('is undone by Escape', async () => {
    await show('open-normal', 75)
    const before = flights()
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    arrow(1).dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }))
    await expect.poll(grip).not.toBeNull()
    const { x, y } = middle(grip())
    pointer(grip(), 'pointerdown', x, y)
    pointer(canvas, 'pointermove', x, y + 30)
    await expect.poll(() => flights()[1] === before[1]).toBe(false)
    await userEvent.keyboard('{Escape}')
    await expect.poll(flights).toEqual(before)
  })
})

describe('the pill', () => {
  it('scrubs when it is dragged, and the delay of its segment stays', async () => {
    await show('open-normal', 75)
    const before = flights()
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    const { x, y } = middle(pills()[0] as Element)
    pointer(pills()[0] as Element, 'pointerdown', x, y)
    pointer(canvas, 'pointermove', x - 50, y)
    await expect.poll(() => playback.tUs).toBeGreaterThan(80_000)
    expect(playback.tUs).toBeLessThan(86_000)
    pointer(canvas, 'pointerup', x - 50, y)
    expect(flights()).toEqual(before)
  })
})

describe('a finger', () => {
  it('finds out what a call is by tapping its dot', async () => {
    await show('close-ack2-lost', 0, 390, 326, PHONE)
    const dot = document.querySelector('[data-tip="connect()"]') as Element
    expect(dot.getBoundingClientRect().width).toBeGreaterThanOrEqual(24)
    expect(dot.textContent).toBe('')
    dot.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.poll(() => dot.textContent).toBe('connect()')
    dot.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await expect.poll(() => dot.textContent).toBe('')
  })

  it('selects with a tap and opens the toolbar with a long press', async () => {
    await show('open-normal', 140)
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    const { x, y } = middle(arrow(1))
    pointer(arrow(1), 'pointerdown', x, y, 'touch')
    pointer(canvas, 'pointerup', x, y, 'touch')
    expect(studio.getState().selectedSegment).toBe(1)
    await expect.element(page.getByRole('button', { name: 'Drop' })).not.toBeInTheDocument()
    pointer(arrow(0), 'pointerdown', x, y, 'touch')
    await expect.element(page.getByRole('button', { name: 'Drop' })).toBeVisible()
    expect(studio.getState().selectedSegment).toBe(0)
    pointer(canvas, 'pointerup', x, y, 'touch')
  })

  it('scrubs by panning sideways', async () => {
    await show('open-normal', 75)
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    pointer(canvas, 'pointerdown', 400, 400, 'touch')
    pointer(canvas, 'pointermove', 420, 402, 'touch')
    pointer(canvas, 'pointermove', 496, 402, 'touch')
    await expect.poll(() => playback.tUs).toBeGreaterThan(115_000)
    pointer(canvas, 'pointerup', 496, 402, 'touch')
  })
})

describe('the keyboard', () => {
  it('goes through the segments in order of time and selects one', async () => {
    await show('open-normal', 75)
    arrow(0).focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    expect(document.activeElement).toBe(arrow(2))
    await userEvent.keyboard('{ArrowUp}{Enter}')
    expect(studio.getState().selectedSegment).toBe(1)
    expect(arrow(1).getAttribute('aria-pressed')).toBe('true')
  })

  it('has one Tab stop among the segments', async () => {
    await show('open-normal', 75)
    expect(document.querySelectorAll('[data-segment][role=button][tabindex="0"]')).toHaveLength(1)
  })

  it('drops a focused segment with D and restores it with D', async () => {
    await show('open-normal', 75)
    const before = flights()
    arrow(0).focus()
    await userEvent.keyboard('d')
    await expect.poll(() => trace().segment(0).fate).toBe('dropped')
    await expect.poll(() => arrow(0).textContent).toContain('dropped')
    await userEvent.keyboard('d')
    await expect.poll(flights).toEqual(before)
  })

  it('lets what a change takes away fade instead of vanishing', async () => {
    await show('open-normal', 140)
    arrow(1).focus()
    await userEvent.keyboard('u')
    await expect.poll(() => trace().segmentCount).toBe(5)
    const count = () => document.querySelectorAll('g[aria-hidden][class*=arrow]').length
    const seen: number[] = []
    const observer = new MutationObserver(() => seen.push(count()))
    observer.observe(document.body, { childList: true, subtree: true })
    studio.getState().reset()
    await expect.poll(() => trace().segmentCount).toBe(3)
    await expect.poll(() => Math.max(...seen)).toBe(2)
    await expect.poll(count).toBe(0)
    observer.disconnect()
  })

  it('delays with ] and [ and duplicates with U', async () => {
    await show('open-normal', 75)
    arrow(0).focus()
    await userEvent.keyboard('{Enter}]]')
    await expect.poll(() => trace().segment(0).endUs).toBe(70_000)
    await userEvent.keyboard('[[')
    await expect.poll(() => trace().segment(0).endUs).toBe(60_000)
    await userEvent.keyboard('u')
    await expect.poll(() => trace().segment(1).copyOf).toBe(0)
  })

  it('goes to where a state begins', async () => {
    await show('open-normal', 0)
    const state = page.getByRole('button', { name: 'ESTABLISHED from 100 ms' }).element() as SVGGElement
    state.focus()
    await userEvent.keyboard('{Enter}')
    expect(playback.tUs).toBe(100_000)
  })
})

describe('the camera', () => {
  it('keeps the present in sight and between 55 and 78 % of the height', async () => {
    await show('close-normal', 0, 819, 400)
    const line = document.querySelector('[data-part=now] > path') as Element
    const frame = document.querySelector('[class*=scroller]') as Element
    const share = () => (middle(line).y - frame.getBoundingClientRect().top) / frame.clientHeight
    playback.seek(1_300_000)
    await expect.poll(share).toBeGreaterThan(0.5)
    await expect.poll(share).toBeLessThan(0.8)
  })

  it('glides to the next event and cuts where motion is not wanted or the reader leaps', async () => {
    await show('close-ack2-lost', 0, 819, 400)
    const frame = document.querySelector('[class*=scroller]') as Element
    playback.seekStep(playback.stepTimes.indexOf(1_300_000))
    const before = frame.scrollTop
    expect(before).toBeGreaterThan(50)
    playback.seekStep(playback.step + 1)
    expect(frame.scrollTop).toBe(before)
    await expect.poll(() => frame.scrollTop).toBeGreaterThan(before + 10)
  })

  it('draws at once where a reader leaps to in a long run, and all that is there when the paper lies still', async () => {
    await show({ ...catalogued('open-normal'), apps: BULK }, 0)
    const frame = document.querySelector('[class*=scroller]') as Element
    const drawn = () => Array.from(document.querySelectorAll('[data-segment][role=button]'))
    const isInSight = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect()
      const screen = frame.getBoundingClientRect()
      return top < screen.bottom && bottom > screen.top
    }
    const inSight = () => drawn().filter((each) => each.firstChild !== null && isInSight(each))
    await expect.poll(() => drawn().length).toBeGreaterThan(150)
    playback.seek(playback.endUs / 2)
    await Promise.resolve()
    const [atOnce, seen] = [drawn().length, inSight().length]
    expect(seen).toBeGreaterThan(10)
    await expect.poll(() => drawn().length).toBeGreaterThan(2 * atOnce)
    expect(inSight().length).toBe(seen)
  })

  it('shows the lines of a long run to a hand that leaps on and on, and its words when the hand stands still', async () => {
    await show({ ...catalogued('open-normal'), apps: BULK }, 0)
    const drawn = (part: string) =>
      Array.from(document.querySelectorAll(`[data-segment][role=button] ${part}`))
    const sketched = (shape: string) =>
      Array.from(document.querySelectorAll(`[data-part=sketch] [class*=${shape}]`), (path) =>
        (path.getAttribute('d') ?? '').split(/(?=M)/).filter(Boolean),
      ).flat()
    await expect.poll(() => drawn('text').length).toBeGreaterThan(10)
    for (const share of [0.3, 0.7, 0.5]) {
      playback.seek(playback.endUs * share)
      await Promise.resolve()
    }
    expect(drawn('text')).toEqual([])
    const [lines, heads] = [sketched('line'), sketched('head')]
    expect(lines.length).toBeGreaterThan(10)
    await expect.poll(() => drawn('text').length).toBeGreaterThan(10)
    const paths = (shape: string) => drawn(`[class*=${shape}]`).map((path) => path.getAttribute('d'))
    expect(paths('line')).toEqual(expect.arrayContaining(lines))
    expect(paths('head')).toEqual(expect.arrayContaining(heads))
    expect(sketched('line')).toEqual([])
  })

  it('crosses compressed time as the paper shows it, wherever the diagram stands', async () => {
    await show('close-ack2-lost', 60_000)
    playback.play()
    await expect.poll(() => playback.tUs, { timeout: 2500 }).toBeGreaterThan(100_000_000)
    playback.pause()
  })

  it('ends with its last words clear of the controls', async () => {
    await show('restart-eaddrinuse', 0, 819, 400)
    playback.seekStep(playback.lastStep)
    const texts = Array.from(document.querySelectorAll('[data-metrics] svg text')).filter(
      (text) => text.textContent !== '' && text.checkVisibility({ visibilityProperty: true }),
    )
    const { top } = page.getByRole('button', { name: 'Future shown' }).element().getBoundingClientRect()
    const lowest = Math.max(...texts.map((text) => text.getBoundingClientRect().bottom))
    expect(lowest).toBeLessThan(top)
  })

  it('stands aside while the reader scrolls and comes back on demand', async () => {
    await show('close-normal', 1300, 819, 400)
    const frame = document.querySelector('[class*=scroller]') as Element
    frame.dispatchEvent(new WheelEvent('wheel', { bubbles: true, deltaY: -300 }))
    frame.scrollTop = 0
    await page.getByRole('button', { name: 'Back to now' }).click()
    await expect.poll(() => frame.scrollTop).toBeGreaterThan(100)
    expect(studio.getState().following).toBe(true)
  })

  it('keeps the moment under the pointer in place while zooming', async () => {
    await show('close-normal', 1300, 819, 400)
    const canvas = page.getByRole('group', { name: 'Sequence diagram' }).element()
    const head = () => middle(arrow(2)).y
    const at = head()
    canvas.dispatchEvent(
      new WheelEvent('wheel', { bubbles: true, cancelable: true, ctrlKey: true, deltaY: -100, clientY: at }),
    )
    await expect.poll(() => studio.getState().timeScale).toBeGreaterThan(1.2)
    expect(Math.abs(head() - at)).toBeLessThan(12)
  })
})

describe('for ears', () => {
  it('names every segment in full, as far as it has come', async () => {
    await show('close-ack2-lost', 2270)
    expect(arrow(7).getAttribute('aria-label')).toBe(
      'Server to client, FIN ACK, seq 1, ack 2, sent 2.250 s, in flight, retransmission 1',
    )
    expect(arrow(8).getAttribute('aria-label')).toContain('not sent yet')
    playback.seek(2_310_000)
    expect(arrow(7).getAttribute('aria-label')).toContain('delivered 2.300 s')
  })

  it('lists segments and states with their places among all', async () => {
    await show('open-normal', 75)
    await expect.element(page.getByRole('list', { name: 'Segments in order of time' })).toBeInTheDocument()
    await expect.element(page.getByRole('list', { name: 'States of the client' })).toBeInTheDocument()
    expect(arrow(1).parentElement?.getAttribute('aria-posinset')).toBe('2')
    expect(arrow(1).parentElement?.getAttribute('aria-setsize')).toBe('3')
  })

  it('reads the same run as a table', async () => {
    await show('close-ack2-lost', 2270)
    await page.getByRole('button', { name: 'Read as table' }).click()
    await expect.element(page.getByRole('table', { name: 'Segments and state changes' })).toBeVisible()
    await expect
      .element(page.getByRole('row', { name: /2.250 s|2 250 ms.*FIN ACK.*in flight/ }))
      .toBeVisible()
    await expect.element(page.getByRole('cell', { name: 'TIME-WAIT' })).toBeVisible()
  })
})

it('takes back one change and keeps what came after the chip was drawn', async () => {
  await show('open-normal', 0)
  const { network } = studio.getState().scenario
  const delayed = (CtoS: number, StoC: number): Scenario => ({
    ...studio.getState().baseline,
    network: {
      CtoS: { ...network.CtoS, delayUs: CtoS },
      StoC: { ...network.StoC, delayUs: StoC },
    },
  })
  studio.getState().change(delayed(70_000, 50_000), 'final')
  const chip = page.getByRole('group', { name: 'Changes' }).getByRole('button')
  await expect.element(chip).toBeVisible()
  studio.getState().change(delayed(70_000, 90_000), 'final')
  ;(chip.element() as HTMLElement).click()
  await expect.poll(() => studio.getState().scenario.network).toEqual(delayed(50_000, 90_000).network)
})
