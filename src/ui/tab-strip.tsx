import { type KeyboardEvent, useRef } from 'react'
import styles from './tab-strip.module.css'

interface TabLabel<T extends string> {
  readonly id: T
  readonly label: string
}

interface Props<T extends string> {
  readonly label: string
  readonly tabs: readonly TabLabel<T>[]
  readonly value: T
  readonly onChange: (id: T) => void
  /** Element id of the panel below. */
  readonly panelId: string
}

/** Tabs in a row that scrolls sideways; the panel is the caller's. One Tab stop, arrows inside. */
export function TabStrip<T extends string>({ label, tabs, value, onChange, panelId }: Props<T>) {
  const strip = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const to = target(
      event.key,
      tabs.findIndex((tab) => tab.id === value),
      tabs.length,
    )
    const next = tabs[to]
    if (next === undefined) return
    event.preventDefault()
    onChange(next.id)
    strip.current?.querySelectorAll('button')[to]?.focus()
  }
  return (
    <div ref={strip} className={styles.strip} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={tab.id === value}
          aria-controls={panelId}
          tabIndex={tab.id === value ? 0 : -1}
          onClick={() => onChange(tab.id)}
          onKeyDown={onKeyDown}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}

/** The place that a key leads to, or -1. */
function target(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at + count - 1) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return -1
  }
}
