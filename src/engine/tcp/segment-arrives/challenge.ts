import { type Context, note, sendAck, setTimer } from '../context.ts'
import type { RuleId } from '../rules.ts'

/**
 * Answers something doubtful with `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`: if the peer really has no connection, its RST
 * will then be exact (RFC 5961 3 and 4).
 */
export function challenge(c: Context, because: RuleId): void {
  if (mayAnswer(c)) sendAck(c, because)
}

/** Limits the number of answers to doubtful segments where the profile says so (RFC 5961 7). */
export function mayAnswer(c: Context): boolean {
  const { tcb } = c
  const least = tcb.settings.challengeAckIntervalUs
  if (least > 0 && tcb.lastChallengeUs >= 0 && c.now - tcb.lastChallengeUs < least) {
    note(c, 'challenge-ack-limited', 'RFC5961-7')
    return false
  }
  tcb.lastChallengeUs = c.now
  return true
}

/** 2MSL begin again from now (RFC 9293 3.10.7.4, fifth and eighth). */
export function restartTimeWait(c: Context, because: RuleId): void {
  setTimer(c, 'time-wait', c.now + c.tcb.settings.timeWaitUs, because)
  note(c, 'time-wait-restarted', because)
}
