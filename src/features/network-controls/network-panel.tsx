import { PencilLine } from 'lucide-react'
import { useRef } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { studio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import { useRoving } from '../../ui/roving.ts'
import { ALL_KNOBS, type KnobGroup } from './knob-list.ts'
import styles from './network-controls.module.css'
import { ScenarioKnob } from './parts/scenario-knob.tsx'

/** Everything that can be turned, in groups, and the way to the rest: More, and the phone's Network tab. */
export function NetworkPanel() {
  const { shell: words } = useMessages()
  return (
    <div className={styles.panel} data-scrolls>
      {ALL_KNOBS.map((group) => (
        <Group key={group.knobs[0]?.id} group={group} />
      ))}
      <Button className={styles.edit ?? ''} onClick={() => studio.getState().set({ dialog: 'editor' })}>
        <PencilLine size={14} aria-hidden />
        {words.edit}
      </Button>
    </div>
  )
}

function Group({ group }: { readonly group: KnobGroup }) {
  const { knobs: words } = useMessages()
  const knobs = useRef<HTMLDivElement>(null)
  useRoving(knobs, 'input[type=range]')
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{group.title(words)}</h3>
      <div ref={knobs} className={styles.grid} role="group" aria-label={group.title(words)}>
        {group.knobs.map((spec) => (
          <ScenarioKnob key={spec.id} spec={spec} />
        ))}
      </div>
    </section>
  )
}
