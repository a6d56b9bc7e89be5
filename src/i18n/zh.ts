import type { Messages } from './en.ts'
import { catalogue } from './zh/catalogue.ts'
import { diagram } from './zh/diagram.ts'
import { inspector } from './zh/inspector.ts'
import { knobs } from './zh/knobs.ts'
import { narration } from './zh/narration.ts'
import { notices } from './zh/notices.ts'
import { ruleText } from './zh/rules.ts'
import { scenarioErrors } from './zh/scenario-errors.ts'
import { shell } from './zh/shell.ts'
import { shortcuts } from './zh/shortcuts.ts'
import { stateGraph } from './zh/state-graph.ts'
import { timeline } from './zh/timeline.ts'

export const zh: Messages = {
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
