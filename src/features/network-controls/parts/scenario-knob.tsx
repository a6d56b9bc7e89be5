import { useMessages } from '../../../i18n/use-messages.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { Knob } from '../../../ui/knob.tsx'
import type { KnobSpec } from '../knob-list.ts'

/** A knob of the scenario on screen; nothing where the scenario has no such thing. */
export function ScenarioKnob({ spec }: { readonly spec: KnobSpec }) {
  const { knobs: words } = useMessages()
  // Not the scenario itself: it is another with every move of a segment that is dragged, and most knobs are not.
  const value = useStudio(({ scenario }) => spec.read(scenario))
  const name = useStudio(({ scenario }) => spec.name(words, scenario))
  const origin = useStudio(({ baseline, scenario }) => spec.origin(baseline, scenario))
  const isMixed = useStudio(({ scenario }) => spec.isMixed?.(scenario) ?? false)
  if (value === null) return null
  const label = spec.label?.(words) ?? name
  const turn = (how: 'dragging' | 'final') => (next: number) => {
    const state = studio.getState()
    state.change(spec.write(state.baseline, state.scenario, next), how)
  }
  return (
    <Knob
      name={name}
      label={label}
      value={value}
      min={spec.min ?? 0}
      max={spec.max}
      step={spec.step}
      origin={origin}
      format={(at) => (isMixed ? words.mixed : spec.quantity.format(at))}
      parse={spec.quantity.parse}
      typeLabel={words.type(label)}
      onDrag={turn('dragging')}
      onCommit={turn('final')}
    />
  )
}
