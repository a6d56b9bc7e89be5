/**
 * What is future, present and past, written on the elements themselves. An element with `data-from` and `data-to`
 * (steps) gets `data-phase`: `future` before the first, `now` from there until before the second, `past` after it.
 * Style sheets do the rest, so that stepping costs no render.
 */
export type Phase = 'future' | 'now' | 'past'

interface Item {
  readonly element: SVGElement
  readonly from: number
  readonly to: number
  phase: Phase | null
}

export class Phases {
  #items = new Map<SVGElement, Item>()
  /** For each step the items whose phase is another from there on. */
  #turning = new Map<number, Item[]>()
  /** Elements that have come since the last step. */
  #fresh: Item[] = []
  #step = -1

  /** Takes the elements below a root; to be called whenever some have been rendered anew. */
  collect(root: Element): void {
    const items = new Map<SVGElement, Item>()
    this.#turning.clear()
    this.#fresh = []
    for (const element of root.querySelectorAll<SVGElement>('[data-from]')) {
      const from = Number(element.getAttribute('data-from'))
      const to = Number(element.getAttribute('data-to'))
      const known = this.#items.get(element)
      const item =
        known !== undefined && known.from === from && known.to === to
          ? known
          : { element, from, to, phase: null }
      items.set(element, item)
      if (item.phase === null) this.#fresh.push(item)
      this.#turnsAt(from, item)
      if (to !== from) this.#turnsAt(to, item)
    }
    this.#items = items
  }

  #turnsAt(step: number, item: Item): void {
    const turning = this.#turning.get(step)
    if (turning === undefined) this.#turning.set(step, [item])
    else turning.push(item)
  }

  /** Brings all elements to a step. `onChange` hears of those that changed. */
  apply(step: number, onChange: (element: SVGElement, phase: Phase) => void): void {
    const turn = (item: Item): void => {
      const phase = phaseAt(item.from, item.to, step)
      if (phase === item.phase) return
      item.phase = phase
      item.element.dataset.phase = phase
      onChange(item.element, phase)
    }
    this.#fresh.forEach(turn)
    this.#fresh = []
    const [first, last] = [Math.min(this.#step, step) + 1, Math.max(this.#step, step)]
    this.#step = step
    // Only what turns on the way, whichever is shorter to look through.
    if (last - first < this.#turning.size) {
      for (let at = first; at <= last; at++) this.#turning.get(at)?.forEach(turn)
    } else for (const item of this.#items.values()) turn(item)
  }
}

export function phaseAt(from: number, to: number, step: number): Phase {
  if (step < from) return 'future'
  return step < to ? 'now' : 'past'
}
