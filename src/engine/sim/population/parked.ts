import { type Endpoints, TupleMap } from '../../host/endpoint-table.ts'
import { type Endpoint, type EndpointDraft, newEndpoint, resetInbox } from '../../host/socket.ts'
import type { Settings } from '../../tcp/profiles.ts'
import { resetTcb, type Tcb } from '../../tcp/tcb.ts'
import type { TimerQueue } from './timers.ts'

const FIRST_CAPACITY = 1_024
/** Columns of a row: times, and 32-bit words. */
const TIMES = 5
const WORDS = 14
const NO_ROW = -1
/** Id of an endpoint that is out of use: none in use has it. */
const NOBODY = -1

/**
 * The endpoints of one host of a population. One in TIME-WAIT is kept as a row of numbers, as Linux keeps it: 96 bytes in
 * place of a whole TCB. When something reaches it, it is an endpoint again for as long as that takes, so what it does is
 * decided by `step` like everything else. Rows stand in the order in which they end, since they all wait equally long.
 */
export class ParkingTable implements Endpoints {
  /** An endpoint, or the row that one was put away as. */
  readonly #entries = new TupleMap<Endpoint | number>()
  readonly #timers: TimerQueue
  readonly #settings: Settings
  #times = new Float64Array(FIRST_CAPACITY * TIMES)
  #words = new Int32Array(FIRST_CAPACITY * WORDS)
  #addresses = noAddresses(FIRST_CAPACITY)
  /** Numbers of the oldest row that may be in use and of the next new one. */
  #first = 0
  #next = 0
  /** Endpoints in TIME-WAIT that something happens to at present, and the rows they come from. */
  readonly #awake: Endpoint[] = []
  readonly #rows: number[] = []
  readonly #ending: EndpointDraft
  /** Endpoints that the present event has ended. */
  readonly #gone: EndpointDraft[] = []
  /** Endpoints that are out of use, to serve again. */
  readonly #idle: EndpointDraft[] = []

  constructor(timers: TimerQueue, settings: Settings) {
    this.#timers = timers
    this.#settings = settings
    this.#ending = newEndpoint(settings)
  }

  get size(): number {
    return this.#entries.size
  }

