import type { AppStep, Fault, LinkSpec, Scenario, When } from '../../engine/sim/scenario.ts'

/** Makes scenarios out of what differs from the usual setting. Times here are milliseconds, as people write them. */

const LINK: LinkSpec = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

export const HOSTS = {
  C: { address: '192.0.2.10', port: 49_152 },
  S: { address: '198.51.100.20', port: 443 },
} as const

type Parts = Partial<Omit<Scenario, 'version' | 'apps'>> & Pick<Scenario, 'apps'>

/** Two hosts 50 ms apart, by RFC 9293, and nothing goes wrong but what `parts` says. */
export function scenario(parts: Parts): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: {},
    seed: 1,
    hosts: HOSTS,
    network: { CtoS: LINK, StoC: LINK },
    faults: [],
    injections: [],
    reboots: [],
    ...parts,
  }
}

export function ms(milliseconds: number): number {
  return milliseconds * 1_000
}

function at(atMs: number): When {
  return { atUs: ms(atMs) }
}

/** The names of the three sockets that nearly every scenario uses. */
const LISTENER = 'listener'
const SERVER = 'conn'
const CLIENT = 'sock'

/** A server that listens, accepts one connection and reads it to the end. */
export const SERVES: readonly AppStep[] = [
  { id: 'listen', when: at(0), socket: LISTENER, op: 'listen', backlog: 8 },
  { id: 'accept', when: { after: 'listen' }, socket: LISTENER, op: 'accept', as: SERVER },
  { id: 'read', when: { after: 'accept' }, socket: SERVER, op: 'drain' },
]

/** ... and closes so long after it has read the end. */
export function servesAndCloses(afterMs: number): readonly AppStep[] {
  return [...SERVES, { when: { after: 'read', delayUs: ms(afterMs) }, socket: SERVER, op: 'close' }]
}

export function clientConnects(atMs = 0): AppStep {
  return { id: 'connect', when: at(atMs), socket: CLIENT, op: 'connect' }
}

export function clientCloses(atMs: number): AppStep {
  return { when: at(atMs), socket: CLIENT, op: 'close' }
}

/** The n-th segment of that kind which this side hands to the network is lost. */
export function drop(from: 'C' | 'S', kind: Fault['match']['kind'], nth: Fault['match']['nth'] = 1): Fault {
  return { match: { from, kind, nth }, do: 'drop' }
}
