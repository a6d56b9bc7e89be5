import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import { EDGE_ACTIONS, EDGE_LABELS, EDGE_SECTIONS } from '../../../engine/tcp/edge-labels.ts'
import { isInTextbooks } from '../../../engine/tcp/edge-sources.ts'
import type { State } from '../../../engine/tcp/state.ts'
import { type Edge, TRANSITIONS } from '../../../engine/tcp/transitions.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { textOf } from '../../../ui/state-colour.ts'
import styles from '../glossary.module.css'

/** How one leaves a state: the ways of the textbooks, and the others on demand. */
export function Ways({ state }: { readonly state: State }) {
  const words = useSection('glossary')
  const ways = TRANSITIONS.filter(({ from }) => from === state)
  const usual = ways.filter(isInTextbooks)
  const rare = ways.filter((edge) => !isInTextbooks(edge))
  return (
    <>
      <WayList ways={usual} />
      {rare.length > 0 && (
        <details className={styles.rare}>
          <summary>{words.leaveRare(rare.length)}</summary>
          <WayList ways={rare} />
        </details>
      )}
    </>
  )
}

/** `rcv FIN / snd ACK` and where it leads, in the shorthand of the RFC. */
function WayList({ ways }: { readonly ways: readonly Edge[] }) {
  return (
    <ul className={styles.ways} lang="en">
      {ways.map(({ id, to }) => (
        <li key={id}>
          <code>{EDGE_LABELS[id]}</code>
          <span className={styles.to} style={{ color: textOf(to) }}>
            <StateSwatch state={to} />
            {to}
          </span>
          <small>
            {EDGE_ACTIONS[id]} · {EDGE_SECTIONS[id]}
          </small>
        </li>
      ))}
    </ul>
  )
}
