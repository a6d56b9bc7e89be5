import { shell } from './en/shell.ts'
import { stateGraph } from './en/state-graph.ts'

/** Every text shown to a person, by area. The shape of this object is what each other language must fill. */
export const en = { shell, stateGraph }

export type Messages = typeof en
