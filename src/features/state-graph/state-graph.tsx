import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { State } from '../../engine/tcp/state.ts'
import { useMessages } from '../../i18n/use-messages.ts'
import { playback } from '../../store/playback.ts'
import { useStudio } from '../../store/store.ts'
import { isDirection, neighbour, nextPair } from './keyboard.ts'
import { frameOf, type Shape } from './layout.ts'
import { entriesOf, jumpTarget, timesTaken } from './moves.ts'
import { Caption } from './parts/caption.tsx'
import { EdgeLabel } from './parts/edge-label.tsx'
import { EdgeLine } from './parts/edge-line.tsx'
import { NodeBox } from './parts/node-box.tsx'
import { type EdgeScenario, Offer } from './parts/offer.tsx'
import { SwatchPatterns } from './parts/swatch.tsx'
import { Tokens } from './parts/tokens.tsx'
import { momentOf, NO_MOMENT, type Picture, pictureOf } from './picture.ts'
import { pointedAt } from './pointed.ts'
import { useSeen } from './seen.ts'
import styles from './state-graph.module.css'

interface Props {
  /** `low`: for a phone's sheet, with its words in a caption. */
  readonly shape?: Shape
  /** Scenarios that take one of these edges (T01 ...); without it edges that this run does not take offer nothing. */
  readonly scenariosFor?: (edges: readonly string[]) => readonly EdgeScenario[]
}

/** What has the focus: a node, or one of its lines. */
interface Focus {
  readonly state: State
  readonly pair: string | null
}

/** The eleven states, both endpoints on them, every edge taken so far and the next one. */
export function StateGraph({ shape = 'tall', scenariosFor }: Props) {
  const { stateGraph: words } = useMessages()
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  const showFuture = useStudio((studio) => studio.showFuture)
  const hovered = useStudio((studio) => studio.hovered)
  const svg = useRef<SVGSVGElement>(null)
  const [focus, setFocus] = useState<Focus | null>(null)
  const [offered, setOffered] = useState<string | null>(null)

  const moment = useMemo(
    () => (trace === null ? NO_MOMENT : momentOf(trace, step, showFuture)),
    [trace, step, showFuture],
  )
  const picture = useMemo<Picture>(
    () => pictureOf(moment, pointedAt(trace, hovered), words),
    [moment, trace, hovered, words],
  )
  const seen = useSeen(moment)

  const jump = (steps: readonly number[]): boolean => {
    const target = jumpTarget(steps, step)
    if (target === null) return false
    playback.pause()
    playback.seekStep(target)
    return true
  }
  const activate = ({ state, pair }: Focus) => {
    if (trace === null) return
    if (pair === null) jump(entriesOf(trace, state))
    else if (jump(timesTaken(trace, pair))) setOffered(null)
    else setOffered(pair)
  }
  const moveTo = (next: Focus) => {
    setFocus(next)
    const name = next.pair ?? next.state
    svg.current?.querySelector<SVGGElement>(`[data-name="${name}"]`)?.focus()
  }
  const closeOffer = () => {
    setOffered(null)
    if (focus !== null) moveTo(focus)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (focus === null) return
    const next = focusAfter(event.key, focus)
    if (next === null && event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (next === null) activate(focus)
    else moveTo(next)
  }

  const { width, height } = frameOf(shape)
  const stop = focus?.state ?? moment.here.C
  return (
    <div className={styles.graph}>
      <svg ref={svg} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={words.name}>
        <desc>{words.keys}</desc>
        <SwatchPatterns />
        {shape === 'tall' && (
          <>
            <text className={styles.sideName} x={28} y={17}>
              {words.activeSide}
            </text>
            <text className={styles.sideName} x={354} y={17} textAnchor="end">
              {words.passiveSide}
            </text>
          </>
        )}
        {picture.edges.map((edge) => (
          <EdgeLine
            key={edge.pair}
            edge={edge}
            shape={shape}
            onKeyDown={onKeyDown}
            onActivate={() => activate({ state: edge.from, pair: edge.pair })}
            onFocus={() => setFocus((now) => ({ state: now?.state ?? edge.from, pair: edge.pair }))}
          />
        ))}
        {picture.nodes.map((node) => (
          <NodeBox
            key={node.state}
            node={node}
            shape={shape}
            isStop={node.state === stop}
            onKeyDown={onKeyDown}
            onActivate={() => activate({ state: node.state, pair: null })}
            onFocus={() => setFocus({ state: node.state, pair: null })}
          />
        ))}
        {shape === 'tall' &&
          picture.labels.map((label) => <EdgeLabel key={`${label.pair} ${label.tone}`} label={label} />)}
        {trace !== null && <Tokens trace={trace} step={step} here={moment.here} shape={shape} />}
      </svg>
      <Caption shape={shape} labels={picture.labels} seen={seen} />
      {offered !== null && <Offer pair={offered} scenariosFor={scenariosFor} onClose={closeOffer} />}
    </div>
  )
}

/** Where a key moves the focus; null if the key is not one that does. */
function focusAfter(key: string, focus: Focus): Focus | null {
  if (isDirection(key)) return { state: neighbour(focus.state, key) ?? focus.state, pair: null }
  if (key === '[' || key === ']') {
    return { state: focus.state, pair: nextPair(focus.state, focus.pair, key === ']' ? 1 : -1) }
  }
  return key === 'Escape' && focus.pair !== null ? { state: focus.state, pair: null } : null
}
