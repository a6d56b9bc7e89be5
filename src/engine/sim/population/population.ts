import { draw } from '../../../base/rng.ts'
import { Host } from '../../host/host.ts'
import { TIMERS } from '../../tcp/event.ts'
import { type Settings, settingsOf } from '../../tcp/profiles.ts'
import { dueOf } from '../../tcp/timers.ts'
import { ofSide, type Side } from '../../tcp/state.ts'
import { Connections } from './connections.ts'
import { Connector } from './connector.ts'
import { type Counters, newCounters, StateCounts } from './counters.ts'
import { Flood } from './flood.ts'
import { POPULATION_LIMITS } from './limits.ts'
import { ParkingTable } from './parked.ts'
import { ClientProgram, type ProgramParts, ServerProgram } from './programs.ts'
import { Restart } from './restart.ts'
import { Sampler } from './sampler.ts'
import { Samples } from './samples.ts'
import { SegmentLog } from './segment-log.ts'
import { ADDRESS, type PopulationSpec } from './spec.ts'
import { TimerQueue } from './timers.ts'
import { type Flight, Wire } from './wire.ts'
import { PopulationWorld } from './world.ts'

const NEVER = Number.POSITIVE_INFINITY
/** Bytes of a live endpoint with its TCB, as measured; for the report of memory only. */
const ENDPOINT_BYTES = 1_400

/** Why a population is over. */
export type PopulationEnd = 'finished' | 'waiting-for-application' | 'stopped' | 'socket-limit'

/** What can happen next; the order is that at one instant. */
type Source =
  | 'late-arrival'
  | 'arrival-at-s'
  | 'arrival-at-c'
  | 'time-wait-c'
  | 'time-wait-s'
  | 'timer-c'
  | 'timer-s'
  | 'connect'
  | 'close-c'
  | 'close-s'
  | 'accept'
  | 'restart'
  | 'flood'

/** How far a population has come. */
export interface PopulationProgress {
  readonly tUs: number
  readonly tried: number
  readonly events: number
  readonly sockets: number
  readonly bytes: number
}

/**
 * Many connections, each simulated by the engine of the lessons. Run it in portions with `advance`; in which, changes
 * nothing (invariant D5). A caller that wants to pause or to cancel just stops calling.
 */
export class Population {
  readonly spec: PopulationSpec
  readonly counters: Counters = newCounters()
  readonly states = new StateCounts()
  readonly samples = new Samples()
  readonly connections: Connections
  readonly log: SegmentLog
  readonly #wire: Wire
  readonly #timers: Readonly<Record<Side, TimerQueue>>
  readonly #tables: Readonly<Record<Side, ParkingTable>>
  readonly #world: PopulationWorld
  readonly #hosts: Readonly<Record<Side, Host>>
  readonly #client: ClientProgram
  readonly #server: ServerProgram
  readonly #connector: Connector
  readonly #restart: Restart
  readonly #flood: Flood
  readonly #sampler: Sampler
  #end: PopulationEnd | null = null
  #soonest: Source = 'connect'
  #soonestUs = 0

