import { create } from 'zustand'
import type { Scenario } from '../../engine/sim/scenario.ts'
import { parseScenario } from '../../scenario/schema.ts'
import type { SchemaError } from '../../scenario/schema-error.ts'

/** A scenario being written: text first, so that nothing is lost while it is not one yet. */
export interface Draft {
  readonly text: string
  /** What the text says as JSON; undefined while it is not JSON. */
  readonly value: unknown
  readonly errors: readonly SchemaError[]
  /** Null while there are errors. */
  readonly scenario: Scenario | null
}

export function readDraft(text: string): Draft {
  const checked = parseScenario(text)
  if (checked.ok) return { text, value: checked.value, errors: [], scenario: checked.value }
  return { text, value: jsonOf(text), errors: checked.error, scenario: null }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const print = (value: unknown): string => JSON.stringify(value, null, 2)

interface Unrun {
  /** What the reader has written and not run yet; null: what is on screen. */
  readonly text: string | null
  /** What it said when it last was JSON: what the form shows until it is JSON again. */
  readonly value: unknown
}

/** Outlives the editor, so that closing it loses nothing either. */
export const useUnrun = create<Unrun>()(() => ({ text: null, value: undefined }))

export function writeUnrun(text: string | null): void {
  useUnrun.setState(({ value }) => ({ text, value: text === null ? undefined : (jsonOf(text) ?? value) }))
}
