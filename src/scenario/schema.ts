import * as v from 'valibot'
import { err, ok, type Result } from '../base/result.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { scanJson } from './json-scan.ts'
import { SIZES } from './limits.ts'
import { checkReferences } from './references.ts'
import { SCENARIO } from './scenario-schema.ts'
import { type SchemaError, schemaError } from './schema-error.ts'
import { errorOf } from './schema-parts.ts'

/** The one version that there is; a later one comes with its upgrader (docs/scenario-format.md). */
const SCENARIO_VERSION = 1

export type Checked = Result<Scenario, readonly SchemaError[]>

/** A scenario from text of anywhere: a file, a link, a message. Never throws; nothing outside a range is mended. */
export function parseScenario(json: string): Checked {
  const bytes = new TextEncoder().encode(json).length
  if (bytes > SIZES.bytes) return err([schemaError('', 'too-many-bytes', { limit: SIZES.bytes })])
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return err([schemaError('', 'not-json', {})])
  }
  const scanned = scanJson(json)
  const fatal = scanned.some(({ code }) => code !== 'duplicate-member')
  const checked = fatal ? err([]) : checkMembers(value)
  if (checked.ok && scanned.length === 0) return checked
  const errors = checked.ok ? [] : checked.error
  return err([...scanned, ...errors].slice(0, SIZES.errors))
}

/** The same for a value that is no text any more. What comes out shares nothing with what went in. */
export function checkScenario(value: unknown): Checked {
  const excess = checkExtent(value)
  return excess === null ? checkMembers(value) : err([excess])
}

function checkMembers(value: unknown): Checked {
  const newer = newerVersion(value)
  if (newer !== null) return err([newer])
  const result = v.safeParse(SCENARIO, value)
  const errors = result.success ? checkReferences(result.output) : result.issues.map(errorOf)
  if (result.success && errors.length === 0) return ok(result.output)
  return err(errors.slice(0, SIZES.errors))
}

/** What a later version calls by other names would only give misleading errors. */
function newerVersion(value: unknown): SchemaError | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'version')) return null
  const found: unknown = (value as { version: unknown }).version
  if (typeof found !== 'number' || !Number.isInteger(found) || found <= SCENARIO_VERSION) return null
  return schemaError('version', 'newer-version', { found, known: SCENARIO_VERSION })
}

/** Depth and number of values; ends soon on a value that contains itself. */
function checkExtent(root: unknown): SchemaError | null {
  const waiting: [value: unknown, depth: number][] = [[root, 1]]
  let values = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [value, depth] = next
    if (++values > SIZES.values) return schemaError('', 'too-many-values', { limit: SIZES.values })
    if (typeof value !== 'object' || value === null) continue
    if (depth > SIZES.depth) return schemaError('', 'too-deep', { limit: SIZES.depth })
    const members: unknown[] = Object.values(value)
    if (members.length > SIZES.values) return schemaError('', 'too-many-values', { limit: SIZES.values })
    for (const member of members) waiting.push([member, depth + 1])
  }
  return null
}
