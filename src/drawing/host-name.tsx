import type { Columns } from '../diagram/columns.ts'
import type { Side } from '../engine/tcp/state.ts'
import { useMessages } from '../i18n/use-messages.ts'
import styles from './drawing.module.css'

interface Props {
  readonly side: Side
  readonly columns: Columns
  readonly address: string
  readonly port: number
}

/** Token, name and address of a host: a circle for the one that opens, a square for the other. */
export function HostName({ side, columns, address, port }: Props) {
  const { shell: words } = useMessages()
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