  get bytes(): number {
    const perRow = this.#times.BYTES_PER_ELEMENT * TIMES + this.#words.BYTES_PER_ELEMENT * WORDS + 8
    return perRow * (this.#mask + 1) + this.#entries.bytes
  }

  /** When the oldest row ends; Infinity: there is none. */
  get nextTime(): number {
    if (this.#first === this.#next) return Number.POSITIVE_INFINITY
    return this.#times[(this.#first & this.#mask) * TIMES] as number
  }

  get(localPort: number, remoteAddress: string, remotePort: number): Endpoint | undefined {
    const entry = this.#entries.get(localPort, remoteAddress, remotePort)
    return typeof entry === 'number' ? this.#wake(entry) : entry
  }

  add(endpoint: Endpoint): void {
    this.#entries.set(endpoint, endpoint)
  }

  delete(endpoint: Endpoint): void {
    this.#timers.forget(endpoint)
    this.#entries.delete(endpoint, endpoint)
    if (endpoint !== this.#ending) this.#gone.push(endpoint)
  }

  fresh(settings: Settings): EndpointDraft {
    const endpoint = this.#idle.pop()
    if (endpoint === undefined) return newEndpoint(settings)
    resetTcb(endpoint.tcb, settings)
    resetInbox(endpoint.inbox)
    endpoint.timeWaitSinceUs = -1
    endpoint.previous = null
    return endpoint
  }

  all(): Endpoint[] {
    const all = this.#entries.values().map((entry) => (typeof entry === 'number' ? this.#wake(entry) : entry))
    return all.sort((a, b) => a.id - b.id)
  }

  /** Notes an endpoint that has come into TIME-WAIT. */
  noteTimeWait(endpoint: Endpoint): void {
    this.#awake.push(endpoint)
    this.#rows.push(NO_ROW)
  }

  /** The present event is over: what is in TIME-WAIT becomes a row, and endpoints that are out of use can serve again. */
  park(): void {
    for (let endpoint = this.#gone.pop(); endpoint !== undefined; endpoint = this.#gone.pop())
      this.#retire(endpoint)
    for (let endpoint = this.#awake.pop(); endpoint !== undefined; endpoint = this.#awake.pop()) {
      const row = this.#rows.pop() as number
      if (endpoint.tcb.state === 'TIME-WAIT') this.#putAway(endpoint, row)
    }
  }

  /** The oldest row as an endpoint whose time has come; null if its connection went on or ended otherwise. */
  shift(): Endpoint | null {
    const row = this.#first++
    // It ends within this event, so one object serves all rows.
    this.#fill(this.#ending, row)
    return this.#entries.replace(this.#ending, row, this.#ending) ? this.#ending : null
  }

  get #mask(): number {
    return this.#times.length / TIMES - 1
  }

  /** A row whose time is what it was keeps its place; a wait that began anew stands behind all others. */
  #putAway(endpoint: Endpoint, row: number): void {
    this.#timers.forget(endpoint)
    const dueUs = endpoint.tcb.timers['time-wait'] as number
    const keeps = row !== NO_ROW && this.#times[(row & this.#mask) * TIMES] === dueUs && row >= this.#first
    if (!keeps && this.#next - this.#first > this.#mask) this.#grow()
    const place = keeps ? row : this.#next
    // Not if a new connection has its place by now.
    if (!this.#entries.replace(endpoint, endpoint, place)) return
    if (!keeps) this.#next += 1
    this.#write(place, endpoint)
    this.#retire(endpoint)
  }

  /** Nobody holds the endpoint any more, or whoever does sees it CLOSED and dead from here on. */
  #retire(endpoint: EndpointDraft): void {
    endpoint.tcb.state = 'CLOSED'
    endpoint.inbox.dead = true
    if (endpoint.id === NOBODY || endpoint.socket !== null || endpoint.listener !== null) return
    endpoint.id = NOBODY
    this.#idle.push(endpoint)
  }

  #write(row: number, endpoint: Endpoint): void {
    const { tcb } = endpoint
    const { snd, rcv } = tcb
    const times = this.#times
    let at = (row & this.#mask) * TIMES
    times[at++] = tcb.timers['time-wait'] as number
    times[at++] = endpoint.timeWaitSinceUs
    times[at++] = tcb.tsRecentUs
    times[at++] = tcb.lastChallengeUs
    times[at++] = tcb.lastHeardUs
    const words = this.#words
    at = (row & this.#mask) * WORDS
    words[at++] = endpoint.conn
    words[at++] = (endpoint.localPort << 16) | endpoint.remotePort
    words[at++] = endpoint.id
    words[at++] = tcb.stream
    words[at++] = tcb.iss
    words[at++] = tcb.irs
    words[at++] = snd.nxt
    words[at++] = snd.wnd
    words[at++] = snd.maxWnd
    words[at++] = snd.mss
    words[at++] = rcv.nxt
    words[at++] = rcv.wnd
    words[at++] = tcb.tsRecent
    words[at++] = bitsOf(endpoint)
    this.#addresses[row & this.#mask] = endpoint.remoteAddress
  }

  /** Makes an endpoint of a row again, until `park`. */
  #wake(row: number): Endpoint {
    const endpoint = this.fresh(this.#settings)
    this.#fill(endpoint, row)
    this.#entries.replace(endpoint, row, endpoint)
    this.#awake.push(endpoint)
    this.#rows.push(row)
    return endpoint
  }

  #fill(endpoint: EndpointDraft, row: number): void {
    const words = this.#words
    const at = (row & this.#mask) * WORDS
    const ports = words[at + 1] as number
    endpoint.conn = words[at] as number
    endpoint.id = words[at + 2] as number
    endpoint.localPort = ports >>> 16
    endpoint.remoteAddress = this.#addresses[row & this.#mask] as string
    endpoint.remotePort = ports & 0xffff
    endpoint.reuseAddr = ((words[at + 13] as number) & BIT.reuseAddr) !== 0
    endpoint.timeWaitSinceUs = this.#times[(row & this.#mask) * TIMES + 1] as number
    endpoint.inbox.dead = false
    endpoint.inbox.established = true
    endpoint.inbox.endOfFile = true
    this.#fillTcb(endpoint.tcb, row)
  }

  #fillTcb(tcb: Tcb, row: number): void {
    const words = this.#words
    const times = this.#times
    const time = (row & this.#mask) * TIMES
    const at = (row & this.#mask) * WORDS
    const bits = words[at + 13] as number
    const { snd, rcv } = tcb
    tcb.state = 'TIME-WAIT'
    tcb.initiator = (bits & BIT.active) === 0 ? 'passive' : 'active'
    tcb.stream = words[at + 3] as number
    tcb.iss = (words[at + 4] as number) >>> 0
    tcb.irs = (words[at + 5] as number) >>> 0
    snd.una = snd.nxt = snd.wl2 = (words[at + 6] as number) >>> 0
    snd.wnd = words[at + 7] as number
    snd.maxWnd = words[at + 8] as number
    snd.mss = words[at + 9] as number
    snd.scale = (bits >> BIT.sendScale) & 15
    rcv.nxt = snd.wl1 = tcb.lastAckSent = (words[at + 10] as number) >>> 0
    rcv.wnd = words[at + 11] as number
    rcv.scale = (bits >> BIT.receiveScale) & 15
    tcb.tsRecent = (words[at + 12] as number) >>> 0
    tcb.tsRecentUs = times[time + 2] as number
    tcb.lastChallengeUs = times[time + 3] as number
    tcb.lastHeardUs = times[time + 4] as number
    tcb.timestampsOn = (bits & BIT.timestamps) !== 0
    tcb.sackOn = (bits & BIT.sack) !== 0
    tcb.scaleAgreed = (bits & BIT.scales) !== 0
    tcb.finQueued = tcb.finSent = tcb.finReceived = tcb.released = true
    tcb.timers['time-wait'] = times[time] as number
  }

  #grow(): void {
    const oldMask = this.#mask
    const [times, words, addresses] = [this.#times, this.#words, this.#addresses]
    this.#times = new Float64Array(times.length * 2)
    this.#words = new Int32Array(words.length * 2)
    this.#addresses = noAddresses(addresses.length * 2)
    // In as few pieces as two rings allow.
    for (let row = this.#first, count = 0; row < this.#next; row += count) {
      const [from, to] = [row & oldMask, row & this.#mask]
      count = Math.min(this.#next - row, oldMask + 1 - from, this.#mask + 1 - to)
      this.#times.set(times.subarray(from * TIMES, (from + count) * TIMES), to * TIMES)
      this.#words.set(words.subarray(from * WORDS, (from + count) * WORDS), to * WORDS)
      for (let i = 0; i < count; i++) this.#addresses[to + i] = addresses[from + i] as string
    }
  }
}

/** Full from the beginning: an array that grows by being written to changes its kind, and code made for it is lost. */
function noAddresses(capacity: number): string[] {
  return Array.from({ length: capacity }, () => '')
}

/** What the last word of a row holds: flags, and where the two shifts begin. */
const BIT = {
  active: 1,
  timestamps: 2,
  sack: 4,
  scales: 8,
  reuseAddr: 16,
  sendScale: 8,
  receiveScale: 12,
} as const

function bitsOf({ tcb, reuseAddr }: Endpoint): number {
  return (
    (tcb.initiator === 'active' ? BIT.active : 0) |
    (tcb.timestampsOn ? BIT.timestamps : 0) |
    (tcb.sackOn ? BIT.sack : 0) |
    (tcb.scaleAgreed ? BIT.scales : 0) |
    (reuseAddr ? BIT.reuseAddr : 0) |
    (tcb.snd.scale << BIT.sendScale) |
    (tcb.rcv.scale << BIT.receiveScale)
  )
}
