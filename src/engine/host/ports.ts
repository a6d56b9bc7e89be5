import type { Settings } from '../tcp/profiles.ts'
import type { Endpoint, Listener } from './socket.ts'

/** Local ports: which may be listened on, and which one connect() takes (RFC 6056, bind(2), tcp-facts 4.12, 4.13). */

/**
 * Whether bind() to a port is refused. A listener always is in the way; other entries on the port (TIME-WAIT ones
 * above all) are unless SO_REUSEADDR allows it: on Linux both sockets must have set it, on Windows it needs no option.
 */
export function bindConflicts(
  port: number,
  reuseAddr: boolean,
  settings: Settings,
  endpoints: readonly Endpoint[],
  listeners: ReadonlyMap<number, Listener>,
): boolean {
  if (listeners.has(port)) return !(settings.reuseAddr === 'windows' && reuseAddr)
  if (settings.reuseAddr === 'windows') return false
  for (const endpoint of endpoints) {
    if (endpoint.localPort !== port) continue
    if (!reuseAddr) return true
    if (settings.reuseAddr === 'linux' && !endpoint.reuseAddr) return true
  }
  return false
}

/** A TIME-WAIT entry whose pair of ports connect() may take over: timestamps keep the old segments apart. */
export function mayTakeOver(entry: Endpoint, bound: boolean, settings: Settings, now: number): boolean {
  if (entry.tcb.state !== 'TIME-WAIT' || !entry.tcb.timestampsOn) return false
  // A port that bind() named bypasses the setting and its delay on Linux (tcp-facts 4.7).
  if (bound && settings.reuseAddr === 'linux') return true
  return settings.twReuse === 'on' && now - entry.timeWaitSinceUs >= settings.twReuseDelayUs
}

/**
 * Ports that connect() without bind() tries, in order: from the host's first port upwards through the range and
 * round. Real systems start at a hashed place (RFC 6056); the order makes no difference to what fits.
 */
export function* ephemeralPorts(first: number, range: readonly [number, number]): Generator<number> {
  const [low, high] = range
  const size = high - low + 1
  const start = first >= low && first <= high ? first - low : 0
  for (let i = 0; i < size; i++) yield low + ((start + i) % size)
}
