import { useId } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import styles from '../editor.module.css'
import type { Cases, MemberName } from '../form/fields.ts'
import { pathText, valueAt } from '../path.ts'
import { type FieldProps, useEditing, useErrorsAt } from './editing.ts'
import { Members } from './object-field.tsx'

/** An object that is one of several kinds: which, and then its members. */
export function CasesField({ field, path, label }: FieldProps<Cases>) {
  const words = useSection('editor')
  const { root, change } = useEditing()
  const id = useId()
  const value = valueAt(root, path)
  const chosen = field.caseOf(value)
  const kinds = Object.keys(field.cases)
  const errors = useErrorsAt([...path, field.name], words.members[field.name])
  const choose = (kind: string) => change(path, asCase(field, value, kind))
  return (
    <>
      {field.before.length > 0 && (
        <Members members={field.before} path={path} label={label} others={allNames(field)} />
      )}
      <div className={styles.field}>
        <label htmlFor={id}>{words.members[field.name]}</label>
        <select
          id={id}
          className={`${styles.input} mono`}
          data-path={pathText([...path, field.name])}
          aria-invalid={errors.length > 0 || undefined}
          value={kinds.includes(chosen) ? chosen : ''}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {!kinds.includes(chosen) && <option value="">{chosen}</option>}
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {nameOf(words.members, field, kind)}
            </option>
          ))}
        </select>
        {errors.length > 0 && <p className={styles.error}>{errors.join(' ')}</p>}
      </div>
      <Members
        key={chosen}
        members={field.cases[chosen]?.members ?? []}
        path={path}
        label={label}
        others={allNames(field)}
      />
    </>
  )
}

/** Kinds that are told by a member's presence are called as the member; the others are words of the scenario. */
const nameOf = (members: Readonly<Record<MemberName, string>>, { name }: Cases, kind: string): string =>
  name === 'when' ? members[kind as MemberName] : kind

const allNames = ({ name, before, cases }: Cases): string[] => [
  name,
  ...[before, ...Object.values(cases).map(({ members }) => members)].flat().map((member) => member.name),
]

/** The value as another kind: what both kinds have stays. */
function asCase(field: Cases, value: unknown, kind: string): unknown {
  const to = field.cases[kind]
  if (to === undefined) return value
  const names = new Set<string>([...field.before, ...to.members].map(({ name }) => name))
  const old = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const kept = Object.fromEntries(old.filter(([name]) => names.has(name)))
  const mark = Object.hasOwn(to.fresh, kind) ? {} : { [field.name]: kind }
  const begins = new Set<string>(field.before.map(({ name }) => name))
  const ordered = Object.entries(kept)
  return {
    ...Object.fromEntries(ordered.filter(([name]) => begins.has(name))),
    ...mark,
    ...to.fresh,
    ...Object.fromEntries(ordered.filter(([name]) => !begins.has(name))),
  }
}
