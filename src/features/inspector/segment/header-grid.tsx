import type { CSSProperties, ReactNode } from 'react'
import { ACK } from '../../../engine/tcp/segment.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { labelOf } from '../../../engine/trace/query.ts'
import type { TraceSegment } from '../../../engine/trace/trace.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { type FieldId, flagCells, headerFields, type HeaderField, sharesBytes } from './header-fields.ts'
import { hexOf } from './hex-dump.tsx'
import { numbersOf, type NumberMode } from './numbers.ts'
import { optionRows } from './option-rows.ts'
import styles from './segment-tab.module.css'

interface Props {
  readonly trace: Trace
  readonly segment: TraceSegment
  readonly previous: TraceSegment | null
  readonly bytes: Uint8Array
  readonly mode: NumberMode
  readonly pointedAt: FieldId | null
  readonly onPoint: (field: FieldId | null) => void
}

const RULER = [0, 4, 8, 12, 16, 20, 24, 28, 31]

/** Rows of 32 bits. A description list underneath: each field is a term with its value. */
export function HeaderGrid({ trace, segment, previous, bytes, mode, pointedAt, onPoint }: Props) {
  const { segment: words } = useMessages().inspector
  const fields = headerFields(trace, segment, previous, bytes, mode)
  const headerLength = ((bytes[12] ?? 0) >> 4) * 4
  const { own, peer } = numbersOf(trace, segment, mode)
  const isLit = (id: FieldId): boolean => pointedAt !== null && sharesBytes(pointedAt, id)
  const cell = (field: HeaderField) => (
    <FieldCell
      key={field.id}
      field={field}
      segment={segment}
      bytes={bytes}
      isLit={isLit(field.id)}
      onPoint={onPoint}
    />
  )
  const [beforeFlags, afterFlags] = [fields.slice(0, 6), fields.slice(6)]
  return (
    <>
      <div className={styles.ruler} aria-hidden="true">
        {RULER.map((bit) => (
          <span key={bit} style={{ gridColumn: bit === 31 ? 32 : bit + 1 }}>
            {bit}
          </span>
        ))}
      </div>
      <dl className={styles.grid} aria-label={words.header}>
        {beforeFlags.map(cell)}
        {flagCells(segment, previous).map(({ name, isSet, hasChanged }) => (
          <div
            key={name}
            className={`${styles.flag} ${isSet ? styles.set : ''} ${hasChanged ? styles.changed : ''}`}
            onPointerEnter={() => onPoint('flags')}
            onPointerLeave={() => onPoint(null)}
          >
            <dt lang="en">{name}</dt>
            <dd className="unseen">{isSet ? words.set : words.notSet}</dd>
          </div>
        ))}
        {afterFlags.map(cell)}
        {optionRows(bytes, headerLength, words.option, peer).map((row) => (
          <WideCell
            key={row.bytes[0]}
            id="options"
            name={row.text}
            bytes={bytes.subarray(...row.bytes)}
            isLit={isLit('options')}
            onPoint={onPoint}
          />
        ))}
        {segment.text !== null && (
          <WideCell
            id="text"
            name={words.textRange(
              labelOf(trace, segment.text),
              own(segment.seq),
              own((segment.seq + segment.text.length - 1) >>> 0),
            )}
            bytes={null}
            isLit={isLit('text')}
            onPoint={onPoint}
          />
        )}
      </dl>
    </>
  )
}

interface CellProps {
  readonly isLit: boolean
  readonly onPoint: (field: FieldId | null) => void
}

function FieldCell({
  field,
  segment,
  bytes,
  isLit,
  onPoint,
}: CellProps & { field: HeaderField; segment: TraceSegment; bytes: Uint8Array }) {
  const { segment: words } = useMessages().inspector
  const isUnused = field.id === 'ack' && (segment.flags & ACK) === 0
  const isNarrow = field.bits < 8
  const before = field.before === null ? undefined : words.changed(field.before)
  return (
    <div
      className={`${styles.field} ${isNarrow ? styles.narrow : ''} ${isLit ? styles.lit : ''} ${before === undefined ? '' : styles.changed}`}
      style={{ '--bits': field.bits } as CSSProperties}
      data-tip={before}
      onPointerEnter={() => onPoint(field.id)}
      onPointerLeave={() => onPoint(null)}
    >
      <dt>{words.fields[field.id]}</dt>
      <dd className={isUnused ? styles.unused : undefined}>
        {field.value}
        {isUnused && <span className="unseen">{words.noAck}</span>}
        {before !== undefined && <span className="unseen">{before}</span>}
      </dd>
      {field.showsHex && <Hex>{hexOf(bytes.subarray(...field.bytes))}</Hex>}
    </div>
  )
}

function WideCell({
  id,
  name,
  bytes,
  isLit,
  onPoint,
}: CellProps & { id: 'options' | 'text'; name: string; bytes: Uint8Array | null }) {
  const { segment: words } = useMessages().inspector
  return (
    <div
      className={`${styles.field} ${styles.wide} ${isLit ? styles.lit : ''}`}
      style={{ '--bits': 32 } as CSSProperties}
      onPointerEnter={() => onPoint(id)}
      onPointerLeave={() => onPoint(null)}
    >
      <dt className="unseen">{words.fields[id]}</dt>
      <dd>{name}</dd>
      {bytes !== null && <Hex>{hexOf(bytes)}</Hex>}
    </div>
  )
}

function Hex({ children }: { children: ReactNode }) {
  return <dd className={styles.hexValue}>{children}</dd>
}
