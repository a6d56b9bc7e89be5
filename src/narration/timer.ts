import { FIN, has, RST, segLen, SYN, textLength } from '../engine/tcp/segment.ts'
import { otherSide } from '../engine/tcp/state.ts'
import { edgeById } from '../engine/tcp/transitions.ts'
import { stateAfterStep } from '../engine/trace/query.ts'
import type { TraceSegment } from '../engine/trace/trace.ts'
import { type FactOf, flagText, relative, type Saying, type Scene, segmentWords } from './scene.ts'

/** What a timer that fired does: a state ends, something is sent again, or somebody asks whether anybody is there. */
export function timerSayings(scene: Scene): Saying[] {
  return scene.all('timer-fired').flatMap((fired) => {
    const ends = scene.all('state-changed', fired.side ?? undefined)
    if (ends.length > 0) return ends.map((change) => endSaying(scene, fired, change))
    const sent = scene.all('segment-sent', fired.side ?? undefined)[0]
    const segment = sent === undefined ? null : scene.trace.segment(sent.segment)
    if (fired.timer === 'retransmission' && segment !== null && segLen(segment) > 0) {
      return resendSayings(scene, fired, segment)
    }
    return [plainSaying(scene, fired, segment)]
  })
}

function endSaying(scene: Scene, fired: FactOf<'timer-fired'>, change: FactOf<'state-changed'>): Saying {
  return {
    weight: 100,
    fact: change.index,
    say: ({ narration }) =>
      narration.edges[edgeById(change.edge)?.event ?? 'user-timeout']({
        side: change.side ?? 'C',
        from: change.from,
        to: change.to,
        segment: null,
        reply: scene.answerAfter(fired),
        wait: scene.lengthOf(fired),
        call: '',
      }),
  }
}

function resendSayings(scene: Scene, fired: FactOf<'timer-fired'>, segment: TraceSegment): Saying[] {
  const side = fired.side ?? 'C'
  const after = scene.lengthOf(fired)
  const words = segmentWords(scene.trace, segment)
  const seq = relative(segment.seq, segment.seqBase)
  const nextWait = scene.waitOf(side, 'retransmission')
  const sayings: Saying[] = [
    {
      weight: 100,
      fact: fired.index,
      say: ({ narration }) =>
        has(segment, SYN)
          ? narration.resentSyn({ side, segment: words, after })
          : narration.resent({ side, segment: words, seq, after }),
    },
  ]
  if (nextWait !== '' && nextWait !== after) {
    sayings.push({
      weight: 45,
      fact: fired.index + 1,
      say: ({ narration }) => narration.nextWait({ wait: nextWait }),
    })
  }
  const peer = otherSide(side)
  if (has(segment, FIN) && stateAfterStep(scene.trace, peer, scene.step) === 'TIME-WAIT') {
    sayings.push({
      weight: 65,
      fact: fired.index + 1,
      say: ({ narration }) => narration.stillInTimeWait({ side: peer }),
    })
  }
  return sayings
}

function plainSaying(scene: Scene, fired: FactOf<'timer-fired'>, segment: TraceSegment | null): Saying {
  const after = scene.lengthOf(fired)
  const sent = segment === null ? '' : flagText(segment)
  return {
    weight: 100,
    fact: fired.index,
    say: ({ narration }) => narration.timers[fired.timer]({ side: fired.side ?? 'C', after, sent }),
  }
}

/** A segment lost on its way, and what that means for those who wait. */
export function lossSayings(scene: Scene): Saying[] {
  return scene.all('segment-dropped').flatMap((fact): Saying[] => {
    const segment = scene.trace.segment(fact.segment)
    const words = segmentWords(scene.trace, segment)
    const lost: Saying = {
      weight: 100,
      fact: fact.index,
      say: ({ narration }) => narration.lost({ segment: words, byFault: fact.byFault }),
    }
    if (segment.probe !== null) return [lost]
    return [
      lost,
      {
        weight: 70,
        fact: fact.index + 1,
        say: ({ narration: { lostMeans } }) => {
          if (segment.copyOf >= 0) return lostMeans.spare
          if (has(segment, RST)) return lostMeans.rst
          const occupies = has(segment, SYN) || has(segment, FIN) || textLength(segment) > 0
          return occupies ? lostMeans.timer(segment.from) : lostMeans.ack
        },
      },
    ]
  })
}
