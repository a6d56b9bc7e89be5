import type {
  AppCall,
  AppStep,
  Fault,
  HostSpec,
  Injection,
  LinkSpec,
  Match,
  Scenario,
  SocketEvent,
  SocketOptions,
} from '../../engine/sim/scenario.ts'
import type { Settings } from '../../engine/tcp/profiles.ts'
import type { Side } from '../../engine/tcp/state.ts'

/** Makes scenarios out of what differs from the usual setting. Times here are milliseconds, as people write them. */

const LINK: LinkSpec = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

const HOSTS: Readonly<Record<Side, HostSpec>> = {
  C: { address: '192.0.2.10', port: 49_152 },
  S: { address: '198.51.100.20', port: 443 },
}

type Parts = Partial<Omit<Scenario, 'version' | 'apps' | 'hosts'>> &
  Pick<Scenario, 'apps'> & { readonly hosts?: Partial<Record<Side, Partial<HostSpec>>> }

/** Two hosts 50 ms apart, by RFC 9293, and nothing goes wrong but what `parts` says. */
export function scenario({ hosts, ...parts }: Parts): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings: {},
    seed: 1,
    hosts: { C: { ...HOSTS.C, ...hosts?.C }, S: { ...HOSTS.S, ...hosts?.S } },
    network: { CtoS: LINK, StoC: LINK },
    faults: [],
    injections: [],
    reboots: [],
    ...parts,
  }
}

/**
 * What the variants called Linux take from it: its times and retries and how it answers a repeated SYN. The profile
 * `linux` has far more (loss probes, delayed ACKs, options), which would hide what these variants are about.
 */
export const LINUX_TIMES: Partial<Settings> = {
  rtoMinUs: ms(200),
  rtoMinApplies: 'variance',
  rtoMaxUs: ms(120_000),
  synRetries: 6,
  synAckRetries: 5,
  retryRule: 'time',
  dataRetries: 15,
  orphanRetries: 8,
  timeWaitUs: ms(60_000),
  finWait2OrphanUs: ms(60_000),
  dupSyn: 'synack',
}

export function ms(milliseconds: number): number {
  return milliseconds * 1_000
}

// --- Applications -------------------------------------------------------------------------------------------
// Sockets are called sock (the client's), listener, and conn (what accept() makes of it); further ones sock2 ...

/** A socket call at a time. */
export function at(atMs: number, socket: string, call: AppCall): AppStep {
  return { when: { atUs: ms(atMs) }, socket, ...call }
}

/** A socket call so long after another one has returned; `id` is its own name for later ones. */
export function after(step: string, socket: string, call: AppCall, delayMs = 0, id?: string): AppStep {
  const when = delayMs === 0 ? { after: step } : { after: step, delayUs: ms(delayMs) }
  return { ...(id !== undefined && { id }), when, socket, ...call }
}

/** A socket call so long after something has happened to the socket. */
export function on(event: SocketEvent, socket: string, call: AppCall, delayMs = 0): AppStep {
  const when = delayMs === 0 ? { on: event, socket } : { on: event, socket, delayUs: ms(delayMs) }
  return { when, socket, ...call }
}

export const CLOSE = { op: 'close' } as const satisfies AppCall
export const SHUT_WR = { op: 'shutdown', how: 'wr' } as const satisfies AppCall

export function send(bytes: number, label: string): AppCall {
  return { op: 'send', bytes, label }
}

export function listens(options?: SocketOptions): AppStep {
  const call = { op: 'listen', backlog: 8, ...(options !== undefined && { options }) } as const
  return { id: 'listen', when: { atUs: 0 }, socket: 'listener', ...call }
}

const ACCEPTS = after('listen', 'listener', { op: 'accept', as: 'conn' }, 0, 'accept')

/** A server that listens and accepts one connection. */
export const ACCEPTING: readonly AppStep[] = [listens(), ACCEPTS]

/** ... and reads it to its end. */
export const READING: readonly AppStep[] = [...ACCEPTING, after('accept', 'conn', { op: 'drain' }, 0, 'read')]

/** ... and closes so long after that. */
export function readingThenClosing(afterMs: number): readonly AppStep[] {
  return [...READING, after('read', 'conn', CLOSE, afterMs)]
}

/** The server takes a second connection once it has the first. */
export const ACCEPTS_AGAIN = after('accept', 'listener', { op: 'accept', as: 'conn2' }, 0, 'accept2')

/** The client's first step. */
export const CONNECTS: AppStep = { id: 'connect', when: { atUs: 0 }, socket: 'sock', op: 'connect' }

/** A connect() that does not wait for its end, so that the program can think better of it. */
export const TRIES_TO_CONNECT: AppStep = { ...CONNECTS, op: 'connect', blocking: false }

/** The client reads to the end of the connection. */
export const CLIENT_READS = after('connect', 'sock', { op: 'drain' }, 0, 'read')

// --- The network --------------------------------------------------------------------------------------------

type Kind = Match['kind']

/** The n-th segment of that kind which this side hands over is lost. */
export function drop(from: Side, kind: Kind, nth: Match['nth'] = 1): Fault {
  return { match: { from, kind, nth }, do: 'drop' }
}

/** Everything that this side sends from that time on is lost. */
export function silence(from: Side, afterMs = 0): Fault {
  return { match: { from, kind: 'ANY', nth: 'all', afterUs: ms(afterMs) }, do: 'drop' }
}

/** ... is held in the network so much longer than usual. */
export function delay(from: Side, kind: Kind, nth: number, byMs: number): Fault {
  return { match: { from, kind, nth }, do: 'delay', byUs: ms(byMs) }
}

/** A segment that nobody sent, in the name of the client. */
export function forged(atMs: number, flag: 'SYN' | 'RST', seq: string): Injection {
  return { when: { atUs: ms(atMs) }, segment: { to: 'S', flags: [flag], seq } }
}

/** The client's host loses all it knows. */
export function clientReboots(atMs: number): Pick<Scenario, 'reboots'> {
  return { reboots: [{ side: 'C', atUs: ms(atMs), listenersReturn: false }] }
}
