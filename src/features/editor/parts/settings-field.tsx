import { RotateCcw } from 'lucide-react'
import { PROFILE_IDS, PROFILES, type ProfileId, type Settings } from '../../../engine/tcp/profiles.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../editor.module.css'
import type { Field } from '../form/fields.ts'
import { SETTING_GROUPS, type SettingGroup } from '../form/settings-form.ts'
import { type Path, valueAt } from '../path.ts'
import { useEditing, useErrorsAt } from './editing.ts'
import { ChoiceField, FlagField, TypedField } from './plain-fields.tsx'

const GROUPS = Object.keys(SETTING_GROUPS) as SettingGroup[]
const KEYS = Object.values(SETTING_GROUPS).flatMap((group) => Object.keys(group))

/** Every setting of a profile, in groups: the profile's value in grey, a changed one with a dot and a way back. */
export function SettingsField({ path }: { readonly path: Path }) {
  const words = useSection('editor')
  const { root } = useEditing()
  const errors = useErrorsAt(path, words.members.settings, KEYS)
  const changed = Object.keys((valueAt(root, path) ?? {}) as object)
  return (
    <div className={styles.list}>
      {errors.length > 0 && <p className={styles.error}>{errors.join(' ')}</p>}
      {GROUPS.map((id) => {
        const fields = Object.entries(SETTING_GROUPS[id]) as [keyof Settings, Field][]
        const here = fields.filter(([key]) => changed.includes(key)).length
        return (
          <details key={id} className={styles.item}>
            <summary>
              {words.settingGroups[id]}
              {here > 0 && <Dot label={`${words.changedSetting}: ${here}`} />}
            </summary>
            {id === 'counterfactual' && <p className={styles.hint}>{words.counterfactual}</p>}
            <div className={styles.members}>
              {fields.map(([key, field]) => (
                <Setting key={key} name={key} field={field} path={path} />
              ))}
            </div>
          </details>
        )
      })}
    </div>
  )
}

interface SettingProps {
  readonly name: keyof Settings
  readonly field: Field
  /** Of the settings. */
  readonly path: Path
}

function Setting({ name, field, path }: SettingProps) {
  const words = useSection('editor')
  const { root, change } = useEditing()
  const at = [...path, name]
  const label = words.members[name]
  const isChanged = valueAt(root, at) !== undefined
  const shared = { path: at, label, optional: true, fallback: valueInForce(root, path, name) }
  return (
    <div className={styles.setting} data-changed={isChanged || undefined}>
      {field.kind === 'typed' && <TypedField {...shared} field={field} />}
      {field.kind === 'flag' && <FlagField {...shared} field={field} />}
      {field.kind === 'choice' && <ChoiceField {...shared} field={field} />}
      {isChanged && (
        <>
          <Dot label={words.changedSetting} />
          <IconButton label={words.backToProfile(label)} onClick={() => change(at, undefined)}>
            <RotateCcw size={13} />
          </IconButton>
        </>
      )}
    </div>
  )
}

const Dot = ({ label }: { readonly label: string }) => (
  <i className={styles.dot} role="img" aria-label={label} />
)

/** What holds where this place says nothing: for a host or its sysctl, what both hosts have; else the profile's value. */
function valueInForce(root: unknown, path: Path, name: keyof Settings): unknown {
  const forBoth = path.length > 1 ? valueAt(root, ['settings', name]) : undefined
  if (forBoth !== undefined) return forBoth
  const side = path.find((key) => key === 'C' || key === 'S')
  const own = side === undefined ? undefined : valueAt(root, ['hosts', side, 'profile'])
  const profile = own ?? valueAt(root, ['profile'])
  return PROFILES[PROFILE_IDS.find((id): id is ProfileId => id === profile) ?? 'rfc9293'][name]
}
