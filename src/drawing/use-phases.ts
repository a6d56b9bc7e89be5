import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { SequenceLayout } from '../diagram/sequence-layout.ts'
import type { Trace } from '../engine/trace/codec.ts'
import { useMessages } from '../i18n/use-messages.ts'
import type { Subscribe } from './painter.ts'
import { Phases } from './phases.ts'
import { segmentName } from './segment-name.ts'

/** Keeps the phases below an element, and the names that tell them to ears, in step with the present. */
export function usePhases(
  canvas: RefObject<HTMLElement | null>,
  trace: Trace,
  layout: SequenceLayout,
  subscribe: Subscribe,
): void {
  const { diagram: words } = useMessages()
  const known = useRef<{ trace: Trace; words: typeof words; phases: Phases } | null>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    // What they say is of the run, so another run has its own.
    if (known.current?.trace !== trace || known.current.words !== words) {
      known.current = { trace, words, phases: new Phases() }
    }
    const { phases } = known.current
    phases.collect(element)
    let last = -1
    return subscribe((_tUs, step) => {
      // Things arrive with a movement when time passes them, not when the reader leaps over them.
      const hasPassed = step - last === 1 && last >= 0
      last = step
      phases.apply(step, (changed, phase) => {
        const { segment } = changed.dataset
        if (segment === undefined) return
        changed.toggleAttribute('data-motion', hasPassed && changed.firstChild !== null)
        changed.setAttribute('aria-label', segmentName(trace, Number(segment), phase, words))
      })
    })
    // A new layout has new elements.
  }, [canvas, layout, trace, words, subscribe])
}
