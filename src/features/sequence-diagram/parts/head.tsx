import type { Columns } from '../../../diagram/columns.ts'
import { SIDES, type Side } from '../../../engine/tcp/state.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import styles from '../sequence-diagram.module.css'
import { Changes } from './changes.tsx'

/** Above the lifelines: the two hosts, and between them what the reader has changed. */
export function Head({ columns }: { readonly columns: Columns }) {
  const { left, right } = columns.field
  return (
    <div className={styles.headRow}>
      {SIDES.map((side) => (
        <HostName key={side} side={side} columns={columns} />
      ))}
      <div
        className={styles.headMiddle}
        style={{ left: left + HALF_TOKEN, width: right - left - 2 * HALF_TOKEN }}
      >
        <Changes />
      </div>
    </div>
  )
}

const HALF_TOKEN = 12

/** Token, name and address of a host: a circle for the one that opens, a square for the other. */
function HostName({ side, columns }: { readonly side: Side; readonly columns: Columns }) {
  const { shell: words } = useMessages()
  const { address, port } = useStudio((state) => state.scenario.hosts[side])
  const { inner, outer, names, outward } = columns.sides[side]
  const place = outward < 0 ? { right: columns.width - (inner + outer) / 2 } : { left: (inner + outer) / 2 }
  const isBare = columns.axis === null
  const name = side === 'C' ? words.client : words.server
  return (
    <div className={styles.host} data-side={side} style={isBare ? bareEdge(side) : place}>
      {!isBare && (
        <span className={styles.token} aria-hidden="true">
          {side}
        </span>
      )}
      <span
        className={styles.hostText}
        style={
          isBare
            ? undefined
            : { [outward < 0 ? 'marginRight' : 'marginLeft']: Math.abs(names - (inner + outer) / 2) + 3 }
        }
      >
        <b>{name}</b>
        <span className={styles.address} lang="en">
          {isBare ? `:${port}` : addressOf(address, port)}
        </span>
      </span>
    </div>
  )
}

/** Without an axis the names go to the edges of the screen. */
const bareEdge = (side: Side) => (side === 'C' ? { left: 14 } : { right: 14 })

const addressOf = (address: string, port: number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
