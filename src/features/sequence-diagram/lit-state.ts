import { type RefObject, useLayoutEffect } from 'react'
import type { SequenceLayout } from '../../diagram/sequence-layout.ts'
import { useStudio } from '../../store/store.ts'

/** While a state is pointed at or selected, here or in the state graph, only its stretches keep their full strength. */
export function useLitState(canvas: RefObject<HTMLElement | null>, layout: SequenceLayout): void {
  const state = useStudio(({ hovered, selectedState }) =>
    hovered?.kind === 'state' ? hovered.state : selectedState,
  )
  useLayoutEffect(() => {
    for (const element of canvas.current?.querySelectorAll<SVGElement>('[data-state-name]') ?? []) {
      element.toggleAttribute('data-dim', state !== null && element.dataset.stateName !== state)
    }
    // A new layout has new elements.
  }, [canvas, layout, state])
}
