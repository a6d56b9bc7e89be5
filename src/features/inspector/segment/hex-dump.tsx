import { count } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { type FieldId, fieldOfByte, sharesBytes } from './header-fields.ts'
import styles from './segment-tab.module.css'

interface Props {
  readonly bytes: Uint8Array
  readonly headerLength: number
  readonly pointedAt: FieldId | null
  readonly onPoint: (field: FieldId | null) => void
}

/** Bytes of text that are shown. */
const TEXT_SHOWN = 48

const hex = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0')

export const hexOf = (bytes: Uint8Array): string => Array.from(bytes, hex).join(' ')

/** The whole segment byte by byte; the two bytes with the flags are bold, those of the field pointed at are lit. */
export function HexDump({ bytes, headerLength, pointedAt, onPoint }: Props) {
  const { segment: words } = useMessages().inspector
  const shown = bytes.subarray(0, headerLength + TEXT_SHOWN)
  const rest = bytes.length - shown.length
  return (
    <p className={styles.hex} aria-label={words.hex} role="group">
      {Array.from(shown, (byte, at) => {
        const field = fieldOfByte(at, headerLength)
        const isLit = pointedAt !== null && sharesBytes(pointedAt, field)
        return (
          <span
            key={at}
            className={`${field === 'flags' ? styles.flagByte : ''} ${isLit ? styles.lit : ''}`}
            onPointerEnter={() => onPoint(field)}
            onPointerLeave={() => onPoint(null)}
          >
            {hex(byte)}
          </span>
        )
      })}
      {rest > 0 && <em>{words.moreBytes(count(rest))}</em>}
    </p>
  )
}
