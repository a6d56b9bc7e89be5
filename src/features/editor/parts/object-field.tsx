import { Plus, X } from 'lucide-react'
import { useSection } from '../../../i18n/use-section.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../editor.module.css'
import type { Field, Member } from '../form/fields.ts'
import { type Path, pathText, valueAt } from '../path.ts'
import { type FieldProps, useEditing, useErrorsAt } from './editing.ts'

/** An object: its members one beside the other, larger ones below with a line at their side. */
export function ObjectField({ field, path, label }: FieldProps<Extract<Field, { kind: 'object' }>>) {
  return <Members members={field.members} path={path} label={label} />
}

interface MembersProps {
  readonly members: readonly Member[]
  readonly path: Path
  readonly label: string
  /** Members that another part of the form shows. */
  readonly others?: readonly string[]
}

export function Members({ members, path, label, others = [] }: MembersProps) {
  const known = [...members.map(({ name }) => name), ...others]
  const errors = useErrorsAt(path, label, known)
  return (
    <div className={styles.members}>
      {errors.length > 0 && <p className={styles.error}>{errors.join(' ')}</p>}
      {members.map((member) => (
        <MemberView key={member.name} member={member} path={[...path, member.name]} />
      ))}
    </div>
  )
}

function MemberView({ member, path }: { readonly member: Member; readonly path: Path }) {
  const words = useSection('editor')
  const { root, change, FieldView } = useEditing()
  const { name, field, optional } = member
  const label = words.members[name]
  const view = <FieldView field={field} path={path} label={label} optional={optional !== undefined} />
  if (field.kind === 'typed' || field.kind === 'lines' || field.kind === 'flag' || field.kind === 'choice')
    return view
  if (optional !== undefined && valueAt(root, path) === undefined) {
    return (
      <button
        type="button"
        className={styles.add}
        data-path={pathText(path)}
        onClick={() => change(path, optional.fresh)}
      >
        <Plus size={14} aria-hidden />
        {words.addNamed(label)}
      </button>
    )
  }
  return (
    <fieldset className={styles.group} data-path={pathText(path)} tabIndex={-1}>
      <legend>
        {label}
        {optional !== undefined && (
          <IconButton label={words.removeNamed(label)} onClick={() => change(path, undefined)}>
            <X size={14} />
          </IconButton>
        )}
      </legend>
      {view}
    </fieldset>
  )
}
