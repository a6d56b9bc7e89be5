import { useId } from 'react'
import styles from './segmented.module.css'

interface Option<T extends string> {
  readonly value: T
  readonly label: string
  /** Language of the label where it is not the page's. */
  readonly lang?: string
}

interface Props<T extends string> {
  /** What is being chosen; read out, not shown. */
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** One of a few, all in sight. Radio buttons underneath: one Tab stop, arrows inside. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={styles.group}>
      <legend className="unseen">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.option} lang={option.lang}>
          <input
            type="radio"
            className="unseen"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
