import { PROFILES, type ProfileId, type Settings } from '../../engine/tcp/profiles.ts'
import type { State } from '../../engine/tcp/state.ts'

/** How long a connection stays in a state, by the constants of a profile. Times are microseconds. */
export type Stay =
  /** As long as nobody does anything. */
  | { readonly kind: 'open-ended' }
  /** Exactly so long. */
  | { readonly kind: 'exactly'; readonly us: number }
  /** A round trip or less; when nobody answers, so long. */
  | { readonly kind: 'gives-up'; readonly us: number }
  /** ... at least so long. */
  | { readonly kind: 'gives-up-not-before'; readonly us: number }
  /** ... after so many retransmissions, whose spacing depends on the round trip. */
  | { readonly kind: 'gives-up-after'; readonly retries: number }
  /** Until the peer closes; so long once no process holds the socket. */
  | { readonly kind: 'orphan'; readonly us: number | null }

export function stayIn(state: State, profile: ProfileId): Stay {
  const settings = PROFILES[profile]
  switch (state) {
    case 'CLOSED':
    case 'LISTEN':
    case 'ESTABLISHED':
    case 'CLOSE-WAIT':
      return { kind: 'open-ended' }
    case 'SYN-SENT':
      return { kind: 'gives-up', us: connectGivesUpUs(settings) }
    case 'SYN-RECEIVED':
      return { kind: 'gives-up', us: synAckGivesUpUs(settings) }
    case 'FIN-WAIT-1':
    case 'CLOSING':
    case 'LAST-ACK':
      return finGivesUp(settings)
    case 'FIN-WAIT-2':
      return { kind: 'orphan', us: settings.finWait2OrphanUs }
    case 'TIME-WAIT':
      return { kind: 'exactly', us: settings.timeWaitUs }
  }
}

/** When the retransmission timer expires for the n-th time (from 0), counted from the first transmission. */
function expiryUs({ rtoInitialUs, rtoMaxUs }: Settings, n: number, linear: number): number {
  let at = 0
  let rto = rtoInitialUs
  for (let i = 0; i <= n; i++) {
    at += rto
    if (i >= linear) rto = Math.min(rto * 2, rtoMaxUs)
  }
  return at
}

/** The first expiry that is not before a limit. */
function firstExpiryFrom(settings: Settings, limitUs: number, linear: number): number {
  let n = 0
  while (expiryUs(settings, n, linear) < limitUs) n++
  return expiryUs(settings, n, linear)
}

function connectGivesUpUs(settings: Settings): number {
  const { connectTimeoutUs, synRetries, synR2Us, synLinearTimeouts, rtoInitialUs } = settings
  if (connectTimeoutUs !== null) return connectTimeoutUs
  // Linear retries come on top, but the whole is never shorter than doubling alone would be.
  const limitUs = synRetries === null ? synR2Us : (2 ** (synRetries + 1) - 1) * rtoInitialUs
  return firstExpiryFrom(settings, limitUs, synLinearTimeouts)
}

function synAckGivesUpUs(settings: Settings): number {
  const { synAckRetries, synR2Us } = settings
  return synAckRetries === null ? firstExpiryFrom(settings, synR2Us, 0) : expiryUs(settings, synAckRetries, 0)
}

/** A FIN is data to the retransmission timer; on Linux an orphan's has a limit of its own. */
function finGivesUp(settings: Settings): Stay {
  const { dataRetries, orphanRetries, dataR2Us, retryRule, rtoMinUs } = settings
  const retries = orphanRetries ?? dataRetries
  if (retries === null) return { kind: 'gives-up', us: firstExpiryFrom(settings, dataR2Us, 0) }
  if (retryRule === 'count') return { kind: 'gives-up-after', retries }
  return { kind: 'gives-up-not-before', us: (2 ** (retries + 1) - 1) * rtoMinUs }
}
