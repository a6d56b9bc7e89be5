import { animate } from 'framer-motion/dom/mini'
import { useLayoutEffect, useRef } from 'react'
import { SIDES, type Side, type State } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { cornersOf, keyframes, routeOf, type Shape, tokenPlace } from '../layout.ts'
import { movesOfStep } from '../moves.ts'
import type { Point } from '../routes.ts'
import styles from '../state-graph.module.css'

interface Props {
  readonly trace: Trace
  readonly step: number
  readonly here: Readonly<Record<Side, State>>
  readonly shape: Shape
}

/** Both endpoints, each on its state. */
export function Tokens({ here, ...rest }: Props) {
  return SIDES.map((side) => <Token key={side} side={side} state={here[side]} {...rest} />)
}

interface TokenProps extends Omit<Props, 'here'> {
  readonly side: Side
  readonly state: State
}

const WALK = { duration: 0.32, ease: [0.4, 0, 0.2, 1] } as const

/** On a single step forward it walks along the edge that was taken; any other change is a cut. */
function Token({ trace, step, side, state, shape }: TokenProps) {
  const element = useRef<SVGGElement>(null)
  const before = useRef<{ trace: Trace; step: number } | null>(null)
  useLayoutEffect(() => {
    const isNextStep = before.current?.trace === trace && before.current.step === step - 1
    before.current = { trace, step }
    const way = isNextStep ? wayOf(trace, side, step, shape) : null
    if (way === null || element.current === null || prefersReducedMotion()) return undefined
    const { x, y, times } = keyframes(way)
    const transform = x.map((at, i) => translation([at, y[i] ?? 0]))
    const walk = animate(element.current, { transform }, { ...WALK, times })
    return () => walk.cancel()
  }, [trace, step, side, shape])
  return (
    <g
      ref={element}
      className={styles.token}
      style={{ transform: translation(tokenPlace(state, side, shape)) }}
      data-token={side}
      data-state={state}
      aria-hidden="true"
    >
      {side === 'C' ? <circle r={9} /> : <rect x={-9} y={-9} width={18} height={18} rx={4} />}
      <text>{side}</text>
    </g>
  )
}

const translation = ([x, y]: Point): string => `translate(${x}px, ${y}px)`

const prefersReducedMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** From where the token was, along the edges of this step, to where it is; null if it stays or has to leap. */
function wayOf(trace: Trace, side: Side, step: number, shape: Shape): readonly Point[] | null {
  const moves = movesOfStep(trace, step).filter((move) => move.side === side && move.edge !== null)
  const [first] = moves
  const last = moves.at(-1)
  if (first === undefined || last === undefined) return null
  const isUnbroken = moves.slice(1).every((move, i) => move.from === moves[i]?.to)
  if (!isUnbroken) return null
  return [
    tokenPlace(first.from, side, shape),
    ...moves.flatMap((move) => cornersOf(routeOf(move.from, move.to), shape)),
    tokenPlace(last.to, side, shape),
  ]
}
