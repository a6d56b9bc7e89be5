import { ChevronDown } from 'lucide-react'
import { useMemo, useState } from 'react'
import { PROFILE_IDS } from '../../../engine/tcp/profiles.ts'
import { useSection } from '../../../i18n/use-section.ts'
import {
  type LabSetup,
  type ParameterId,
  profileValues,
  setupOf,
  turn,
} from '../../../scenario/population/parameters.ts'
import { PROFILE_NAMES } from '../../../scenario/profile-names.ts'
import { Knob } from '../../../ui/knob.tsx'
import { MenuButton } from '../../../ui/menu-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { isKnob, type KnobId, KNOBS } from '../knob-list.ts'
import { trackOf } from '../track.ts'
import { showSetup } from '../use-setup.ts'
import styles from './parameters.module.css'

interface Props {
  readonly setup: LabSetup
  readonly id: ParameterId
}

/** One parameter: a knob, a switch or a choice. A change is run as soon as it is finished. */
export function Parameter({ setup, id }: Props) {
  if (isKnob(id)) return <NumberKnob setup={setup} id={id} />
  if (id === 'profile') return <ProfileMenu setup={setup} id={id} />
  return <Choice setup={setup} id={id} />
}

/** The tick stands at the profile's value where profiles have one, else at that of the preset. */
function originOf({ preset, values }: LabSetup, id: ParameterId): number {
  return profileValues(values.profile)[id] ?? setupOf(preset).values[id]
}

function NumberKnob({ setup, id }: { readonly setup: LabSetup; readonly id: KnobId }) {
  const words = useSection('lab')
  const { stops, quantity } = KNOBS[id]
  const { positionOf, valueAt, last } = useMemo(() => trackOf(stops), [stops])
  /** While it is being dragged. */
  const [held, setHeld] = useState<number | null>(null)
  const value = held ?? setup.values[id]
  const zero: Partial<Record<ParameterId, string>> = words.zero
  const format = (position: number) => {
    const at = valueAt(position)
    return (at === 0 ? zero[id] : undefined) ?? quantity.format(at)
  }
  return (
    <Knob
      name={words.names[id]}
      value={positionOf(value)}
      min={0}
      max={last}
      step={1}
      origin={positionOf(originOf(setup, id))}
      format={format}
      parse={(text) => {
        const typed = text === zero[id] ? 0 : quantity.parse(text)
        return typed === null ? null : positionOf(typed)
      }}
      typeLabel={words.type(words.names[id])}
      onDrag={(position) => setHeld(valueAt(position))}
      onCommit={(position) => {
        setHeld(null)
        showSetup(turn(setup, id, valueAt(position)))
      }}
    />
  )
}

/** On or off, or one of a few. */
function Choice({ setup, id }: Props) {
  const words = useSection('lab')
  const hints: Partial<Record<ParameterId, string>> = words.hints
  const choices: Partial<Record<ParameterId, readonly string[]>> = words.choices
  const labels = choices[id] ?? [words.choices.off, words.choices.on]
  const value = setup.values[id]
  return (
    <div className={styles.choice}>
      <p>
        <span className={hints[id] === undefined ? undefined : 'mono'}>
          {words.names[id]}
          {value !== originOf(setup, id) && <i className={styles.dot} />}
        </span>
        {hints[id] !== undefined && <small>{hints[id]}</small>}
      </p>
      <Segmented
        label={words.names[id]}
        options={labels.map((label, index) => ({ value: String(index), label }))}
        value={String(value)}
        onChange={(next) => showSetup(turn(setup, id, Number(next)))}
      />
    </div>
  )
}

function ProfileMenu({ setup, id }: Props) {
  const words = useSection('lab')
  const profile = PROFILE_IDS[setup.values.profile] ?? 'linux'
  return (
    <div className={styles.choice}>
      <p>{words.names[id]}</p>
      <MenuButton
        label={`${words.names[id]}: ${PROFILE_NAMES[profile]}`}
        items={PROFILE_IDS.map((value) => ({ value, label: PROFILE_NAMES[value] }))}
        value={profile}
        className={styles.choose}
        onChange={(next) => showSetup(turn(setup, id, PROFILE_IDS.indexOf(next)))}
      >
        {PROFILE_NAMES[profile]}
        <ChevronDown size={14} aria-hidden />
      </MenuButton>
    </div>
  )
}
