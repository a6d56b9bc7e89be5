import { RotateCcw } from 'lucide-react'
import { useRef } from 'react'
import { useSection } from '../../../i18n/use-section.ts'
import {
  changedIn,
  type LabSetup,
  type ParameterId,
  setupOf,
  turn,
} from '../../../scenario/population/parameters.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { Button } from '../../../ui/button.tsx'
import { useRoving } from '../../../ui/roving.ts'
import { GROUPS, type GroupId } from '../knob-list.ts'
import { LAB_PRESETS } from '../presets.ts'
import { showSetup } from '../use-setup.ts'
import { Parameter } from './parameter.tsx'
import styles from './parameters.module.css'

/** What the question is about, what to try next, and everything else that can be turned. */
export function Parameters({ setup }: { readonly setup: LabSetup }) {
  const words = useSection('lab')
  const { preset } = setup
  const hasChanges = changedIn(setup).length > 0
  return (
    <section className={styles.parameters} aria-labelledby="lab-parameters" data-scrolls="">
      <header>
        <h2 id="lab-parameters">{words.parameters}</h2>
        <Button disabled={!hasChanges} onClick={() => showSetup(setupOf(preset))}>
          <RotateCcw size={14} aria-hidden />
          {words.reset}
        </Button>
      </header>
      <Knobs setup={setup} ids={LAB_PRESETS[preset].knobs} label={words.parameters} />
      <TryNext setup={setup} />
      <details className={styles.all}>
        <summary>{words.all}</summary>
        {(Object.keys(GROUPS) as GroupId[]).map((group) => (
          <section key={group} aria-label={words.groups[group]}>
            <h3>{words.groups[group]}</h3>
            <Knobs setup={setup} ids={GROUPS[group]} label={words.groups[group]} />
          </section>
        ))}
      </details>
    </section>
  )
}

interface KnobsProps {
  readonly setup: LabSetup
  readonly ids: readonly ParameterId[]
  readonly label: string
}

function Knobs({ setup, ids, label }: KnobsProps) {
  const group = useRef<HTMLDivElement>(null)
  useRoving(group, 'input[type=range]')
  return (
    <div ref={group} className={styles.knobs} role="group" aria-label={label}>
      {ids.map((id) => (
        <Parameter key={id} setup={setup} id={id} />
      ))}
    </div>
  )
}

/** The change that teaches most now. */
function TryNext({ setup }: { readonly setup: LabSetup }) {
  const words = useSection('lab')
  const { next } = LAB_PRESETS[setup.preset]
  const changes = Object.entries(next) as [ParameterId, number][]
  const changed = changes.reduce((turned, [id, value]) => turn(turned, id, value), setup)
  const isDone = changes.every(([id, value]) => setup.values[id] === value)
  return (
    <aside className={styles.next} aria-labelledby="lab-next">
      <h3 id="lab-next">{words.tryNext}</h3>
      <p>
        <TermText>{words.presets[setup.preset].next}</TermText>
      </p>
      <Button className={styles.bordered ?? ''} disabled={isDone} onClick={() => showSetup(changed)}>
        {words.doIt}
      </Button>
    </aside>
  )
}
