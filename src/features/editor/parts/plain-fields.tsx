import { type ReactNode, useId, useState } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import styles from '../editor.module.css'
import type { Field } from '../form/fields.ts'
import { type Path, pathText, valueAt } from '../path.ts'
import { type FieldProps, useEditing, useErrorsAt } from './editing.ts'

type Of<K extends Field['kind']> = FieldProps<Extract<Field, { kind: K }>> & {
  /** What holds where the scenario says nothing. */
  readonly fallback?: unknown
}

/** A line of text that is read as a value. What was typed stays as it was typed while the field has the focus. */
export function TypedField({ field, path, label, fallback }: Of<'typed'>) {
  const { value, change, described } = useField(path, label)
  const [typed, setTyped] = useState<string | null>(null)
  const { codec, hint } = field
  return (
    <Labelled label={label} {...described}>
      <input
        {...described.control}
        className={`${styles.input} mono`}
        spellCheck={false}
        autoComplete="off"
        placeholder={fallback === undefined ? hint : codec.write(fallback)}
        value={typed ?? codec.write(value)}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          change(codec.read(currentTarget.value))
        }}
        onBlur={() => setTyped(null)}
      />
    </Labelled>
  )
}

export function LinesField({ path, label }: Of<'lines'>) {
  const { value, change, described } = useField(path, label)
  return (
    <Labelled label={label} wide {...described}>
      <textarea
        {...described.control}
        className={styles.input}
        rows={3}
        value={typeof value === 'string' ? value : ''}
        onChange={({ currentTarget }) => change(currentTarget.value === '' ? undefined : currentTarget.value)}
      />
    </Labelled>
  )
}

/** Yes or no; where it may be left out, that too. */
export function FlagField({ path, label, optional = false, fallback }: Of<'flag'>) {
  const words = useSection('editor')
  const names = new Map([
    [true, words.yes],
    [false, words.no],
  ])
  return (
    <Options
      {...{ path, label, optional, fallback }}
      options={[true, false]}
      nameOf={(at) => names.get(at === true) ?? ''}
    />
  )
}

export function ChoiceField({ field, path, label, optional = false, fallback }: Of<'choice'>) {
  return <Options {...{ path, label, optional, fallback }} options={field.options} nameOf={String} />
}

interface OptionsProps {
  readonly path: Path
  readonly label: string
  readonly optional: boolean
  readonly fallback: unknown
  readonly options: readonly (string | number | boolean)[]
  readonly nameOf: (option: unknown) => string
}

function Options({ path, label, optional, fallback, options, nameOf }: OptionsProps) {
  const words = useSection('editor')
  const { value, change, described } = useField(path, label)
  const at = options.findIndex((option) => option === value)
  const missing = value === undefined
  const absent = fallback === undefined ? words.default : nameOf(fallback)
  return (
    <Labelled label={label} {...described}>
      <select
        {...described.control}
        className={`${styles.input} mono`}
        data-absent={missing || undefined}
        value={missing ? ABSENT : at < 0 ? STRANGE : at}
        onChange={({ currentTarget }) =>
          change(currentTarget.value === ABSENT ? undefined : options[Number(currentTarget.value)])
        }
      >
        {(optional || missing) && <option value={ABSENT}>{absent}</option>}
        {!missing && at < 0 && <option value={STRANGE}>{JSON.stringify(value)}</option>}
        {options.map((option, index) => (
          <option key={index} value={index}>
            {nameOf(option)}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

const ABSENT = ''
/** A value that is none of the options: kept until another is chosen. */
const STRANGE = '?'

function useField(path: Path, label: string) {
  const { root, change } = useEditing()
  const id = useId()
  const errors = useErrorsAt(path, label)
  const control = {
    id,
    'data-path': pathText(path),
    'aria-invalid': errors.length > 0 || undefined,
    'aria-describedby': errors.length > 0 ? `${id}-errors` : undefined,
  }
  return {
    value: valueAt(root, path),
    change: (value: unknown) => change(path, value),
    described: { control, errors },
  }
}

interface LabelledProps {
  readonly label: string
  readonly control: { readonly id: string }
  readonly errors: readonly string[]
  readonly wide?: boolean
  readonly children: ReactNode
}

function Labelled({ label, control, errors, wide = false, children }: LabelledProps) {
  return (
    <div className={styles.field} data-wide={wide || undefined}>
      <label htmlFor={control.id}>{label}</label>
      {children}
      {errors.length > 0 && (
        <p id={`${control.id}-errors`} className={styles.error}>
          {errors.join(' ')}
        </p>
      )}
    </div>
  )
}
