import { catalogue } from './en/catalogue.ts'
import { diagram } from './en/diagram.ts'
import { inspector } from './en/inspector.ts'
import { knobs } from './en/knobs.ts'
import { narration } from './en/narration.ts'
import { notices } from './en/notices.ts'
import { ruleText } from './en/rules.ts'
import { scenarioErrors } from './en/scenario-errors.ts'
import { shell } from './en/shell.ts'
import { shortcuts } from './en/shortcuts.ts'
import { stateGraph } from './en/state-graph.ts'
import { timeline } from './en/timeline.ts'

/** Every text shown to a person, by area. The shape of this object is what each other language must fill. */
export const en = {
  catalogue,
  diagram,
  inspector,
  knobs,
  narration,
  notices,
  ruleText,
  scenarioErrors,
  shell,
  shortcuts,
  stateGraph,
  timeline,
}

export type Messages = typeof en
