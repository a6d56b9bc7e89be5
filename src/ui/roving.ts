import { type RefObject, useEffect } from 'react'

/**
 * Makes the items of a container one Tab stop: Up and Down go from item to item, round the ends. Run after every
 * render, because items come and go. An item in force (`aria-current`, `aria-selected`) is where Tab lands at first.
 */
export function useRoving(container: RefObject<HTMLElement | null>, itemSelector: string): void {
  useEffect(() => {
    const element = container.current
    if (element === null) return undefined
    const items = () => Array.from(element.querySelectorAll<HTMLElement>(itemSelector))
    const all = items()
    const current = all.find(isInForce) ?? all[0]
    if (!all.includes(document.activeElement as HTMLElement) && current !== undefined) makeStop(all, current)

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      const list = items()
      const at = list.indexOf(event.target as HTMLElement)
      if (at < 0) return
      event.preventDefault()
      const next = list[(at + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length] as HTMLElement
      makeStop(list, next)
      next.focus()
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  })
}

const isInForce = (item: HTMLElement): boolean => item.ariaCurrent === 'true' || item.ariaSelected === 'true'

function makeStop(items: readonly HTMLElement[], stop: HTMLElement): void {
  for (const item of items) item.tabIndex = item === stop ? 0 : -1
}
