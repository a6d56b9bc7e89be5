import type { AppStep, Fault, Scenario } from '../scenario.ts'
import type { Population } from './population.ts'
import { leaks } from './programs.ts'
import { ADDRESS, FIRST_PORT, type PopulationSpec } from './spec.ts'

/**
 * One connection of a population as a scenario of its own. Everything chance does to it is drawn from its own key, so
 * it sends the same segments at the same times. What the others did to it is written into the scenario: when accept()
 * came to it, and which of its segments a full queue refused (as losses on the path). Null: it never sent anything.
 */
export function scenarioOf(population: Population, conn: number): Scenario | null {
  const { spec, connections } = population
  const port = connections.port(conn)
  if (port === 0) return null
  const serverPort = FIRST_PORT + (conn % spec.destinations)
  const { C, S } = spec.hosts
  return {
    version: 1,
    profile: C.profile,
    settings: {},
    seed: connections.seedOf(conn),
    hosts: {
      C: { address: ADDRESS.C, port, profile: C.profile, settings: C.settings },
      S: { address: ADDRESS.S, port: serverPort, profile: S.profile, settings: S.settings },
    },
    network: spec.network,
    apps: { C: clientSteps(population, conn), S: serverSteps(population, conn) },
    faults: faultsOf(population, conn),
    injections: [],
    reboots: [],
  }
}

function clientSteps({ spec, connections }: Population, conn: number): readonly AppStep[] {
  const steps: AppStep[] = [
    { id: 'connect', op: 'connect', socket: 'c', when: { atUs: connections.startUs[conn] as number } },
    { id: 'send', op: 'send', socket: 'c', bytes: spec.requestBytes, when: { after: 'connect' } },
    { id: 'recv', op: 'recvn', socket: 'c', bytes: spec.replyBytes, when: { after: 'send' } },
  ]
  if (spec.closesFirst === 'C')
    return [...steps, { op: 'close', socket: 'c', when: { after: 'recv', delayUs: spec.lifetimeUs } }]
  return [...steps, ...closeAtEnd('c', 'recv', leaks(spec, conn))]
}

function serverSteps({ spec, connections }: Population, conn: number): readonly AppStep[] {
  // A server that always waits in accept() takes the connection as soon as it is there.
  const acceptUs = isPrompt(spec) ? 0 : (connections.acceptUs[conn] as number)
  const listen: AppStep = { op: 'listen', socket: 'l', backlog: spec.listen.backlog, when: { atUs: 0 } }
  if (acceptUs < 0) return [listen]
  const steps: AppStep[] = [
    listen,
    { id: 'accept', op: 'accept', socket: 'l', as: 's', when: { atUs: acceptUs } },
    { id: 'recv', op: 'recvn', socket: 's', bytes: spec.requestBytes, when: { after: 'accept' } },
    { id: 'send', op: 'send', socket: 's', bytes: spec.replyBytes, when: { after: 'recv' } },
  ]
  if (spec.closesFirst === 'S')
    return [...steps, { op: 'close', socket: 's', when: { after: 'send', delayUs: spec.lifetimeUs } }]
  return [...steps, ...closeAtEnd('s', 'send', leaks(spec, conn))]
}

/** recv() to the end of file, then close(), if the application does not forget it. */
function closeAtEnd(socket: string, after: string, forgets: boolean): readonly AppStep[] {
  const drain: AppStep = { id: 'end', op: 'drain', socket, when: { after } }
  return forgets ? [drain] : [drain, { op: 'close', socket, when: { after: 'end' } }]
}

function isPrompt(spec: PopulationSpec): boolean {
  return spec.listen.acceptPerSecond === null && spec.hosts.S.descriptors === null
}

function faultsOf({ connections }: Population, conn: number): readonly Fault[] {
  return connections.refused
    .filter((refused) => refused.conn === conn)
    .map(({ from, ordinal }) => ({ match: { from, kind: 'ANY', nth: ordinal }, do: 'drop' }))
}
