import { useMemo, useRef } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { useStudio } from '../../store/store.ts'
import { frameOf, type Shape } from './layout.ts'
import { Caption } from './parts/caption.tsx'
import { EdgeLabel } from './parts/edge-label.tsx'
import { EdgeLine } from './parts/edge-line.tsx'
import { NodeBox } from './parts/node-box.tsx'
import { type EdgeScenario, Offer } from './parts/offer.tsx'
import { SideNames } from './parts/side-names.tsx'
import { SwatchPatterns } from './parts/swatch.tsx'
import { Tokens } from './parts/tokens.tsx'
import { momentOf, NO_MOMENT, pictureOf } from './picture.ts'
import { pointedAt } from './pointed.ts'
import { useSeen } from './seen.ts'
import styles from './state-graph.module.css'
import { useNavigation } from './use-navigation.ts'

interface Props {
  /** `low`: for a phone's sheet, with its words in a caption. */
  readonly shape?: Shape
  /** Scenarios that take one of these edges (T01 ...); without it edges that this run does not take offer nothing. */
  readonly scenariosFor?: (edges: readonly string[]) => readonly EdgeScenario[]
}

/** The eleven states, both endpoints on them, every edge taken so far and the next one. */
export function StateGraph({ shape = 'tall', scenariosFor }: Props) {
  const { stateGraph: words } = useMessages()
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const { moment, picture } = usePicture()
  const seen = useSeen(moment)
  const svg = useRef<SVGSVGElement>(null)
  const { focus, setFocus, offered, activate, closeOffer, onKeyDown } = useNavigation(svg)
  const { width, height } = frameOf(shape)
  const stop = focus?.state ?? moment.here.C
  return (
    <div className={`${styles.graph} ${shape === 'low' ? styles.low : ''}`}>
      <svg ref={svg} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={words.name}>
        <desc>{words.keys}</desc>
        <SwatchPatterns />
        {shape === 'tall' && <SideNames />}
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

/** What the run says at this step, and how it looks with what the reader points at. */
function usePicture() {
  const { stateGraph: words } = useMessages()
  const trace = useStudio((state) => state.trace)
  const step = useStudio((state) => state.step)
  const showFuture = useStudio((state) => state.showFuture)
  const hovered = useStudio((state) => state.hovered)
  const moment = useMemo(
    () => (trace === null ? NO_MOMENT : momentOf(trace, step, showFuture)),
    [trace, step, showFuture],
  )
  const picture = useMemo(
    () => pictureOf(moment, pointedAt(trace, hovered), words),
    [moment, trace, hovered, words],
  )
  return { moment, picture }
}
