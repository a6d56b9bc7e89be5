import { after, at, CLIENT_READS, CLOSE, CONNECTS, listens, ms, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { AppCall, AppStep, SocketOptions } from '../../engine/sim/scenario.ts'

const REUSE: SocketOptions = { reuseAddr: true }

/** TIME-WAIT as long as on Linux, and on the side of the server, which closes first. */
const SERVER_CLOSES_FIRST = {
  settings: { timeWaitUs: ms(60_000) },
  hosts: { S: { port: 8_080 } },
} as const

const CLIENT = [CONNECTS, CLIENT_READS, after('read', 'sock', CLOSE)]

function listen(options: SocketOptions): AppCall {
  return { op: 'listen', backlog: 8, options }
}

function listensAndAccepts(options: SocketOptions): readonly AppStep[] {
  return [listens(options), after('listen', 'listener', { op: 'accept', as: 'conn' })]
}

export const restartEaddrinuse = {
  id: 'restart-eaddrinuse',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 9293 3.6.1, 3.9.1.1 (MUST-41, MUST-42)', 'RFC 1122 4.2.2.13'],
  tags: ['EADDRINUSE', 'SO_REUSEADDR', 'bind', 'listen', 'TIME-WAIT', 'Windows'],
  myths: ['M-08', 'M-63', 'M-64', 'M-65'],
  variants: [
    scenario({
      ...SERVER_CLOSES_FIRST,
      apps: {
        C: [...CLIENT, at(64_000, 'sock2', { op: 'connect' })],
        S: [
          ...listensAndAccepts({}),
          at(500, 'listener2', listen({})),
          at(1_000, 'listener', CLOSE),
          at(1_500, 'listener2', listen({})),
          at(2_000, 'conn', CLOSE),
          at(3_000, 'listener2', listen({})),
          at(63_000, 'listener2', listen({})),
          at(63_000, 'listener2', { op: 'accept', as: 'conn2' }),
        ],
      },
    }),
    scenario({
      ...SERVER_CLOSES_FIRST,
      apps: {
        C: [
          ...CLIENT,
          at(4_000, 'sock2', { op: 'connect', sourcePort: 49_153 }),
          at(5_000, 'sock3', { op: 'connect', sourcePort: 49_152 }),
        ],
        S: [
          ...listensAndAccepts(REUSE),
          at(500, 'listener2', listen(REUSE)),
          at(1_000, 'listener', CLOSE),
          at(1_500, 'listener2', listen(REUSE)),
          at(2_000, 'conn', CLOSE),
          at(2_500, 'listener2', CLOSE),
          at(3_000, 'listener3', listen(REUSE)),
          at(3_000, 'listener3', { op: 'accept', as: 'conn2' }),
          at(3_000, 'listener3', { op: 'accept', as: 'conn3' }),
        ],
      },
    }),
    scenario({
      ...SERVER_CLOSES_FIRST,
      settings: { ...SERVER_CLOSES_FIRST.settings, reuseAddr: 'windows' },
      apps: {
        C: CLIENT,
        S: [
          ...listensAndAccepts({}),
          at(500, 'listener2', listen({})),
          at(700, 'listener2', listen(REUSE)),
          at(1_000, 'listener', CLOSE),
          at(1_200, 'listener2', CLOSE),
          at(1_500, 'listener3', listen({})),
          at(2_000, 'conn', CLOSE),
          at(2_500, 'listener3', CLOSE),
          at(3_000, 'listener4', listen({})),
        ],
      },
    }),
  ],
} as const satisfies CatalogueEntry
