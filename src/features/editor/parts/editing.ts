import { type ComponentType, createContext, use } from 'react'
import { scenarioErrorText } from '../../../i18n/scenario-error-text.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import type { SchemaError } from '../../../scenario/schema-error.ts'
import type { Field } from '../form/fields.ts'
import { type Path, pathText } from '../path.ts'

export interface FieldProps<F extends Field = Field> {
  readonly field: F
  readonly path: Path
  readonly label: string
  /** May be left out. */
  readonly optional?: boolean
}

/** What every field of the form shares. */
interface Editing {
  readonly root: unknown
  readonly errors: readonly SchemaError[]
  readonly change: (path: Path, value: unknown) => void
  /** Draws a field of any kind. Handed down, because fields hold fields. */
  readonly FieldView: ComponentType<FieldProps>
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === null) throw new Error('A field stands outside the form.')
  return editing
}

/** What is wrong in a place, as sentences about `label`. With `known`, also in members that have no field. */
export function useErrorsAt(path: Path, label: string, known?: readonly string[]): readonly string[] {
  const messages = useMessages()
  const { errors } = useEditing()
  const here = pathText(path)
  return errors
    .filter((error) => error.path === here || (known !== undefined && isStranger(error.path, here, known)))
    .map((error) => scenarioErrorText(messages, error.path === here ? { ...error, path: label } : error))
}

/** Whether a path leads into a member of `here` that is none of the known ones. */
function isStranger(path: string, here: string, known: readonly string[]): boolean {
  if (!isInside(path, here)) return false
  const name = /^\.?([A-Za-z0-9_]+)/.exec(path.slice(here.length))?.[1]
  return name === undefined || !known.includes(name)
}

/** How many things are wrong in a place and below it. */
export function useErrorCount(path: Path): number {
  const { errors } = useEditing()
  const here = pathText(path)
  return errors.filter((error) => error.path === here || isInside(error.path, here)).length
}

const isInside = (path: string, here: string): boolean =>
  path.startsWith(here) && (here === '' ? path !== '' : /^[.[]/.test(path.slice(here.length)))
