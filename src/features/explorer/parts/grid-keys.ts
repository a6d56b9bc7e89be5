import type { FocusEvent, KeyboardEvent } from 'react'
import { useState } from 'react'

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

interface GridKeys {
  /** The cell where Tab lands, `row column`. */
  readonly stop: string | null
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  }
}

/** Makes the cells of a map one Tab stop; arrows go from cell to cell, over holes too. */
export function useGridKeys(): GridKeys {
  const [stop, setStop] = useState<string | null>(null)
  return {
    stop,
    handlers: {
      onKeyDown(event) {
        const place = (event.target as HTMLElement).dataset.place
        const next = place === undefined ? null : target(event, place)
        if (next === null) return
        event.preventDefault()
        next.focus()
      },
      onFocus(event) {
        const place = (event.target as HTMLElement).dataset.place
        if (place !== undefined) setStop(place)
      },
    },
  }
}

function target(event: KeyboardEvent<HTMLElement>, place: string): HTMLElement | null {
  const cells = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-place]'))
  if (event.key === 'Home') return cells[0] ?? null
  if (event.key === 'End') return cells.at(-1) ?? null
  const step = STEPS[event.key]
  if (step === undefined) return null
  const [row = 0, column = 0] = place.split(' ').map(Number)
  const ahead = cells.filter((cell) => {
    const [r = 0, c = 0] = (cell.dataset.place ?? '').split(' ').map(Number)
    return step[0] === 0 ? r === row && (c - column) * step[1] > 0 : c === column && (r - row) * step[0] > 0
  })
  // In the order of the document: the nearest is the first ahead and the last behind.
  return (step[0] + step[1] > 0 ? ahead[0] : ahead.at(-1)) ?? null
}
