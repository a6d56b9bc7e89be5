import { useEffect, useRef } from 'react'
import { EDGE_SECTIONS } from '../../../engine/tcp/edge-labels.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import { edgeLines, edgesOf } from '../labels.ts'
import styles from '../state-graph.module.css'

/** A scenario of the catalogue, as far as an edge offers it. */
export interface EdgeScenario {
  readonly id: string
  readonly title: string
}

interface Props {
  readonly pair: string
  readonly scenariosFor: ((edges: readonly string[]) => readonly EdgeScenario[]) | undefined
  readonly onClose: () => void
}

/** What an edge is that this run does not take, and the scenarios that do. */
export function Offer({ pair, scenariosFor, onClose }: Props) {
  const { stateGraph: words } = useMessages()
  const open = useStudio((studio) => studio.open)
  const card = useRef<HTMLDialogElement>(null)
  useEffect(() => card.current?.focus(), [pair])

  const edges = edgesOf(pair)
  const scenarios = scenariosFor?.(edges.map((edge) => edge.id)) ?? []
  const title = pair.replace('>', ' → ')
  return (
    <dialog
      open
      ref={card}
      className={styles.offer}
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.offerHead}>
        <strong lang="en">{title}</strong>
        <button type="button" className={styles.offerClose} onClick={onClose}>
          {words.offer.close}
        </button>
      </div>
      <ul className={styles.offerEdges}>
        {edges.map((edge) => (
          <li key={edge.id}>
            <code>{edgeLines(edge, words).join(' / ')}</code> <small>{EDGE_SECTIONS[edge.id]}</small>
          </li>
        ))}
      </ul>
      {scenariosFor !== undefined && <p>{scenarios.length > 0 ? words.offer.scenarios : words.offer.none}</p>}
      <ul className={styles.offerScenarios}>
        {scenarios.map(({ id, title: name }) => (
          <li key={id}>
            <button type="button" onClick={() => open(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </dialog>
  )
}
