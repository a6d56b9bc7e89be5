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
  #step = -1

  /** Takes the elements below a root; to be called whenever some have been rendered anew. */
  collect(root: Element): void {
    const items = new Map<SVGElement, Item>()
    for (const element of root.querySelectorAll<SVGElement>('[data-from]')) {
      const from = Number(element.getAttribute('data-from'))
      const to = Number(element.getAttribute('data-to'))
      const known = this.#items.get(element)
      const isSame = known !== undefined && known.from === from && known.to === to
      items.set(element, isSame ? known : { element, from, to, phase: null })
    }
    this.#items = items
    this.#step = -1
  }

  /** Brings all elements to a step. `onChange` hears of those that changed. */
  apply(step: number, onChange: (element: SVGElement, phase: Phase) => void): void {
    if (step === this.#step) return
    this.#step = step
    for (const item of this.#items.values()) {
      const phase = phaseAt(item.from, item.to, step)
      if (phase === item.phase) continue
      item.phase = phase
      item.element.dataset.phase = phase
      onChange(item.element, phase)
    }
  }
}

export function phaseAt(from: number, to: number, step: number): Phase {
  if (step < from) return 'future'
  return step < to ? 'now' : 'past'
}
