import { RotateCcw, SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { listChanges } from '../../scenario/changes.ts'
import { Bystanders } from '../../store/bystanders.tsx'
import { studio, useStudio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useRoving } from '../../ui/roving.ts'
import { DOCK_KNOBS } from './knob-list.ts'
import styles from './network-controls.module.css'
import { ScenarioKnob } from './parts/scenario-knob.tsx'

const More = lazy(async () => ({ default: (await import('./more.tsx')).More }))

/** The knobs of the dock, More and Reset. */
export function Knobs({ room }: { readonly room: keyof typeof DOCK_KNOBS }) {
  const { knobs: words } = useMessages()
  const [more, setMore] = useState(false)
  const group = useRef<HTMLDivElement>(null)
  const moreButton = useRef<HTMLButtonElement>(null)
  useRoving(group, 'input[type=range]')
  return (
    <div className={styles.dock}>
      <div ref={group} className={styles.knobs} role="group" aria-label={words.group}>
        {DOCK_KNOBS[room].map((spec) => (
          <ScenarioKnob key={spec.id} spec={spec} />
        ))}
      </div>
      <IconButton
        label={words.more}
        ref={moreButton}
        aria-expanded={more}
        aria-haspopup="dialog"
        onClick={() => setMore(!more)}
      >
        <SlidersHorizontal size={16} />
      </IconButton>
      <Bystanders>
        <Reset />
      </Bystanders>
      {more && (
        <Suspense>
          <More trigger={moreButton} onClose={() => setMore(false)} />
        </Suspense>
      )}
    </div>
  )
}

function Reset() {
  const { knobs: words } = useMessages()
  const baseline = useStudio((state) => state.baseline)
  const scenario = useStudio((state) => state.scenario)
  const hasChanges = useMemo(() => listChanges(baseline, scenario).length > 0, [baseline, scenario])
  return (
    <Button disabled={!hasChanges} data-tip={words.resetTip} onClick={() => studio.getState().reset()}>
      <RotateCcw size={14} aria-hidden />
      {words.reset}
    </Button>
  )
}
