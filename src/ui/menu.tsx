import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Menu as AriaMenu, MenuItem as AriaMenuItem } from 'react-aria-components'
import type { MenuItem } from './menu-button.tsx'
import styles from './menu.module.css'
import { Popover } from './popover.tsx'

interface Props {
  readonly label: string
  readonly items: readonly MenuItem<string>[]
  readonly value: string
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly onChange: (value: string) => void
  readonly onClose: () => void
}

/** The list of a MenuButton, loaded with it. */
export function Menu({ label, items, value, trigger, onChange, onClose }: Props) {
  return (
    <Popover trigger={trigger} onClose={onClose}>
      <AriaMenu
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu takes the focus when it opens
        autoFocus="first"
        className={styles.menu ?? ''}
        selectionMode="single"
        selectedKeys={[value]}
        disallowEmptySelection
        onAction={(key) => {
          onChange(String(key))
          onClose()
        }}
        onClose={onClose}
      >
        {items.map((item) => (
          <AriaMenuItem key={item.value} id={item.value} textValue={item.label} className={styles.item ?? ''}>
            <Check size={14} aria-hidden className={styles.check} />
            {item.label}
          </AriaMenuItem>
        ))}
      </AriaMenu>
    </Popover>
  )
}
