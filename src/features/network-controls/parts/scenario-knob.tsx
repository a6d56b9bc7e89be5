import { useMessages } from '../../../i18n/use-messages.ts'
import { studio, useStudio } from '../../../store/store.ts'
import { Knob } from '../../../ui/knob.tsx'
import type { KnobSpec } from '../knob-list.ts'

/** A knob of the scenario on screen; nothing where the scenario has no such thing. */
export function ScenarioKnob({ spec }: { readonly spec: KnobSpec }) {
  const { knobs: words } = useMessages()
  const scenario = useStudio((state) => state.scenario)
  const baseline = useStudio((state) => state.baseline)
  const value = spec.read(scenario)
  if (value === null) return null
  const name = spec.name(words, scenario)
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
      origin={spec.origin(baseline, scenario)}
      format={(at) => (spec.isMixed?.(scenario) ? words.mixed : spec.quantity.format(at))}
      parse={spec.quantity.parse}
      typeLabel={words.type(label)}
      onDrag={turn('dragging')}
      onCommit={turn('final')}
    />
  )
}
