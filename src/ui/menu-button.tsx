import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import styles from './menu-button.module.css'

/** React Aria comes when a menu is first reached for. */
const loadMenu = () => import('./menu.tsx')
const Menu = lazy(async () => ({ default: (await loadMenu()).Menu }))

export interface MenuItem<T extends string> {
  readonly value: T
  readonly label: string
}

interface Props<T extends string> {
  /** What is being chosen. */
  readonly label: string
  readonly items: readonly MenuItem<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** With a line around it, as a control of its own. */
  readonly look?: 'plain' | 'outlined'
  readonly className?: string | undefined
  /** Shown as a tooltip where the button is only a picture. */
  readonly tip?: string
  readonly keys?: string
  readonly children: ReactNode
}

/** A button that opens a list of choices, one of them in force. */
export function MenuButton<T extends string>(props: Props<T>) {
  const { label, items, value, onChange, look, className, tip, keys, children } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const preload = () => void loadMenu()
  return (
    <>
      <button
        ref={button}
        type="button"
        className={look === 'outlined' ? styles.outlined : className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        data-tip={tip}
        data-keys={keys}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open && (
        <Suspense>
          <Menu
            label={label}
            items={items}
            value={value}
            trigger={button}
            onClose={() => setOpen(false)}
            onChange={(next) => onChange(next as T)}
          />
        </Suspense>
      )}
    </>
  )
}
