import { err, ok, type Result } from '../base/result.ts'
import type { AppStep, Scenario } from '../engine/sim/scenario.ts'
import { otherSide, type Side, SIDES } from '../engine/tcp/state.ts'
import { checkScenario } from './schema.ts'
import { joinPath, type SchemaError } from './schema-error.ts'
import { BASE } from './script-text/base.ts'
import { linesOf, SCRIPT_LIMITS, type Statement } from './script-text/lines.ts'
import { setMember } from './script-text/option-line.ts'
import type { PacketLine } from './script-text/packet-line.ts'
import { tellPeer } from './script-text/peer.ts'
import { type Said, ScriptReader, stepOf } from './script-text/reader.ts'
import { LineError, type ScriptError } from './script-text/script-error.ts'

/** A script that was read (docs/script-format.md). */
export interface Script {
  readonly scenario: Scenario
  /** The host from which `>` points. */
  readonly local: Side
  /** What the lines with arrows say should be seen at that host; a run can be held against it (script-check.ts). */
  readonly expected: readonly ExpectedPacket[]
}

export interface ExpectedPacket {
  readonly line: number
  /** On the clock of the run; null: whenever it comes. */
  readonly atUs: number | null
  readonly packet: PacketLine
}

/** Whether a text is to be read as a script: told by its content, since JSON of a scenario begins with a brace. */
export function isScript(text: string): boolean {
  return /^\s*[^\s{[]/.test(text)
}

/** Reads a script from anywhere. Never throws; what is wrong is told with its line and column, at most 20 things. */
export function parseScript(text: string): Result<Script, readonly ScriptError[]> {
  if (new TextEncoder().encode(text).length > SCRIPT_LIMITS.bytes) {
    const error = new LineError(0, 'too-many-bytes', { limit: SCRIPT_LIMITS.bytes })
    return err([located(error, 1, 1)])
  }
  const { statements, errors } = linesOf(text)
  if (errors.length > 0) {
    return err(
      errors.slice(0, SCRIPT_LIMITS.errors).map(({ line, error }) => located(error, line, error.at + 1)),
    )
  }
  const local = localOf(statements)
  const reader = new ScriptReader(local)
  const found: ScriptError[] = []
  for (const statement of statements) {
    try {
      reader.read(statement)
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      const { line, column } = statement.place(error.at)
      found.push(located(error, line, column))
    }
  }
  return found.length > 0 ? err(found.slice(0, SCRIPT_LIMITS.errors)) : assemble(reader, local)
}

function located({ code, params }: LineError, line: number, column: number): ScriptError {
  return { line, column, code, params, schema: null }
}

/** C opens: the host that is tested is S if it is the one that listens, or that gets the SYN. */
function localOf(statements: readonly Statement[]): Side {
  for (const { text } of statements) {
    const said = /^\s*--local\s*=\s*([CS])\s*$/.exec(text)?.[1]
    if (said !== undefined) return said as Side
  }
  const opens = statements.find(({ text }) =>
    /^\s*[\d.+][\w.]*\s+(?:(?:[A-Za-z_][\w-]*:\s*)?(?:listen|connect)\s*\(|[<>]\s*S\s)/.test(text),
  )
  return opens !== undefined && /listen|<\s*S\s/.test(opens.text) ? 'S' : 'C'
}

/** Puts everything together and checks it as any scenario from outside. */
function assemble(reader: ScriptReader, local: Side): Result<Script, readonly ScriptError[]> {
  const draft = JSON.parse(JSON.stringify(BASE)) as Record<string, unknown> & Draft
  const places = new Map<string, Place>()
  for (const { what, by } of reader.options) {
    setMember(draft, what.path, what.value)
    places.set(what.path.reduce<string>(joinPath, ''), by.place(what.at))
  }
  for (const call of reader.calls) {
    const side = call.what.side ?? local
    const step = stepOf(call)
    if (step === null) continue
    places.set(joinPath(`apps.${side}`, draft.apps[side].length), call.by.place(0))
    draft.apps[side].push(step)
  }
  for (const name of ['faults', 'injections', 'reboots'] as const) {
    const lines: readonly Said<unknown>[] = reader[name]
    for (const [i, { by }] of lines.entries()) places.set(joinPath(name, i), by.place(0))
    draft[name] = lines.map(({ what }) => what)
  }
  const shiftUs = isAboutOneHost(reader) ? addPeer(draft, reader, local) : 0
  const checked = checkScenario(draft)
  if (!checked.ok) return err(checked.error.map((error) => placed(error, places)))
  return ok({ scenario: checked.value, local, expected: expectedOf(reader, shiftUs) })
}

type Place = ReturnType<Statement['place']>
type Draft = { apps: Record<Side, AppStep[]>; faults: unknown[]; injections: unknown[]; reboots: unknown[] }

/** Lines with arrows stand for the other host where no call is made in its name. */
function isAboutOneHost({ calls, packets }: ScriptReader): boolean {
  return packets.length > 0 && calls.every(({ what }) => what.side === null)
}

/** Adds what the segments tell of the other host. Gives by how much the calls of the script happen later than they say. */
function addPeer(draft: Record<string, unknown> & Draft, reader: ScriptReader, local: Side): number {
  const base = draft as unknown as Scenario
  for (const { side, port } of portsOf(draft.apps[local])) setMember(draft, ['hosts', side, 'port'], port)
  const packets = reader.packets.flatMap(({ what: { us, packet } }) => (us === null ? [] : [{ us, packet }]))
  if (packets.length === 0) return 0
  const told = tellPeer(packets, local, base.hosts)
  const laterUs = Math.max(0, -told.startUs)
  const peerLaterUs = Math.max(0, told.startUs)
  const own = draft.apps[local].length > 0 ? draft.apps[local] : told.apps[local]
  const peer = otherSide(local)
  draft.apps[local] = moved(own, draft.apps[local].length > 0 ? laterUs : peerLaterUs)
  draft.apps[peer] = moved(told.apps[peer], peerLaterUs)
  draft.faults = [...told.faults, ...draft.faults]
  draft.injections = [
    ...draft.injections,
    ...told.injections.map((injection) => ({
      ...injection,
      when: 'atUs' in injection.when ? { atUs: injection.when.atUs + peerLaterUs } : injection.when,
    })),
  ]
  draft.network = told.network
  draft.settings = { ...told.settings, ...base.settings }
  for (const side of SIDES) {
    const settings = { ...told.hostSettings[side], ...base.hosts[side].settings }
    setMember(draft, ['hosts', side, 'settings'], settings)
  }
  return laterUs
}

/** Ports that the calls of one host name hold for the other, which only its segments tell. */
function portsOf(steps: readonly AppStep[]): { side: Side; port: number }[] {
  return steps.flatMap((step) => {
    if (step.op !== 'listen' && step.op !== 'connect') return []
    const source = step.op === 'connect' ? step.sourcePort : undefined
    return [
      ...(step.port === undefined ? [] : [{ side: 'S' as const, port: step.port }]),
      ...(source === undefined ? [] : [{ side: 'C' as const, port: source }]),
    ]
  })
}

function moved(steps: readonly AppStep[], byUs: number): AppStep[] {
  return steps.map((step) =>
    'atUs' in step.when ? { ...step, when: { atUs: step.when.atUs + byUs } } : step,
  )
}

function expectedOf({ packets }: ScriptReader, shiftUs: number): ExpectedPacket[] {
  return packets.map(({ what: { us, packet }, by }) => ({
    line: by.place(0).line,
    atUs: us === null ? null : us + shiftUs,
    packet,
  }))
}

/** The line whose part of the scenario is wrong: the longest path that begins alike. */
function placed(schema: SchemaError, places: ReadonlyMap<string, Place>): ScriptError {
  let best = ''
  for (const path of places.keys()) {
    if (schema.path.startsWith(path) && path.length > best.length) best = path
  }
  const { line, column } = places.get(best) ?? { line: 1, column: 1 }
  return { line, column, code: 'not-a-scenario', params: {}, schema }
}
