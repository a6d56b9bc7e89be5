import { draw } from '../../../base/rng.ts'
import { Host } from '../../host/host.ts'
import { bindConflicts, mayTakeOver } from '../../host/ports.ts'
import type { Endpoint } from '../../host/socket.ts'
import { TIMERS } from '../../tcp/event.ts'
import { type Settings, settingsOf } from '../../tcp/profiles.ts'
import { SYN } from '../../tcp/segment.ts'
import { dueOf } from '../../tcp/timers.ts'
import { ofSide, type Side } from '../../tcp/state.ts'
import { Arrivals } from './arrivals.ts'
import { Connections } from './connections.ts'
import { type Counters, countError, newCounters, StateCounts } from './counters.ts'
import { POPULATION_LIMITS } from './limits.ts'
import { ParkingTable } from './parked.ts'
import { PortPool } from './ports.ts'
import { ClientProgram, type ProgramParts, ServerProgram } from './programs.ts'
import { Samples } from './samples.ts'
import { SegmentLog } from './segment-log.ts'
import { ADDRESS, FIRST_PORT, type PopulationSpec } from './spec.ts'
import { TimerQueue } from './timers.ts'
import { type Flight, FORGED, Wire } from './wire.ts'
import { endsOfClient, PopulationWorld } from './world.ts'

