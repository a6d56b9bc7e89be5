import { type Settings, settingsOf } from '../../tcp/profiles.ts'
import type { PopulationSpec } from './spec.ts'
import { openTimeUs, type Theory, theoryOf } from './theory.ts'

/** What a run will take, before it is begun. Rough: it tells a second from a minute. */
export interface PopulationEstimate {
  /** Segments, timers and calls, about. */
  readonly events: number
  /** Most sockets of both hosts at once. */
  readonly sockets: number
  readonly bytes: number
}

/** Bytes of a row of `Connections`, of an entry in TIME-WAIT, and of an endpoint that is alive. */
const ROW_BYTES = 31
const PARKED_BYTES = 200
const ENDPOINT_BYTES = 2_000

/** SYN, SYN,ACK, request, reply, and three to close: what carries text or FIN acknowledges too. */
const SEGMENTS = 7
/** ACKs that leave by themselves where an arrival is acknowledged before the application hears of it. */
const LONE_ACKS = 3
/** connect(), a retransmission timer of each end, and the end of TIME-WAIT. */
const OTHER_EVENTS = 4
/** Timers of both ends where ACKs are delayed or the tail of a flight is watched. */
const ACK_TIMERS = 3
/** A FIN that comes later than the reply leaves its ACK alone, and the timers of both ends are set anew. */
const LATE_CLOSE = 3
/** What a lost segment leads to: the timer, the copy, its answer, and now and then all of that again. */
const EVENTS_PER_LOSS = 6
/** A forged SYN is sent and arrives. */
const EVENTS_PER_FORGED = 2
/** A timer, and a segment that is sent again. */
const EVENTS_PER_RETRY = 2

/** What `spec` will need. A connection that finds no port is one event; one that fails later counts as if it did not. */
export function estimateOf(spec: PopulationSpec): PopulationEstimate {
  const { C, S } = spec.hosts
  const closer = spec.closesFirst === 'C' ? C : S
  const timeWaitUs = settingsOf(closer.profile, closer.settings).timeWaitUs
  const { perSecond } = spec.arrivals
  const theory = theoryOf(spec)
  const { ports, ceilingPerS } = theory
  const flood = floodOf(spec, theory)
  const open = Math.min(spec.connections, (perSecond * openTimeUs(spec)) / 1e6, ports)
  const waiting = Math.min(spec.connections, (perSecond * timeWaitUs) / 1e6, ports)
  const seconds = spec.connections / perSecond
  const opened = mayReuse(spec)
    ? spec.connections
    : Math.min(spec.connections, Math.max(ports, ceilingPerS * seconds))
  return {
    events: Math.round(
      (opened - flood.keptOut) * eventsOfOne(spec) + (spec.connections - opened) + flood.events,
    ),
    sockets: Math.round(2 * open + waiting + flood.held),
    bytes: Math.round(
      spec.connections * ROW_BYTES +
        waiting * PARKED_BYTES +
        2 * open * ENDPOINT_BYTES +
        samplesOf(spec) * 300,
    ),
  }
}

/** Rows of samples that a run will have. */
export function samplesOf(spec: PopulationSpec): number {
  return Math.ceil(endUsOf(spec) / spec.sampleUs)
}

function endUsOf({ stopUs, connections, arrivals }: PopulationSpec): number {
  return stopUs ?? (connections / arrivals.perSecond) * 1e6
}

interface FloodEstimate {
  readonly events: number
  /** Entries of the queue that it takes. */
  readonly held: number
  /** Connections that find the queue full until the run ends. */
  readonly keptOut: number
}

/**
 * Without cookies a flood closes the door: until it ends, or its first entries do where they live longer, what is in the
 * queue is answered again and again, and who finds it full asks again and again.
 */
function floodOf(spec: PopulationSpec, { synQueueRoom, synReceivedUs }: Theory): FloodEstimate {
  const { flood, hosts, arrivals } = spec
  if (flood === null) return { events: 0, held: 0, keptOut: 0 }
  const { fromUs, toUs, perSecond } = flood
  const client = settingsOf(hosts.C.profile, hosts.C.settings)
  const server = settingsOf(hosts.S.profile, hosts.S.settings)
  const forged = ((toUs - fromUs) / 1e6) * perSecond
  const held = Math.min(forged, synQueueRoom)
  const events = forged * EVENTS_PER_FORGED
  const endUs = endUsOf(spec)
  const opensUs = Math.min(endUs, Math.max(toUs, fromUs + synReceivedUs))
  const fullUs = opensUs - fromUs - (held / perSecond) * 1e6
  if (server.synCookies !== 'off' || forged < synQueueRoom || fullUs <= 0) return { events, held, keptOut: 0 }
  const callers = (fullUs / 1e6) * arrivals.perSecond
  const retries = held * retriesWithin(fullUs, server) + callers * (1 + retriesWithin(fullUs / 2, client))
  // Who has waited long asks again only after as long: half of that on average.
  const late = Math.max(0, 1 - (2 * (endUs - opensUs)) / fullUs)
  return { events: events + retries * EVENTS_PER_RETRY, held, keptOut: callers * late }
}

/** How often a SYN or its answer is sent again in so long a time, each after twice the wait of the one before. */
function retriesWithin(us: number, { rtoInitialUs }: Settings): number {
  let retries = 0
  for (let [left, wait] = [us, rtoInitialUs]; left > 0; left -= wait, wait *= 2)
    retries += Math.min(1, left / wait)
  return retries
}

/** connect() may take over ports that are in TIME-WAIT. */
function mayReuse({ hosts }: PopulationSpec): boolean {
  return settingsOf(hosts.C.profile, hosts.C.settings).twReuse !== 'off'
}

/** Events of one connection that is opened and closed. */
function eventsOfOne(spec: PopulationSpec): number {
  const settings = settingsOf(spec.hosts.S.profile, spec.hosts.S.settings)
  const acksAlone = settings.ackTiming === 'before-application'
  const segments =
    SEGMENTS +
    // Text that needs more than one segment: each of those, and its ACK.
    2 * (segmentsOf(spec.requestBytes, settings) + segmentsOf(spec.replyBytes, settings) - 2) +
    (acksAlone ? LONE_ACKS : 0)
  const { CtoS, StoC } = spec.network
  const lost = (segments * (CtoS.lossPpm + StoC.lossPpm)) / 2 / 1e6
  return (
    segments +
    lost * EVENTS_PER_LOSS +
    OTHER_EVENTS +
    (settings.delayedAckUs > 0 ? ACK_TIMERS : 0) +
    (spec.lifetimeUs === 0 ? 0 : acksAlone ? 1 : 1 + LATE_CLOSE) +
    (spec.listen.acceptPerSecond === null ? 0 : 1)
  )
}

function segmentsOf(bytes: number, { mss }: Settings): number {
  return Math.ceil(bytes / mss)
}
