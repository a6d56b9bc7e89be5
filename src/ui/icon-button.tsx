import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './icon-button.module.css'

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label' | 'children'> {
  /** What a screen reader says and the tooltip shows. */
  readonly label: string
  /** Shown in the tooltip after the label, for example `Ctrl K`. */
  readonly keys?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

/** A button that is only a picture; its name is in its tooltip. */
export function IconButton({ label, keys, className = '', children, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${className}`}
      aria-label={label}
      data-tip={label}
      data-keys={keys}
    >
      {children}
    </button>
  )
}
