import type { AppStep, Fault, Scenario } from '../engine/sim/scenario.ts'
import type { Settings } from '../engine/tcp/profiles.ts'

/** Small scenarios in which a host's queues and limits decide. */

const LINK = { delayUs: 50_000, jitterUs: 0, lossPpm: 0, duplicatePpm: 0, reorderPpm: 0 }

function scenario(
  C: AppStep[],
  S: AppStep[],
  settings: Partial<Settings>,
  gives_up: string[] = [],
  faults: readonly Fault[] = [],
): Scenario {
  return {
    version: 1,
    profile: 'rfc9293',
    settings,
    seed: 1,
    hosts: { C: { address: '192.0.2.10', port: 49_152 }, S: { address: '198.51.100.20', port: 443 } },
    network: { CtoS: LINK, StoC: LINK },
    apps: { C, S },
    faults,
    injections: [],
    reboots: [],
    stopUs: 5_000_000,
    ...(gives_up.length > 0 && { gives_up }),
  }
}

const connect = (socket: string, atUs: number): AppStep => ({
  when: { atUs },
  socket,
  op: 'connect',
  id: socket,
})
const closeAt = (socket: string, atUs: number): AppStep => ({ when: { atUs }, socket, op: 'close' })
const listen = (backlog: number): AppStep => ({ when: { atUs: 0 }, socket: 'l', op: 'listen', backlog })

const SILENT: readonly Fault[] = [{ match: { from: 'C', kind: 'ANY', nth: 'all' }, do: 'drop' }]
const OLD_SYNS: readonly Fault[] = [200_000, 300_000].map((byUs) => ({
  match: { from: 'C', kind: 'SYN', nth: 1 },
  do: 'duplicate',
  byUs,
}))
const THREE = [connect('a', 0), connect('b', 200_000), connect('c', 210_000)]

export const HOST_RUNS = {
  /** The third handshake is under way when the second place in the accept queue is taken. */
  'accept-queue-full': scenario(THREE, [listen(2)], {}),
  'accept-queue-reset': scenario(THREE, [listen(2)], { acceptQueueFull: 'reset' }),
  /** Two connections closed by the client, which remembers only one in TIME-WAIT. */
  'time-wait-bucket': scenario(
    [connect('a', 0), connect('b', 10_000), closeAt('a', 500_000), closeAt('b', 600_000)],
    [
      listen(8),
      { when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's', id: 'acc' },
      { when: { after: 'acc' }, socket: 's', op: 'drain', id: 'read' },
      { when: { after: 'read' }, socket: 's', op: 'close' },
      { when: { after: 'acc' }, socket: 'l', op: 'accept', as: 't', id: 'acc2' },
      { when: { after: 'acc2' }, socket: 't', op: 'drain', id: 'read2' },
      { when: { after: 'read2' }, socket: 't', op: 'close' },
    ],
    { twBuckets: 1 },
    ['S1', 'S15'],
  ),
  /** The listener is closed while nobody has accepted the connection. */
  'listener-closed': scenario([connect('a', 0)], [listen(8), closeAt('l', 1_000_000)], {}),
  /** Linux: the listener is closed while the handshake is under way, and its request vanishes. */
  'request-vanishes': scenario([connect('a', 0)], [listen(8), closeAt('l', 70_000)], {
    synReceived: 'request',
  }),
  /** Nobody answers, and the system does not wait for as long as the RFC would. */
  'connect-timeout': scenario(
    [connect('a', 0)],
    [listen(8), closeAt('l', 0)],
    { connectTimeoutUs: 3_000_000 },
    [],
    SILENT,
  ),
  /** Two old SYNs reach a connection within half a second: one is answered (RFC 5961 7). */
  'answers-limited': scenario(
    [connect('a', 0)],
    [listen(8)],
    { challengeAckIntervalUs: 500_000 },
    [],
    OLD_SYNS,
  ),
  /** A SYN with a lower number and a newer timestamp opens ports in TIME-WAIT again (RFC 6191). */
  'reopened-by-timestamp': {
    ...scenario(
      [
        connect('a', 0),
        closeAt('a', 1_000_000),
        { when: { atUs: 2_000_000 }, socket: 'b', op: 'connect', sourcePort: 49_152 },
      ],
      [
        listen(8),
        { when: { atUs: 0 }, socket: 'l', op: 'accept', as: 's', id: 'acc' },
        { when: { atUs: 500_000 }, socket: 's', op: 'close' },
      ],
      { timeWaitReuse: 'rfc6191', timestamps: true },
    ),
    hosts: {
      C: { address: '192.0.2.10', port: 49_152, isns: [50_000, 10_000] },
      S: { address: '198.51.100.20', port: 443 },
    },
  },
} as const satisfies Record<string, Scenario>
