import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import type { SequenceLayout } from '../../diagram/sequence-layout.ts'
import type { TimeAxis } from '../../diagram/time-axis.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { playback } from '../../store/playback.ts'
import type { TabStops } from '../../drawing/settled.tsx'
import { studio, useStudio } from '../../store/store.ts'

/** Keys of the key table that act on the selected segment: on a focused one they select it first. */
const CHANGING = new Set(['d', 'D', 'u', 'U', '[', ']', '{', '}'])

interface Keyboard {
  readonly stops: TabStops
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: { readonly target: EventTarget }) => void
}

/** Up and Down go through the segments (or through the states, from a state); Enter selects, or goes there. */
export function useKeyboard(
  root: RefObject<Element | null>,
  trace: Trace,
  axis: TimeAxis,
  layout: SequenceLayout,
  reveal: (y: number) => void,
): Keyboard {
  const selected = useStudio((state) => state.selectedSegment)
  const [focused, setFocused] = useState({ segment: -1, state: '' })
  /** A segment that has the focus as soon as it is drawn. */
  const awaited = useRef(-1)

  const focusSegment = (id: number): boolean => {
    const element = root.current?.querySelector<SVGElement>(`[data-segment="${id}"][role=button]`) ?? null
    element?.focus({ preventScroll: true })
    return element !== null
  }
  useLayoutEffect(() => {
    if (awaited.current >= 0 && focusSegment(awaited.current)) awaited.current = -1
  })

  const goToSegment = (id: number): void => {
    if (id < 0 || id >= trace.segmentCount) return
    reveal(axis.toY(trace.segment(id).sentUs))
    setFocused((old) => ({ ...old, segment: id }))
    if (!focusSegment(id)) awaited.current = id
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const target = event.target as SVGElement
    const segment = Number(target.dataset.segment ?? -1)
    const step = target.dataset.stateStep
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const presses = event.key === 'Enter' || event.key === ' '
    if (segment < 0 && step === undefined) return
    if (direction === 0 && !presses) {
      if (segment >= 0 && CHANGING.has(event.key)) studio.getState().select(segment)
      return
    }
    event.preventDefault()
    if (step !== undefined) {
      if (presses) playback.seekStep(Number(step))
      else neighbour(target, direction)?.focus()
    } else if (direction !== 0) goToSegment(segment + direction)
    else studio.getState().select(studio.getState().selectedSegment === segment ? null : segment)
  }

  const onFocus = ({ target }: { readonly target: EventTarget }): void => {
    const { segment, stateStep } = (target as SVGElement).dataset
    if (segment !== undefined) setFocused((old) => ({ ...old, segment: Number(segment) }))
    if (stateStep !== undefined) setFocused((old) => ({ ...old, state: nameOfState(target as SVGElement) }))
  }

  return { stops: stopsOf(layout, focused, selected), onKeyDown, onFocus }
}

/** The stretch before or after a state, on its side. */
function neighbour(target: SVGElement, direction: number): SVGElement | null {
  const item = target.closest('[role=listitem]')
  const next = direction > 0 ? item?.nextElementSibling : item?.previousElementSibling
  return next?.querySelector<SVGElement>('[role=button]') ?? null
}

const nameOfState = (element: SVGElement): string => element.dataset.state ?? ''

/** What was focused last, else what is selected, else the first that is drawn. */
function stopsOf(layout: SequenceLayout, focused: TabStops, selected: number | null): TabStops {
  const drawn = layout.arrows.map((arrow) => arrow.segment.id)
  const segment = [focused.segment, selected].find((id) => id !== null && drawn.includes(id))
  const states = layout.ribbons.map(({ piece }) => `${piece.side}${piece.index}`)
  return {
    segment: segment ?? drawn[0] ?? -1,
    state: states.includes(focused.state) ? focused.state : (states[0] ?? ''),
  }
}
