import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import styles from './knob.module.css'

export interface KnobProps {
  readonly name: string
  /** What a screen reader says instead of a name with signs in it. */
  readonly label?: string | undefined
  readonly value: number
  /** Ends of the track; a typed value may lie beyond. */
  readonly min: number
  readonly max: number
  readonly step: number
  /** Where the short tick stands; a dot after the name says that the value is another. */
  readonly origin: number
  /** The value as people read it, with its unit. */
  readonly format: (value: number) => string
  /** A typed text as a value; null if it cannot be one. */
  readonly parse: (text: string) => number | null
  /** While it is dragged or a key repeats. */
  readonly onDrag: (value: number) => void
  /** Once it has been let go of. */
  readonly onCommit: (value: number) => void
  /** Label of the field to type in. */
  readonly typeLabel: string
  readonly disabled?: boolean
}

/** Name, value, track. Dragged, moved by keys, or typed after a click on the value. */
export function Knob(props: KnobProps) {
  const { name, value, min, max, origin, format, disabled = false } = props
  const [typing, setTyping] = useState(false)
  const share = (at: number) => `${Math.min(Math.max((at - min) / (max - min), 0), 1) * 100}%`
  return (
    <div
      className={styles.knob}
      style={{ '--at': share(value), '--origin': share(origin) } as React.CSSProperties}
      data-changed={value !== origin || undefined}
    >
      <div className={styles.head}>
        <span className={styles.name}>
          {name}
          {value !== origin && <i className={styles.dot} />}
        </span>
        {typing ? (
          <ValueField {...props} onDone={() => setTyping(false)} />
        ) : (
          <button
            type="button"
            className={`${styles.value} mono`}
            tabIndex={-1}
            disabled={disabled}
            aria-label={props.typeLabel}
            onClick={() => setTyping(true)}
          >
            {format(value)}
          </button>
        )}
      </div>
      <Track {...props} onType={() => setTyping(true)} />
    </div>
  )
}

function Track({
  name,
  label = name,
  value,
  min,
  max,
  step,
  format,
  disabled,
  onDrag,
  onCommit,
  onType,
}: KnobProps & { readonly onType: () => void }) {
  /** Moved, but not yet let go of. */
  const pending = useRef<number | null>(null)
  const held = useRef<'pointer' | 'key' | null>(null)
  const commit = () => {
    held.current = null
    if (pending.current === null) return
    onCommit(pending.current)
    pending.current = null
  }
  const move = (next: number) => {
    if (held.current === null) return onCommit(next)
    pending.current = next
    onDrag(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onType()
    // The first press is a change of its own; a key held down is like a drag.
    if (event.repeat) held.current = 'key'
  }
  return (
    <span className={styles.track}>
      <input
        type="range"
        className={styles.range}
        aria-label={label}
        aria-valuetext={format(value)}
        min={min}
        max={max}
        step={step}
        value={Math.min(Math.max(value, min), max)}
        disabled={disabled}
        onPointerDown={(event) => {
          held.current = 'pointer'
          event.currentTarget.setPointerCapture(event.pointerId)
        }}
        onPointerUp={commit}
        onPointerCancel={commit}
        onKeyDown={onKeyDown}
        onKeyUp={commit}
        onBlur={commit}
        onChange={(event) => move(Number(event.currentTarget.value))}
      />
    </span>
  )
}

function ValueField({
  value,
  format,
  parse,
  typeLabel,
  onCommit,
  onDone,
}: KnobProps & { readonly onDone: () => void }) {
  const [text, setText] = useState(format(value))
  const field = useRef<HTMLInputElement>(null)
  const parsed = parse(text)
  useEffect(() => field.current?.select(), [])
  const finish = (keep: boolean) => {
    if (keep && parsed !== null && parsed !== value) onCommit(parsed)
    onDone()
  }
  return (
    <input
      ref={field}
      className={`${styles.field} mono`}
      aria-label={typeLabel}
      aria-invalid={parsed === null}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(true)
        if (event.key === 'Escape') finish(false)
        event.stopPropagation()
      }}
    />
  )
}
