import { type Settings, settingsOf } from '../../tcp/profiles.ts'
import type { Side, State } from '../../tcp/state.ts'
import type { Samples } from './samples.ts'
import type { PopulationSpec } from './spec.ts'

/**
 * The textbook's figures, to hold beside a run (tcp-facts 4.11, 4.12). They know nothing of loss, queues or full
 * tables: where those matter, the deviation is the lesson.
 */
export interface Theory {
  /** Ports to one destination, and all of them. */
  readonly ports: number
  /** From connect() to the last moment the pair of ports is taken at the client. */
  readonly holdingUs: number
  /** Connections a second that so many ports allow for ever. */
  readonly ceilingPerS: number
  /** When ports run out; null: they do not. */
  readonly exhaustedUs: number | null
  /** Entries in TIME-WAIT by Little's law, rate times wait; no more than there are pairs of ports besides those in use. */
  readonly inTimeWait: number
  /** How long a SYN that nobody answers for stays in SYN-RECEIVED. */
  readonly synReceivedUs: number
  /** Connections that may wait for accept(): the backlog, and one more on some systems. */
  readonly acceptQueueRoom: number
  /** Entries that may wait for their last ACK: as many, of which some are kept for proven peers without cookies. */
  readonly synQueueRoom: number
}

export function theoryOf(spec: PopulationSpec): Theory {
  const client = settingsOf(spec.hosts.C.profile, spec.hosts.C.settings)
  const server = settingsOf(spec.hosts.S.profile, spec.hosts.S.settings)
  const ports = (client.portRange[1] - client.portRange[0] + 1) * spec.destinations
  const clientWaits = spec.closesFirst === 'C'
  const holdingUs = openTimeUs(spec) + (clientWaits ? client.timeWaitUs : 0)
  const ceilingPerS = (ports * 1e6) / holdingUs
  const { perSecond } = spec.arrivals
  const rate = Math.min(perSecond, ceilingPerS)
  const acceptQueueRoom = Math.min(spec.listen.backlog, server.somaxconn) + server.backlogExtra
  return {
    ports,
    holdingUs,
    ceilingPerS,
    exhaustedUs: perSecond > ceilingPerS ? (ports * 1e6) / perSecond : null,
    inTimeWait: Math.min(
      (rate * (clientWaits ? client : server).timeWaitUs) / 1e6,
      ports - (rate * openTimeUs(spec)) / 1e6,
    ),
    synReceivedUs: synReceivedTime(server),
    acceptQueueRoom,
    synQueueRoom:
      server.synCookies === 'off' ? Math.min(acceptQueueRoom, unprovenRoom(server)) : acceptQueueRoom,
  }
}

/** From connect() to the end of the client's part before TIME-WAIT: handshake, exchange, lifetime, close. */
export function openTimeUs(spec: PopulationSpec): number {
  const { CtoS, StoC } = spec.network
  const roundTripUs = CtoS.delayUs + StoC.delayUs
  // SYN and SYN,ACK; request and reply; FIN and FIN. Where the server closes first its FIN comes a lifetime after the
  // reply, and half a round trip later the client is in LAST-ACK for one more.
  return 3 * roundTripUs + spec.lifetimeUs
}

/** Without cookies the last quarter of the queue is kept for peers that were heard of before. */
function unprovenRoom({ synBacklog }: Settings): number {
  return synBacklog - (synBacklog >> 2) + 1
}

/** The backoff series of a SYN,ACK up to the moment that the listener gives up. */
function synReceivedTime(settings: Settings): number {
  const { rtoInitialUs, rtoMaxUs, synAckRetries, synR2Us } = settings
  let sum = 0
  for (let retry = 0, wait = rtoInitialUs; ; retry++, wait = Math.min(wait * 2, rtoMaxUs)) {
    sum += wait
    if (synAckRetries === null ? sum >= synR2Us : retry >= synAckRetries) return sum
  }
}

/** Mean number of sockets in a state between two times: what theory is compared with. */
export function meanSockets(
  samples: Samples,
  side: Side,
  state: State,
  fromUs: number,
  toUs: number,
): number {
  let [sum, count] = [0, 0]
  for (let row = 0; row < samples.count; row++) {
    const tUs = samples.timeUs(row)
    if (tUs < fromUs || tUs > toUs) continue
    sum += samples.sockets(row, side, state)
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

/** Connections opened a second between two times. */
export function openRate(samples: Samples, fromUs: number, toUs: number): number {
  let [first, last] = [-1, -1]
  for (let row = 0; row < samples.count; row++) {
    if (samples.timeUs(row) >= fromUs && first < 0) first = row
    if (samples.timeUs(row) <= toUs) last = row
  }
  if (first < 0 || last <= first) return 0
  const opened = samples.value(last, 'opened') - samples.value(first, 'opened')
  return (opened * 1e6) / (samples.timeUs(last) - samples.timeUs(first))
}
