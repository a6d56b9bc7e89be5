import type { SampleColumn, Samples } from '../../engine/sim/population/samples.ts'
import type { PopulationSpec } from '../../engine/sim/population/spec.ts'
import type { Side } from '../../engine/tcp/state.ts'
import { settingsOf } from '../../engine/tcp/profiles.ts'

/** What a reader should not have to look for. */
export interface Marker {
  readonly kind:
    | 'ports-out'
    | 'connect-fails'
    | 'flood-starts'
    | 'backlog-full'
    | 'accept-full'
    | 'descriptors-out'
    | 'process-ends'
  readonly side: Side
  readonly tUs: number
  /** Row of the samples at which it was seen. */
  readonly row: number
  /** What the call says from then on, as a kernel would print it. */
  readonly code: string | null
}

type Found = Omit<Marker, 'tUs' | 'row'>

/** Everything that ran out or began, in the order of time. `errors`: names of failed calls, such as `connect EMFILE`. */
export function markersOf(spec: PopulationSpec, samples: Samples, errors: readonly string[]): Marker[] {
  const first = (found: Found, holds: (row: number) => boolean): Marker[] => {
    for (let row = 0; row < samples.count; row++)
      if (holds(row)) return [{ ...found, row, tUs: samples.timeUs(row) }]
    return []
  }
  const at = (column: SampleColumn) => (row: number) => samples.value(row, column)
  const passed = (tUs: number) => (row: number) => samples.timeUs(row) >= tUs
  const { flood, restart, hosts, destinations } = spec
  const { portRange } = settingsOf(hosts.C.profile, hosts.C.settings)
  const ports = (portRange[1] - portRange[0] + 1) * destinations
  const limit = hosts.S.descriptors
  const portsOut = first(
    { kind: 'ports-out', side: 'C', code: 'connect() EADDRNOTAVAIL' },
    (row) => at('portsInUse')(row) >= ports,
  )
  const connects = errors.filter((name) => name.startsWith('connect '))
  const fails = { kind: 'connect-fails', side: 'C', code: connects.map(called).join(', ') } as const
  return [
    ...portsOut,
    ...(portsOut.length > 0 ? [] : first(fails, (row) => at('connectErrors')(row) > 0)),
    ...(flood === null ? [] : first({ kind: 'flood-starts', side: 'S', code: null }, passed(flood.fromUs))),
    ...first({ kind: queueKind(samples), side: 'S', code: null }, (row) => at('synsDropped')(row) > 0),
    ...(limit === null
      ? []
      : first(
          { kind: 'descriptors-out', side: 'S', code: 'accept() EMFILE' },
          (row) => at('descriptorsS')(row) >= limit,
        )),
    ...(restart === null
      ? []
      : first({ kind: 'process-ends', side: 'S', code: restartCode(errors) }, passed(restart.atUs))),
  ].toSorted((a, b) => a.tUs - b.tUs)
}

/** `connect EADDRNOTAVAIL` as a call: `connect() EADDRNOTAVAIL`. */
const called = (name: string): string => name.replace(' ', '() ')

const restartCode = (errors: readonly string[]): string | null =>
  errors.includes('listen EADDRINUSE') ? 'listen() EADDRINUSE' : null

/** Which queue was full when the first SYN was dropped. */
function queueKind(samples: Samples): 'backlog-full' | 'accept-full' {
  for (let row = 0; row < samples.count; row++) {
    if (samples.value(row, 'synsDropped') > 0)
      return samples.value(row, 'synQueue') > samples.value(row, 'acceptQueue')
        ? 'backlog-full'
        : 'accept-full'
  }
  return 'backlog-full'
}
