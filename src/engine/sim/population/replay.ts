import type { AppStep, Fault, HostSpec, Scenario } from '../scenario.ts'
import { settingsOf } from '../../tcp/profiles.ts'
import type { Side } from '../../tcp/state.ts'
import { simulate } from '../run.ts'
import type { Population } from './population.ts'
import { leaks } from './programs.ts'
import { ADDRESS, FIRST_PORT, type PopulationSpec } from './spec.ts'

/**
 * One connection of a population as a scenario of its own. Everything chance does to it is drawn from its own key, so
 * it sends the same segments at the same times. What the others did to it is written into the scenario: when accept()
 * came to it, when the queue of connections to be accepted was full, which SYNs were refused (as losses on the path)
 * or answered with a cookie, and when the server's process ended. Null: it never sent anything.
 */
export function scenarioOf(population: Population, conn: number): Scenario | null {
  const scenario = withoutExit(population, conn)
  if (scenario === null || !meetsExit(population, conn)) return scenario
  return withoutInVain(withExit(population, scenario))
}

/** As if the server's process had gone on for ever. */
function withoutExit(population: Population, conn: number): Scenario | null {
  const { spec, connections } = population
  const port = connections.port(conn)
  if (port === 0) return null
  const { C } = spec.hosts
  return {
    version: 1,
    profile: C.profile,
    settings: {},
    seed: connections.seedOf(conn),
    hosts: {
      C: { address: ADDRESS.C, port, profile: C.profile, settings: C.settings },
      S: serverHost(population, conn),
    },
    network: spec.network,
    apps: { C: clientSteps(population, conn), S: serverSteps(population, conn) },
    faults: faultsOf(population, conn),
    injections: [],
    reboots: [],
  }
}

function serverHost(population: Population, conn: number): HostSpec {
  const { spec, connections } = population
  const { profile, settings } = spec.hosts.S
  return {
    address: ADDRESS.S,
    port: FIRST_PORT + (conn % spec.destinations),
    profile,
    settings: {
      ...settings,
      ...(connections.withCookie.has(conn) && { synCookies: 'always' }),
      // So that a backlog of 0 is a queue with no room at all.
      ...(fullAt(population, conn).length > 0 && { backlogExtra: 0 }),
    },
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

function serverSteps(population: Population, conn: number): readonly AppStep[] {
  const { spec, connections } = population
  // A server that always waits in accept() takes the connection as soon as it is there.
  const acceptUs = isPrompt(spec) ? 0 : (connections.acceptUs[conn] as number)
  const listening = listenSteps(population, conn)
  if (acceptUs < 0) return listening
  const steps: AppStep[] = [
    ...listening,
    { id: 'accept', op: 'accept', socket: 'l', as: 's', when: { atUs: acceptUs } },
    { id: 'recv', op: 'recvn', socket: 's', bytes: spec.requestBytes, when: { after: 'accept' } },
    { id: 'send', op: 'send', socket: 's', bytes: spec.replyBytes, when: { after: 'recv' } },
  ]
  if (spec.closesFirst === 'S')
    return [...steps, { op: 'close', socket: 's', when: { after: 'send', delayUs: spec.lifetimeUs } }]
  return [...steps, ...closeAtEnd('s', 'send', leaks(spec, conn))]
}

/** The others in the queue are a backlog of 0 for the instants at which they left no room. */
function listenSteps(population: Population, conn: number): readonly AppStep[] {
  const { spec } = population
  const { profile, settings } = spec.hosts.S
  const full = fullAt(population, conn)
  const extra = full.length > 0 ? settingsOf(profile, settings).backlogExtra : 0
  const listen = (atUs: number, backlog: number): AppStep => ({
    op: 'listen',
    socket: 'l',
    backlog,
    when: { atUs },
    ...(spec.restart?.reuseAddr === true && { options: { reuseAddr: true } }),
  })
  const backlog = spec.listen.backlog + extra
  return [listen(0, backlog), ...full.flatMap((atUs) => [listen(atUs - 1, 0), listen(atUs, backlog)])]
}

/** When a segment of this connection found the queue of connections to be accepted full. */
function fullAt({ connections }: Population, conn: number): readonly number[] {
  const refused = connections.refused.filter(
    (segment) => segment.conn === conn && segment.because === 'HOST-ACCEPT-QUEUE',
  )
  return [...new Set(refused.map(({ atUs }) => atUs))]
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
    .filter((refused) => refused.conn === conn && refused.because === 'HOST-BACKLOG')
    .map(({ from, ordinal }) => ({ match: { from, kind: 'ANY', nth: ordinal }, do: 'drop' }))
}

/** Whether the server's process may have ended while this connection was there. */
function meetsExit({ spec, connections, listensAgainUs }: Population, conn: number): boolean {
  if (spec.restart === null) return false
  return (connections.startUs[conn] as number) < (listensAgainUs ?? Number.POSITIVE_INFINITY)
}

/** The process ends: the system closes what it had open. Then it listens again, as soon as it could. */
function withExit({ spec, listensAgainUs }: Population, scenario: Scenario): Scenario {
  const { atUs, reuseAddr } = spec.restart as NonNullable<PopulationSpec['restart']>
  const { backlog } = spec.listen
  const exit: AppStep[] = [
    { op: 'close', socket: 's', when: { atUs } },
    { op: 'close', socket: 'l', when: { atUs } },
  ]
  if (listensAgainUs !== null) {
    const when = { atUs: listensAgainUs }
    exit.push({ op: 'listen', socket: 'again', backlog, when, options: { reuseAddr } })
  }
  // A client that is still there closes as soon as it reads the end of file.
  const react: AppStep[] =
    spec.closesFirst === 'C' ? [{ op: 'close', socket: 'c', when: { on: 'eof', socket: 'c' } }] : []
  const { C, S } = scenario.apps
  return { ...scenario, apps: { C: [...C, ...react], S: [...S, ...exit] } }
}

/** Leaves out calls on sockets that are closed or not yet there, and those that are never made. */
function withoutInVain(scenario: Scenario): Scenario {
  const { calls } = simulate(scenario)
  const useful = (side: Side) =>
    scenario.apps[side].filter((_, step) =>
      calls.some((call) => call.side === side && call.appStep === step && call.errno !== 'EBADF'),
    )
  return { ...scenario, apps: { C: useful('C'), S: useful('S') } }
}
