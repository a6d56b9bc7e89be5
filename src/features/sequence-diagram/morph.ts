import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { DiagramMetrics } from '../../diagram/metrics.ts'
import type { LabelledArrow } from '../../diagram/labelled-arrows.ts'
import type { Ribbon, SequenceLayout } from '../../diagram/sequence-layout.ts'
import { headPath, linePath } from '../../diagram/paths.ts'
import drawing from '../../drawing/drawing.module.css'
import { playback } from '../../store/playback.ts'
import { studio, useStudio } from '../../store/store.ts'

const TIMING: KeyframeAnimationOptions = { duration: 220, easing: 'cubic-bezier(0.2, 0, 0, 1)' }

/**
 * After a single change the old picture becomes the new one: arrows move by the number of their segment, ribbons by
 * theirs, new arrows draw themselves from the tail, those that are no more fade. While something is dragged the next frame shows the new run.
 */
export function useMorph(
  canvas: RefObject<HTMLElement | null>,
  layout: SequenceLayout,
  metrics: DiagramMetrics,
): void {
  const revision = useStudio((state) => state.revision.count)
  const baseline = useStudio((state) => state.baseline)
  const seen = useRef({ revision, baseline, before: layout, now: layout })
  const drawn = useRef<ReadonlyMap<number, Element>>(new Map())

  // The run of a changed scenario comes later: these are still the arrows of the one before.
  useEffect(
    () =>
      studio.subscribe((state, before) => {
        if (state.scenario === before.scenario) return
        const arrows = canvas.current?.querySelectorAll<SVGElement>('[data-segment][role=button]') ?? []
        drawn.current = new Map(Array.from(arrows, (arrow) => [Number(arrow.dataset.segment), arrow]))
      }),
    [canvas],
  )

  useLayoutEffect(() => {
    const pictures = seen.current
    if (pictures.now === layout) return
    pictures.before = pictures.now
    pictures.now = layout
  }, [layout])

  useLayoutEffect(() => {
    const pictures = seen.current
    const isChange = revision !== pictures.revision && baseline === pictures.baseline
    Object.assign(pictures, { revision, baseline })
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    if (isChange && !isStill && canvas.current !== null) {
      morph(canvas.current, pictures.before, pictures.now, metrics)
      fadeAway(canvas.current, drawn.current, pictures.before, pictures.now)
    }
    pictures.before = pictures.now
  }, [canvas, revision, baseline, metrics])
}

function morph(
  canvas: HTMLElement,
  before: SequenceLayout,
  after: SequenceLayout,
  metrics: DiagramMetrics,
): void {
  // The present stays where it is on the screen; everything else moves relative to it.
  const shift = after.axis.toY(playback.tUs) - before.axis.toY(playback.tUs)
  for (const arrow of after.arrows) {
    const element = canvas.querySelector(`[data-segment="${arrow.segment.id}"][role=button]`)
    const old = before.arrows.find((other) => other.segment.id === arrow.segment.id)
    if (element === null) continue
    if (old === undefined) drawFromTail(element, arrow, metrics)
    else moveArrow(element, shifted(old, shift), arrow, metrics)
  }
  for (const ribbon of after.ribbons) {
    const old = before.ribbons.find((other) => isSame(other, ribbon))
    const element = canvas.querySelector(`[data-state="${ribbon.piece.side}${ribbon.piece.index}"]`)
    if (old !== undefined && element !== null) moveRibbon(element, old, ribbon, shift)
  }
}

const isSame = (a: Ribbon, b: Ribbon): boolean =>
  a.piece.side === b.piece.side && a.piece.index === b.piece.index && a.piece.state === b.piece.state

const FADE: KeyframeAnimationOptions = { duration: 120, easing: 'linear' }

/** Segments that are no more fade where they were: as pictures, which nobody can point at or read. */
function fadeAway(
  canvas: HTMLElement,
  drawn: ReadonlyMap<number, Element>,
  before: SequenceLayout,
  now: SequenceLayout,
): void {
  const shift = now.axis.toY(playback.tUs) - before.axis.toY(playback.tUs)
  const left = new Set(now.arrows.map(({ segment }) => segment.id))
  for (const { segment } of before.arrows) {
    const picture = left.has(segment.id) ? undefined : drawn.get(segment.id)?.cloneNode(true)
    if (!(picture instanceof SVGElement)) continue
    for (const name of picture.getAttributeNames()) {
      if (name !== 'class' && name !== 'data-phase') picture.removeAttribute(name)
    }
    picture.setAttribute('aria-hidden', 'true')
    picture.setAttribute('transform', `translate(0 ${shift})`)
    picture.style.pointerEvents = 'none'
    canvas.querySelector('svg')?.append(picture)
    const fading = picture.animate([{ opacity: 1 }, { opacity: 0 }], FADE)
    fading.onfinish = () => picture.remove()
    fading.oncancel = fading.onfinish
  }
}

function shifted(arrow: LabelledArrow, by: number): LabelledArrow {
  const { y1, y2, restY, label } = arrow
  return { ...arrow, y1: y1 + by, y2: y2 + by, restY: restY + by, label: { ...label, y: label.y + by } }
}

function moveArrow(element: Element, old: LabelledArrow, now: LabelledArrow, metrics: DiagramMetrics): void {
  if (old.y1 === now.y1 && old.y2 === now.y2 && old.x2 === now.x2) return
  const line = element.querySelector(`.${drawing.line}`)
  line?.animate([{ d: path(linePath(old, metrics)) }, { d: path(linePath(now, metrics)) }], TIMING)
  const head = element.querySelector(`.${drawing.head}`)
  const headOf = ({ x1, y1, x2, y2 }: LabelledArrow) => path(headPath(x1, y1, x2, y2, metrics.head))
  head?.animate([{ d: headOf(old) }, { d: headOf(now) }], TIMING)
  const label = element.querySelector(`.${drawing.label}`)
  label?.animate([{ transform: placeOf(old) }, { transform: placeOf(now) }], TIMING)
}

const path = (d: string): string => `path("${d}")`

const placeOf = ({ label }: LabelledArrow): string =>
  `translate(${label.x}px, ${label.y}px) rotate(${label.angle}deg)`

function drawFromTail(element: Element, arrow: LabelledArrow, metrics: DiagramMetrics): void {
  const atTail = { ...arrow, x2: arrow.x1, y2: arrow.y1 }
  const line = element.querySelector(`.${drawing.line}`)
  line?.animate([{ d: path(linePath(atTail, metrics)) }, { d: path(linePath(arrow, metrics)) }], TIMING)
  for (const part of element.querySelectorAll(`.${drawing.head}, .${drawing.label}`)) {
    part.animate([{ opacity: 0 }, { opacity: 0, offset: 0.6 }, {}], TIMING)
  }
}

function moveRibbon(element: Element, old: Ribbon, now: Ribbon, shift: number): void {
  const heights = [old.bottom - old.top, now.bottom - now.top]
  const from = old.top + shift
  if (from === now.top && heights[0] === heights[1]) return
  const places = [from, now.top].map((y) => ({ transform: `translate(${now.x}px, ${y}px)` }))
  element.animate(places, TIMING)
  for (const rect of element.querySelectorAll(`rect:not(.${drawing.ring})`)) {
    rect.animate(
      heights.map((height) => ({ height: `${height}px` })),
      TIMING,
    )
  }
}
