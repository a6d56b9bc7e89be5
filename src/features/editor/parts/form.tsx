import { useSection } from '../../../i18n/use-section.ts'
import type { SchemaError } from '../../../scenario/schema-error.ts'
import styles from '../editor.module.css'
import { FORM, GENERAL } from '../form/scenario-form.ts'
import { type Path, withValue } from '../path.ts'
import { EditingContext, useErrorCount } from './editing.ts'
import { FieldView } from './field-view.tsx'
import { Members } from './object-field.tsx'

interface Props {
  readonly value: unknown
  readonly errors: readonly SchemaError[]
  readonly onChange: (value: unknown) => void
}

const KNOWN = ['version', ...FORM.map(({ id }) => id)]

/** All of a scenario, part by part. */
export function Form({ value, errors, onChange }: Props) {
  const words = useSection('editor')
  const change = (path: Path, next: unknown) => onChange(withValue(value, path, next))
  return (
    <EditingContext value={{ root: value, errors, change, FieldView }}>
      <details className={styles.part} open>
        <summary>{words.general}</summary>
        <Members members={GENERAL} path={[]} label={words.title} others={KNOWN} />
      </details>
      {FORM.map((part) => (
        <Part key={part.id} part={part} />
      ))}
    </EditingContext>
  )
}

function Part({ part }: { readonly part: (typeof FORM)[number] }) {
  const words = useSection('editor')
  const wrong = useErrorCount([part.id])
  const name = words.members[part.id]
  return (
    <details className={styles.part} data-path={part.id}>
      <summary>
        {name}
        {wrong > 0 && <span className={styles.count}>{words.problems(wrong)}</span>}
      </summary>
      <FieldView field={part.field} path={[part.id]} label={name} />
    </details>
  )
}