const NEVER = Number.POSITIVE_INFINITY
const SECOND_US = 1_000_000
const PURPOSE_FLOOD = 103
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
  readonly #pools: readonly PortPool[]
  readonly #arrivals: Arrivals
  #nextArrivalUs: number
  #nextFloodUs: number
  #nextRestartUs: number
  #nextSampleUs = 0
  #listensAgainUs: number | null = null
  #forged = 0
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
    this.#pools = Array.from({ length: spec.destinations }, () => new PortPool(settings.C.portRange))
    this.#world = new PopulationWorld({
      seed: spec.seed,
      wire: this.#wire,
      timers: this.#timers,
      tables: this.#tables,
      connections: this.connections,
      counters: this.counters,
      states: this.states,
      onClientTimeWait: (endpoint) => {
        if (settings.C.twReuse !== 'off') this.#pool(endpoint).noteTimeWait(endpoint.localPort)
      },
      onClientGone: (endpoint) => this.#clientGone(endpoint),
    })
    this.#hosts = { C: this.#host('C', settings.C), S: this.#host('S', settings.S) }
    this.#client = new ClientProgram(this.#parts('C'))
    this.#server = new ServerProgram(this.#parts('S'))
    this.#arrivals = new Arrivals(spec.arrivals, spec.seed)
    this.#nextArrivalUs = spec.connections === 0 ? NEVER : this.#arrivals.next()
    this.#nextFloodUs = spec.flood?.fromUs ?? NEVER
    this.#nextRestartUs = spec.restart?.atUs ?? NEVER
    this.#server.listen(spec.restart?.reuseAddr ?? false, () => true, this.#ports())
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
    return this.#listensAgainUs
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
    this.#sampleUntil(Math.min(tUs, this.spec.stopUs ?? NEVER))
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
    this.#offer('connect', this.#nextArrivalUs)
    this.#offer('close-c', this.#client.closes.nextTime)
    this.#offer('close-s', this.#server.closes.nextTime)
    this.#offer('accept', this.#server.nextAcceptUs)
    this.#offer('restart', this.#nextRestartUs)
    this.#offer('flood', this.#nextFloodUs)
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
        return this.#open()
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
        return this.#restart()
      case 'flood':
        return this.#forge()
    }
  }

  #arrive(flight: Flight): void {
    const to: Side = flight.destinationAddress === ADDRESS.C ? 'C' : 'S'
    this.counters.delivered += 1
    this.#world.conn = flight.conn
    ofSide(this.#hosts, to).arrive(flight)
    this.#settle(to)
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

  /** What this event set off: the application reacts, what is owed is sent, TIME-WAIT entries are put away. */
  #settle(side: Side): void {
    const { woken } = this.#world
    const program = side === 'C' ? this.#client : this.#server
    for (let endpoint = woken.pop(); endpoint !== undefined; endpoint = woken.pop()) program.react(endpoint)
    ofSide(this.#hosts, side).settle()
    ofSide(this.#tables, side).park()
  }

  /** connect(), of the next connection. */
  #open(): void {
    const conn = this.counters.tried++
    const { now } = this.#world
    this.#nextArrivalUs = this.counters.tried < this.spec.connections ? this.#arrivals.next() : NEVER
    this.connections.begin(conn, now)
    if (!this.#client.takeDescriptor()) return this.#refuse(conn, 'EMFILE')
    const place = this.#choosePort(conn)
    if (place === null) {
      this.#client.descriptors -= 1
      return this.#refuse(conn, 'EADDRNOTAVAIL')
    }
    this.connections.setPort(conn, place.port)
    this.#world.conn = conn
    const ends = endsOfClient(place.port, this.#destination(conn))
    this.#hosts.C.connect(ends, this.#client.socket, place.reuse, null)
    this.#settle('C')
  }

  #refuse(conn: number, errno: 'EMFILE' | 'EADDRNOTAVAIL'): void {
    countError(this.counters, 'connect', errno)
    this.connections.setOutcome(conn, 'failed')
  }

  /** A free port, or the one longest in TIME-WAIT if the system takes those over. */
  #choosePort(conn: number): { port: number; reuse: Endpoint | null } | null {
    const pool = this.#pools[conn % this.spec.destinations] as PortPool
    const free = pool.take()
    if (free !== null) return { port: free, reuse: null }
    const { endpoints, settings } = this.#hosts.C
    if (settings.twReuse === 'off') return null
    for (let port = pool.oldestWaiting; port !== null; port = pool.oldestWaiting) {
      const entry = endpoints.get(port, ADDRESS.S, this.#destination(conn))
      if (entry?.tcb.state === 'TIME-WAIT') {
        if (!mayTakeOver(entry, false, settings, this.#world.now)) return null
        pool.dropOldestWaiting()
        return { port, reuse: entry }
      }
      pool.dropOldestWaiting()
    }
    return null
  }

  /** The server's process ends and comes back; it listens as soon as it may. */
  #restart(): void {
    const { restart } = this.spec
    if (restart === null) return
    const host = this.#hosts.S
    if (host.listeners.size > 0) {
      this.#server.exit()
      this.#settle('S')
    }
    const entries = host.endpoints.all()
    const isFree = (port: number): boolean =>
      !bindConflicts(port, restart.reuseAddr, host.settings, entries, host.listeners)
    const listens = this.#server.listen(restart.reuseAddr, isFree, this.#ports())
    if (listens) this.#listensAgainUs = this.#world.now
    else countError(this.counters, 'listen', 'EADDRINUSE')
    this.#nextRestartUs = listens ? NEVER : this.#world.now + restart.retryUs
    this.#tables.S.park()
  }

  /** A SYN in the name of somebody who will not answer. */
  #forge(): void {
    const { flood, seed, destinations } = this.spec
    if (flood === null) return
    const drawn = draw(seed, this.#forged, 0, 0, PURPOSE_FLOOD)
    this.#wire.forge(
      {
        sourceAddress: SPOOFED[this.#forged % SPOOFED.length] as string,
        sourcePort: 1_024 + (drawn % 64_000),
        destinationAddress: ADDRESS.S,
        destinationPort: FIRST_PORT + (this.#forged % destinations),
        segment: { seq: drawn, ack: 0, flags: SYN, wnd: 65_535, up: 0, text: null, options: { mss: 1460 } },
        conn: FORGED,
      },
      this.#world.now,
    )
    this.#forged += 1
    const next = flood.fromUs + Math.floor((this.#forged * SECOND_US) / flood.perSecond)
    this.#nextFloodUs = next < flood.toUs ? next : NEVER
  }

  #sampleUntil(tUs: number): void {
    while (this.#nextSampleUs <= tUs && tUs < NEVER) {
      this.#sample(this.#nextSampleUs)
      this.#nextSampleUs += this.spec.sampleUs
    }
  }

  #sample(tUs: number): void {
    const { counters } = this
    let [synQueue, acceptQueue] = [0, 0]
    for (const listener of this.#hosts.S.listeners.values()) {
      synQueue += listener.synQueue
      acceptQueue += listener.acceptQueue.length
    }
    this.samples.add(tUs, this.states.of, {
      portsInUse: this.#pools.reduce((sum, pool) => sum + pool.inUse, 0),
      descriptorsC: this.#client.descriptors,
      descriptorsS: this.#server.descriptors,
      synQueue,
      acceptQueue,
      tried: counters.tried,
      opened: counters.opened,
      accepted: counters.accepted,
      finished: counters.finished,
      connectErrors: Object.entries(counters.errors).reduce(
        (sum, [what, count]) => (what.startsWith('connect ') ? sum + count : sum),
        0,
      ),
      segments: counters.sent.C + counters.sent.S,
      synsDropped:
        (counters.notes['syn-dropped-backlog-full'] ?? 0) + (counters.notes['accept-queue-full'] ?? 0),
    })
  }

  #clientGone(endpoint: Endpoint): void {
    this.counters.finished += 1
    this.#pool(endpoint).release(endpoint.localPort)
  }

  #pool(endpoint: Endpoint): PortPool {
    return this.#pools[endpoint.remotePort - FIRST_PORT] as PortPool
  }

  #destination(conn: number): number {
    return FIRST_PORT + (conn % this.spec.destinations)
  }

  #ports(): number[] {
    return Array.from({ length: this.spec.destinations }, (_, index) => FIRST_PORT + index)
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

/** Whom forged SYNs name as their sender. */
const SPOOFED = Array.from({ length: 254 }, (_, index) => `203.0.113.${index + 1}`)
