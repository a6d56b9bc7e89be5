import * as v from 'valibot'
import { POPULATION_PRESETS, type PresetId } from '../../engine/sim/population/presets.ts'
import {
  changedIn,
  type LabSetup,
  PARAMETERS,
  type ParameterId,
  PARAMETER_IDS,
  setupOf,
} from './parameters.ts'

/**
 * What a link says of the lab, in its `about`: the preset and whatever differs from it, for example
 * `port-exhaustion.rate-800.wait-30000000`. Names and units are those of `PARAMETERS`.
 */

/** The preset that the lab opens with. */
const FIRST_PRESET: PresetId = 'port-exhaustion'

/** Why a part of a link is not taken. The rest of the link is. */
export type AddressProblem =
  | { readonly kind: 'unknown-preset'; readonly name: string }
  | { readonly kind: 'unknown-parameter'; readonly name: string }
  | { readonly kind: 'out-of-range'; readonly id: ParameterId; readonly given: number }

const PRESET = v.picklist(Object.keys(POPULATION_PRESETS) as PresetId[])
const ID = v.picklist(PARAMETER_IDS)
const DIGITS = v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))

const valueOf = (id: ParameterId) =>
  v.pipe(v.number(), v.minValue(PARAMETERS[id].min), v.maxValue(PARAMETERS[id].max))

export function writeAbout(setup: LabSetup): string {
  const changes = changedIn(setup).map((id) => `.${id}-${setup.values[id]}`)
  return setup.preset + changes.join('')
}

/** Reads what `writeAbout` wrote. Parts that cannot be taken stay as the preset has them, and are told. */
export function readAbout(about: string | null): {
  readonly setup: LabSetup
  readonly problems: readonly AddressProblem[]
} {
  const [name = '', ...parts] = (about ?? FIRST_PRESET).split('.')
  const preset = v.safeParse(PRESET, name)
  if (!preset.success) return { setup: setupOf(FIRST_PRESET), problems: [{ kind: 'unknown-preset', name }] }
  const { values, ...setup } = setupOf(preset.output)
  const taken: Record<ParameterId, number> = { ...values }
  const problems: AddressProblem[] = []
  for (const part of parts) {
    const read = readPart(part)
    if ('kind' in read) problems.push(read)
    else taken[read.id] = read.value
  }
  return { setup: { ...setup, values: taken }, problems }
}

function readPart(part: string): AddressProblem | { readonly id: ParameterId; readonly value: number } {
  const [name = '', digits = ''] = part.split('-')
  const id = v.safeParse(ID, name)
  const number = v.safeParse(DIGITS, digits)
  if (!id.success || !number.success) return { kind: 'unknown-parameter', name: part }
  const value = v.safeParse(valueOf(id.output), number.output)
  if (!value.success) return { kind: 'out-of-range', id: id.output, given: number.output }
  return { id: id.output, value: value.output }
}
