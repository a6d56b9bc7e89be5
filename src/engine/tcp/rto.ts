import { cancelTimer, type Context, isRunning, note, setTimer } from './context.ts'
import type { RuleId } from './rules.ts'
import { gt } from './seq.ts'
import type { Tcb } from './tcb.ts'

/** The retransmission timer, RFC 6298. All arithmetic is on integer microseconds. */

/** The RTO for a smoothed round trip and its variance (RFC 6298 2.2 to 2.5). */
function rtoFrom(tcb: Tcb): number {
  const { rtoMinUs, rtoMaxUs, rtoMinApplies } = tcb.settings
  const rto =
    rtoMinApplies === 'variance'
      ? tcb.srttUs + tcb.variationUs
      : Math.max(rtoMinUs, tcb.srttUs + 4 * tcb.rttvarUs)
  return Math.min(rto, rtoMaxUs)
}

/** Takes one round-trip measurement into SRTT, RTTVAR and the RTO (RFC 6298 2.2, 2.3). */
export function takeSample(c: Context, rttUs: number): void {
  const { tcb } = c
  const linux = tcb.settings.rtoMinApplies === 'variance'
  if (tcb.srttUs === 0) {
    tcb.srttUs = rttUs
    tcb.rttvarUs = Math.floor(rttUs / 2)
    if (linux) beginVariation(tcb)
  } else {
    const error = Math.abs(tcb.srttUs - rttUs)
    tcb.rttvarUs = Math.floor((3 * tcb.rttvarUs + error) / 4)
    if (linux) followVariation(tcb)
    tcb.srttUs = Math.floor((7 * tcb.srttUs + rttUs) / 8)
  }
  tcb.minRttUs = tcb.minRttUs < 0 ? rttUs : Math.min(tcb.minRttUs, rttUs)
  tcb.rtoUs = rtoFrom(tcb)
  note(c, 'rtt-sample', 'RFC6298-2', rttUs)
}

/** The first sample: at least the minimum (Linux tcp_rtt_estimator()). */
function beginVariation(tcb: Tcb): void {
  tcb.variationUs = Math.max(tcb.settings.rtoMinUs, 4 * tcb.rttvarUs)
  tcb.peakUs = tcb.variationUs
  tcb.roundEnds = tcb.snd.nxt
}

/** Up at once with the peak, down by a quarter of the way after each round trip (Linux tcp_rtt_estimator()). */
function followVariation(tcb: Tcb): void {
  tcb.peakUs = Math.max(tcb.peakUs, 4 * tcb.rttvarUs)
  tcb.variationUs = Math.max(tcb.variationUs, tcb.peakUs)
  if (!gt(tcb.snd.una, tcb.roundEnds)) return
  tcb.variationUs -= (tcb.variationUs - tcb.peakUs) >> 2
  tcb.roundEnds = tcb.snd.nxt
  tcb.peakUs = tcb.settings.rtoMinUs
}

/** RFC 6298 5.7: after a SYN that had to be repeated, data begins with a careful RTO. */
export function resetAfterSynLoss(c: Context): void {
  const { tcb } = c
  const careful = tcb.settings.rtoAfterSynLossUs
  if (!tcb.synTimerExpired || careful === null || tcb.settings.rtoInitialUs >= careful || tcb.srttUs > 0)
    return
  tcb.rtoUs = careful
  note(c, 'rto-reset-after-syn-loss', 'RFC6298-5.7', careful)
}

/**
 * Keeps S19: the retransmission timer runs exactly while something sent is unacknowledged and the window is open.
 * `restart` is for new acknowledgments (RFC 6298 5.3); otherwise a running timer is left alone (5.1).
 */
export function keepRetransmissionTimer(c: Context, restart: boolean, because: RuleId): void {
  const { tcb } = c
  if (tcb.queue.length === 0) {
    cancelTimer(c, 'retransmission', 'RFC6298-5.2')
    cancelTimer(c, 'loss-probe', 'RFC6298-5.2')
    cancelTimer(c, 'reorder', 'RFC6298-5.2')
    return
  }
  if (isRunning(tcb, 'persist')) return
  if (!restart && isRunning(tcb, 'retransmission')) return
  // One timer watches what is unacknowledged (S19); which of the three, the last to be armed decides.
  cancelTimer(c, 'loss-probe', because)
  cancelTimer(c, 'reorder', because)
  setTimer(c, 'retransmission', c.now + tcb.rtoUs, because)
}

/** The next expiry after one that brought nothing (RFC 6298 5.5), or linear at first for a SYN (Linux). */
export function backOff(c: Context, syn: boolean): void {
  const { tcb } = c
  tcb.backoff += 1
  if (syn && tcb.backoff <= tcb.settings.synLinearTimeouts) return
  tcb.rtoUs = Math.min(2 * tcb.rtoUs, tcb.settings.rtoMaxUs)
}
