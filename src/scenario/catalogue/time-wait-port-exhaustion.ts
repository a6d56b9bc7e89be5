import { after, at, CLOSE, listens, ms, on, scenario } from './builders.ts'
import type { CatalogueEntry } from './entry.ts'
import type { AppStep, Scenario } from '../../engine/sim/scenario.ts'

/** A client with four ports instead of thousands; TIME-WAIT as long as on Linux. */
const FIRST_PORT = 49_152
const PORTS = 4

type Steps = { readonly C: readonly AppStep[]; readonly S: readonly AppStep[] }

function shortConnections(startsMs: readonly number[], steps: (i: number, atMs: number) => Steps): Scenario {
  const all = startsMs.map((atMs, i) => steps(i, atMs))
  return scenario({
    settings: { timeWaitUs: ms(60_000) },
    hosts: { C: { settings: { portRange: [FIRST_PORT, FIRST_PORT + PORTS - 1] } } },
    apps: { C: all.flatMap(({ C }) => C), S: [listens(), ...all.flatMap(({ S }) => S)] },
  })
}

/** The server takes its next connection once it has the one before. */
function accepts(i: number): AppStep {
  return after(
    i === 0 ? 'listen' : `accept${i - 1}`,
    'listener',
    { op: 'accept', as: `conn${i}` },
    0,
    `accept${i}`,
  )
}

function clientClosesFirst(i: number, atMs: number): Steps {
  const [sock, conn] = [`sock${i}`, `conn${i}`]
  return {
    C: [at(atMs, sock, { op: 'connect' }), on('established', sock, CLOSE, 100)],
    S: [
      accepts(i),
      after(`accept${i}`, conn, { op: 'drain' }, 0, `read${i}`),
      after(`read${i}`, conn, CLOSE),
    ],
  }
}

function serverClosesFirst(i: number, atMs: number): Steps {
  const [sock, conn] = [`sock${i}`, `conn${i}`]
  return {
    C: [
      { id: `connect${i}`, ...at(atMs, sock, { op: 'connect', sourcePort: FIRST_PORT + (i % PORTS) }) },
      after(`connect${i}`, sock, { op: 'drain' }, 0, `read${i}`),
      after(`read${i}`, sock, CLOSE),
    ],
    S: [accepts(i), after(`accept${i}`, conn, CLOSE, 100)],
  }
}

export const timeWaitPortExhaustion = {
  id: 'time-wait-port-exhaustion',
  group: 'time-wait',
  tier: 'core',
  rfc: ['RFC 9293 3.4.1, 3.6.1', 'RFC 6056'],
  tags: ['EADDRNOTAVAIL', 'TIME-WAIT', 'ports', 'ip_local_port_range', 'tcp_max_tw_buckets', 'tcp_tw_reuse'],
  myths: ['M-08', 'M-13', 'M-73', 'M-77'],
  variants: [
    shortConnections([0, 5_000, 10_000, 15_000, 20_000, 61_000], clientClosesFirst),
    shortConnections([0, 16_000, 32_000, 48_000, 64_000, 80_000], clientClosesFirst),
    shortConnections([0, 5_000, 10_000, 15_000, 20_000, 25_000], serverClosesFirst),
  ],
} as const satisfies CatalogueEntry
