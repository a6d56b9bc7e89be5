import type { Effect } from './effect.ts'

/**
 * What a step does, in order. A list that is emptied by setting its length back: it keeps its memory from step to step,
 * which an array does not.
 */
export class EffectList {
  readonly #effects: (Effect | undefined)[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  at(index: number): Effect {
    return this.#effects[index] as Effect
  }

  push(effect: Effect): void {
    this.#effects[this.#length++] = effect
  }

  /** Takes the last one back. */
  pop(): Effect | undefined {
    return this.#length === 0 ? undefined : this.#effects[--this.#length]
  }

  clear(): void {
    this.#length = 0
  }

  toArray(): Effect[] {
    return this.#effects.slice(0, this.#length) as Effect[]
  }
}
