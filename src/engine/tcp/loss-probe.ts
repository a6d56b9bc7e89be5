import { cancelTimer, type Context, isRunning, setTimer } from './context.ts'
import type { RuleId } from './rules.ts'
import { SYN } from './segment.ts'
import { gt, lt } from './seq.ts'
import { type Sent, sentEnd, type Tcb } from './tcb.ts'

/**
 * Tail loss probe and RACK (RFC 8985), as Linux uses them in place of the first expiry of the RTO and of three
 * duplicate acknowledgments. Off in every other profile.
 */

/** Shortest wait that a reordering timer is given: two ticks of Linux's clock. */
const SHORTEST_TIMER_US = 2 * 4_000
/** As many segments beyond the gap count as proof without a wait (RFC 5681 3.2). */
const DUPLICATE_THRESHOLD = 3

/** Whether the next wait ends in a probe and not in an expiry: nothing is known to be wrong yet. */
function mayProbe(tcb: Tcb): boolean {
  return (
    tcb.settings.lossProbes &&
    tcb.sackOn &&
    !isRunning(tcb, 'persist') &&
    tcb.backoff === 0 &&
    !tcb.lossProbeOut &&
    tcb.srttUs > 0 &&
    tcb.queue.every((sent) => !sent.sacked && (sent.flags & SYN) === 0)
  )
}

/** Arms the probe instead of the retransmission timer; false if the ordinary timer has to run (RFC 8985 7.2). */
export function armLossProbe(c: Context, because: RuleId): boolean {
  const { tcb } = c
  if (tcb.queue.length === 0 || !mayProbe(tcb)) return false
  const lone = tcb.queue.length === 1 ? tcb.settings.rtoMinUs : SHORTEST_TIMER_US
  const wait = Math.min(2 * tcb.srttUs + lone, tcb.rtoUs)
  cancelTimer(c, 'retransmission', because)
  cancelTimer(c, 'reorder', because)
  setTimer(c, 'loss-probe', c.now + wait, because)
  return true
}

/** Notes that a segment sent at `sentUs` has arrived (RFC 8985 6.2 step 2). */
export function noteArrivalOf(tcb: Tcb, sent: Sent, now: number): void {
  const rtt = now - sent.lastSentUs
  // An answer to a copy that is no slower than the fastest round trip may be one to an earlier copy. (The kernel's clock
  // hardly ever measures the same time twice; in ours the probe of an even path would always be believed.)
  if (sent.copies > 0 && tcb.minRttUs >= 0 && rtt <= tcb.minRttUs) return
  if (sent.lastSentUs < tcb.rackSentUs) return
  const end = sentEnd(sent)
  if (sent.lastSentUs > tcb.rackSentUs || gt(end, tcb.rackEnd)) tcb.rackEnd = end
  tcb.rackSentUs = sent.lastSentUs
  tcb.rackRttUs = rtt
}

/** The timer has fired, and not everything sent before it is acknowledged yet. */
export function isRecovering(tcb: Tcb): boolean {
  return tcb.recover >= 0 && lt(tcb.snd.una, tcb.recover)
}

/** How much later than the newest arrival a segment may come before it counts as lost. */
function reorderWindow(tcb: Tcb): number {
  const beyondGap = tcb.queue.filter((sent) => sent.sacked).length
  if (isRecovering(tcb) || beyondGap >= DUPLICATE_THRESHOLD) return 0
  return Math.min(Math.floor(Math.max(0, tcb.minRttUs) / 4), tcb.srttUs)
}

const NONE: readonly Sent[] = []

/** Segments that RACK holds for lost now; arms the reordering timer for those that may still come (RFC 8985 6.2). */
export function detectLosses(c: Context): readonly Sent[] {
  const { tcb } = c
  const suspicious = tcb.settings.lossProbes && (isRecovering(tcb) || tcb.queue.some((sent) => sent.sacked))
  if (!suspicious) return NONE
  const wait = reorderWindow(tcb)
  const lost: Sent[] = []
  let next = 0
  for (const sent of tcb.queue) {
    if (sent.sacked || !sentBefore(tcb, sent)) continue
    const left = sent.lastSentUs + tcb.rackRttUs + wait - c.now
    if (left <= 0) lost.push(sent)
    else next = next === 0 ? left : Math.max(next, left)
  }
  if (lost.length === 0 && next > 0) {
    cancelTimer(c, 'loss-probe', 'RFC8985-6')
    cancelTimer(c, 'retransmission', 'RFC8985-6')
    if (!isRunning(tcb, 'reorder')) setTimer(c, 'reorder', c.now + next + SHORTEST_TIMER_US, 'RFC8985-6')
  }
  return lost
}

/** Sent before the newest segment that has arrived; at one instant the sequence number decides. */
function sentBefore(tcb: Tcb, sent: Sent): boolean {
  if (sent.lastSentUs !== tcb.rackSentUs) return sent.lastSentUs < tcb.rackSentUs
  return lt(sentEnd(sent), tcb.rackEnd)
}
