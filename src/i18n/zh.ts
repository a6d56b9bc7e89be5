import type { Messages } from './en.ts'
import { catalogue } from './zh/catalogue.ts'
import { knobs } from './zh/knobs.ts'
import { notices } from './zh/notices.ts'
import { scenarioErrors } from './zh/scenario-errors.ts'
import { shell } from './zh/shell.ts'
import { shortcuts } from './zh/shortcuts.ts'
import { stateGraph } from './zh/state-graph.ts'
import { timeline } from './zh/timeline.ts'

export const zh: Messages = { catalogue, knobs, notices, scenarioErrors, shell, shortcuts, stateGraph, timeline }
