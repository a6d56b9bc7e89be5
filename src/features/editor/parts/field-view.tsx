import { CasesField } from './cases-field.tsx'
import type { FieldProps } from './editing.ts'
import { ChoiceField, FlagField, LinesField, TypedField } from './plain-fields.tsx'
import { ListField } from './list-field.tsx'
import { ObjectField } from './object-field.tsx'
import { SettingsField } from './settings-field.tsx'

/** One value of the scenario, whatever its form. */
export function FieldView(props: FieldProps) {
  const { field } = props
  switch (field.kind) {
    case 'typed':
      return <TypedField {...props} field={field} />
    case 'lines':
      return <LinesField {...props} field={field} />
    case 'flag':
      return <FlagField {...props} field={field} />
    case 'choice':
      return <ChoiceField {...props} field={field} />
    case 'list':
      return <ListField {...props} field={field} />
    case 'cases':
      return <CasesField {...props} field={field} />
    case 'object':
      return field.layout === 'settings' ? (
        <SettingsField path={props.path} />
      ) : (
        <ObjectField {...props} field={field} />
      )
  }
}
