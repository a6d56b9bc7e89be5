import * as v from 'valibot'
import { err, ok, type Result } from '../base/result.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { fromBase64Url, inflate } from './deflate.ts'
import { LIMITS, LINK_SIZES } from './limits.ts'
import type { Moment } from './moment.ts'
import { CATALOGUE_ID, LINK_VERSION, type Link, MOST_OTHERS, VIEW_ABOUT, VIEW_NAME } from './permalink.ts'
import { scanJson } from './json-scan.ts'
import { checkScenario } from './schema.ts'
import type { SchemaError } from './schema-error.ts'
import { byPresence, closed, form, integer, list, optional } from './schema-parts.ts'

/** Why a link does not open. All or nothing: no part of such a link is used. */
export type LinkError =
  /** Characters of the link, or bytes of what is packed in it. */
  | { readonly code: 'too-long'; readonly limit: number; readonly unit: 'characters' | 'bytes' }
  | { readonly code: 'newer-version' }
  | { readonly code: 'damaged' }
  | { readonly code: 'invalid-scenario'; readonly errors: readonly SchemaError[] }

const DAMAGED = err({ code: 'damaged' } as const)

/** Reads the part of an address after `#` in its packed form, of any version. Never throws. */
export async function readPacked(hash: string): Promise<Result<Link, LinkError>> {
  const limit = LINK_SIZES.characters
  if (hash.length > limit) return err({ code: 'too-long', limit, unit: 'characters' })
  const [, version, packed] = /^#?(\d{1,9})\.(.*)$/s.exec(hash) ?? []
  if (version === undefined || packed === undefined) return DAMAGED
  const reader = READERS.get(Number(version))
  if (reader === undefined) return Number(version) > LINK_VERSION ? err({ code: 'newer-version' }) : DAMAGED
  const unpacked = await unpack(packed)
  return unpacked.ok ? reader(unpacked.value) : unpacked
}

/** How each version is read, for ever. */
const READERS: ReadonlyMap<number, (json: string) => Result<Link, LinkError>> = new Map([[1, readVersion1]])

async function unpack(packed: string): Promise<Result<string, LinkError>> {
  const bytes = fromBase64Url(packed)
  if (bytes === null) return DAMAGED
  const limit = { bytes: LINK_SIZES.inflatedBytes, ms: LINK_SIZES.inflateMs }
  const inflated = await inflate(bytes, limit)
  if (!inflated.ok) {
    return inflated.error === 'damaged'
      ? DAMAGED
      : err({ code: 'too-long', limit: limit.bytes, unit: 'bytes' })
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(inflated.value))
  } catch {
    return DAMAGED
  }
}

const STEP = integer({ min: 0, max: LIMITS.maxEvents.max, unit: '' })

const MOMENT = byPresence(
  new Map<string, v.GenericSchema<unknown, Moment>>([
    ['step', closed({ step: STEP })],
    ['tUs', closed({ tUs: integer(LIMITS.timeUs), place: optional(STEP) })],
  ]),
)

const ENVELOPE_1 = closed({
  scenario: v.unknown(),
  id: optional(form('not-one-of', (id) => CATALOGUE_ID.test(id))),
  moment: optional(MOMENT),
  view: optional(form('not-one-of', (view) => VIEW_NAME.test(view))),
  about: optional(form('not-one-of', (about) => VIEW_ABOUT.test(about))),
  others: optional(list(v.unknown(), MOST_OTHERS)),
  trueScale: optional(v.boolean()),
  futureHidden: optional(v.boolean()),
})

function readVersion1(json: string): Result<Link, LinkError> {
  const envelope = v.safeParse(ENVELOPE_1, parseJson(json))
  if (!envelope.success || scanJson(json).length > 0) return DAMAGED
  const { scenario, id, moment, view, about, others = [] } = envelope.output
  const { trueScale = false, futureHidden = false } = envelope.output
  const scenarios: Scenario[] = []
  for (const one of [scenario, ...others]) {
    const result = checkScenario(one)
    if (!result.ok) return err(refusal(result.error))
    scenarios.push(result.value)
  }
  return ok({
    catalogueId: id ?? null,
    scenario: scenarios[0] ?? null,
    profile: null,
    moment: moment ?? null,
    view: view ?? null,
    about: about ?? null,
    others: scenarios.slice(1),
    trueScale,
    futureHidden,
  })
}

function refusal(errors: readonly SchemaError[]): LinkError {
  const newer = errors.some(({ code }) => code === 'newer-version')
  return newer ? { code: 'newer-version' } : { code: 'invalid-scenario', errors }
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