  /**
   * @param spec one that `refusalOf` has nothing against
   * @param logRows how many segments to keep in `log`
   */
  constructor(spec: PopulationSpec, logRows = 0) {
    this.spec = spec
    this.connections = new Connections(spec.connections, spec.seed)
    this.log = new SegmentLog(logRows)
    const settings = { C: this.#settings('C'), S: this.#settings('S') }
    this.#timers = { C: new TimerQueue(usualWaits(settings.C)), S: new TimerQueue(usualWaits(settings.S)) }
    this.#tables = {
      C: new ParkingTable(this.#timers.C, settings.C),
      S: new ParkingTable(this.#timers.S, settings.S),
    }
    this.#wire = new Wire(spec.network, this.connections, this.counters, this.log)
    this.#world = new PopulationWorld({
      seed: spec.seed,
      wire: this.#wire,
      timers: this.#timers,
      tables: this.#tables,
      connections: this.connections,
      counters: this.counters,
      states: this.states,
      onClientTimeWait: (endpoint) => this.#connector.noteTimeWait(endpoint),
      onClientGone: (endpoint) => {
        this.counters.finished += 1
        this.#connector.release(endpoint)
      },
    })
    this.#hosts = { C: this.#host('C', settings.C), S: this.#host('S', settings.S) }
    this.#client = new ClientProgram(this.#parts('C'))
    this.#server = new ServerProgram(this.#parts('S'))
    this.#connector = new Connector({ ...this.#parts('C'), client: this.#client })
    this.#restart = new Restart(spec, this.#hosts.S, this.#server, this.counters)
    this.#flood = new Flood(spec, this.#wire)
    this.#sampler = new Sampler(spec.sampleUs, {
      samples: this.samples,
      counters: this.counters,
      states: this.states,
      connector: this.#connector,
      client: this.#client,
      server: this.#server,
      serverHost: this.#hosts.S,
    })
  }

  /** Null until it is over. */
  get end(): PopulationEnd | null {
    return this.#end
  }

  get progress(): PopulationProgress {
    const { tried, events } = this.counters
    const sockets = this.#tables.C.size + this.#tables.S.size
    return { tUs: this.#world.now, tried, events, sockets, bytes: this.#bytes() }
  }

  /** When the server that was started anew could listen; null: not yet. */
  get listensAgainUs(): number | null {
    return this.#restart.listensAgainUs
  }

  /** Segments that are under way; 0 at the end of a finished run (invariant S22). */
  get inFlight(): number {
    return this.#wire.inFlight
  }

  /** Goes on for at most so many events. Whether it is over. */
  advance(events: number): boolean {
    for (let left = events; left > 0 && this.#end === null; left--) this.#end = this.#next()
    return this.#end !== null
  }

  /**
   * One event, or why there are no more. At one instant arrivals come first, then timers, then calls (invariant D6):
   * the order of the questions in `#earliest`.
   */
  #next(): PopulationEnd | null {
    const source = this.#earliest()
    const tUs = this.#soonestUs
    this.#sampler.until(Math.min(tUs, this.spec.stopUs ?? NEVER))
    if (tUs > (this.spec.stopUs ?? Number.MAX_VALUE)) return this.#stop(tUs)
    if (this.#tables.C.size + this.#tables.S.size > POPULATION_LIMITS.sockets) return 'socket-limit'
    this.counters.events += 1
    // An integer as the machine has them, for the first half hour: whatever is computed from it stays one.
    this.#world.now = tUs <= 0x7fff_ffff ? tUs | 0 : tUs
    this.#happen(source)
    return null
  }

  #stop(tUs: number): PopulationEnd {
    const { stopUs } = this.spec
    if (stopUs !== null) this.#world.now = stopUs
    if (tUs < NEVER || stopUs !== null) return 'stopped'
    return this.#tables.C.size + this.#tables.S.size === 0 ? 'finished' : 'waiting-for-application'
  }

  /** Finds the source whose next event comes first, and notes when. */
  #earliest(): Source {
    const { lanes, heap } = this.#wire
    this.#soonest = 'late-arrival'
    this.#soonestUs = heap.size === 0 ? NEVER : heap.nextTime
    this.#offer('arrival-at-s', lanes.C.nextTime)
    this.#offer('arrival-at-c', lanes.S.nextTime)
    this.#offer('time-wait-c', this.#tables.C.nextTime)
    this.#offer('time-wait-s', this.#tables.S.nextTime)
    this.#offer('timer-c', this.#timers.C.nextTime)
    this.#offer('timer-s', this.#timers.S.nextTime)
    this.#offer('connect', this.#connector.nextUs)
    this.#offer('close-c', this.#client.closes.nextTime)
    this.#offer('close-s', this.#server.closes.nextTime)
    this.#offer('accept', this.#server.nextAcceptUs)
    this.#offer('restart', this.#restart.nextUs)
    this.#offer('flood', this.#flood.nextUs)
    return this.#soonest
  }

  #offer(source: Source, atUs: number): void {
    if (atUs >= this.#soonestUs) return
    this.#soonest = source
    this.#soonestUs = atUs
  }

  #happen(source: Source): void {
    switch (source) {
      case 'late-arrival':
        return this.#arrive(this.#wire.heap.pop() as Flight)
      case 'arrival-at-s':
        return this.#arrive(this.#wire.lanes.C.shift())
      case 'arrival-at-c':
        return this.#arrive(this.#wire.lanes.S.shift())
      case 'time-wait-c':
        return this.#endTimeWait('C')
      case 'time-wait-s':
        return this.#endTimeWait('S')
      case 'timer-c':
        return this.#fire('C')
      case 'timer-s':
        return this.#fire('S')
      case 'connect':
        this.#connector.connectNext()
        return this.#settle('C')
      case 'close-c':
        this.#client.closeNext()
        return this.#settle('C')
      case 'close-s':
        this.#server.closeNext()
        return this.#settle('S')
      case 'accept':
        this.#server.acceptNext()
        return this.#settle('S')
      case 'restart':
        return this.#restartServer()
      case 'flood':
        return this.#flood.forgeNext(this.#world.now)
    }
  }

  #arrive(flight: Flight): void {
    const to: Side = flight.destinationAddress === ADDRESS.C ? 'C' : 'S'
    this.counters.delivered += 1
    this.#world.conn = flight.conn
    ofSide(this.#hosts, to).arrive(flight)
    this.#settle(to)
    this.#wire.unload(flight)
  }

  /** A wait of 2MSL is over: the row is an endpoint once more, and its timer fires. */
  #endTimeWait(side: Side): void {
    const endpoint = ofSide(this.#tables, side).shift()
    if (endpoint !== null) ofSide(this.#hosts, side).fire(endpoint, 'time-wait')
    this.#settle(side)
  }

  #fire(side: Side): void {
    const { now } = this.#world
    const endpoint = ofSide(this.#timers, side).shift()
    if (endpoint === null) return
    for (const timer of TIMERS) {
      const dueUs = dueOf(endpoint.tcb.timers, timer)
      if (dueUs === undefined || dueUs > now || endpoint.inbox.dead) continue
      ofSide(this.#hosts, side).fire(endpoint, timer)
      this.#settle(side)
    }
    ofSide(this.#timers, side).renew(endpoint, now)
  }

  /** The process ends, and all that follows from it is done before it tries to listen again. */
  #restartServer(): void {
    this.#restart.end()
    this.#settle('S')
    this.#restart.begin(this.#world.now)
    this.#tables.S.park()
  }

  /** What this event set off: the application reacts, what is owed is sent, TIME-WAIT entries are put away. */
  #settle(side: Side): void {
    const { woken } = this.#world
    const program = side === 'C' ? this.#client : this.#server
    for (let endpoint = woken.pop(); endpoint !== undefined; endpoint = woken.pop()) program.react(endpoint)
    ofSide(this.#hosts, side).settle()
    ofSide(this.#tables, side).park()
  }

  #settings(side: Side): Settings {
    const { profile, settings } = this.spec.hosts[side]
    return settingsOf(profile, settings)
  }

  #host(side: Side, settings: Settings): Host {
    const secret = draw(this.spec.seed, side === 'C' ? 1 : 2, 0, 0, 0)
    return new Host(side, ADDRESS[side], settings, secret, this.#world, ofSide(this.#tables, side))
  }

  #parts(side: Side): ProgramParts {
    const { spec, counters, connections } = this
    return { spec, counters, connections, host: ofSide(this.#hosts, side), world: this.#world }
  }

  #bytes(): number {
    const tables = this.#tables.C.bytes + this.#tables.S.bytes + this.#timers.C.bytes + this.#timers.S.bytes
    const live = this.#timers.C.size + this.#timers.S.size + this.#wire.inFlight
    return tables + live * ENDPOINT_BYTES + this.connections.bytes + this.samples.bytes + this.log.bytes
  }
}

/** Waits that timers are set for again and again, so that each has a lane. */
function usualWaits(settings: Settings): number[] {
  const { rtoInitialUs, rtoMinUs, delayedAckUs, finWait2OrphanUs } = settings
  return [rtoInitialUs, rtoMinUs, delayedAckUs, finWait2OrphanUs ?? 0]
}
