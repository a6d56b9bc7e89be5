import type { Messages } from './en.ts'
import { shell } from './zh/shell.ts'
import { stateGraph } from './zh/state-graph.ts'

export const zh: Messages = { shell, stateGraph }
