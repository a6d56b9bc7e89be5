import { memo } from 'react'
import type { Columns } from '../../../diagram/columns.ts'
import { HostName } from '../../../drawing/host-name.tsx'
import { SIDES } from '../../../engine/tcp/state.ts'
import { Bystanders } from '../../../store/bystanders.tsx'
import { useStudio } from '../../../store/store.ts'
import styles from '../sequence-diagram.module.css'
import { Changes } from './changes.tsx'

/** Above the lifelines: the two hosts, and between them what the reader has changed. */
export const Head = memo(function Head({ columns }: { readonly columns: Columns }) {
  const { left, right } = columns.field
  const hosts = useStudio((state) => state.scenario.hosts)
  return (
    <div className={styles.headRow}>
      {SIDES.map((side) => (
        <HostName key={side} side={side} columns={columns} {...hosts[side]} />
      ))}
      <div
        className={styles.headMiddle}
        style={{ left: left + HALF_TOKEN, width: right - left - 2 * HALF_TOKEN }}
      >
        <Bystanders>
          <Changes />
        </Bystanders>
      </div>
    </div>
  )
})

const HALF_TOKEN = 12
