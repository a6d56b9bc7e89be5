import type { ButtonHTMLAttributes } from 'react'
import styles from './button.module.css'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary` is inverted ink: at most one in a view. */
  readonly look?: 'plain' | 'primary'
}

export function Button({ look = 'plain', className = '', ...rest }: Props) {
  return <button type="button" {...rest} className={`${styles.button} ${styles[look]} ${className}`} />
}
