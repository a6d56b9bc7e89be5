import { duration } from '../i18n/format.ts'
import { type FactOf, type Saying, type Scene, segmentWords } from './scene.ts'

/** How much each remark adds to what the arrival or timer already says; 0: it says the same. */
const NOTE_WEIGHTS: Readonly<Record<FactOf<'noted'>['note'], number>> = {
  'rto-reset-after-syn-loss': 30,
  'time-wait-restarted': 0,
  'time-wait-assassinated': 72,
  'time-wait-reopened': 60,
  'time-wait-returned': 60,
  'time-wait-skipped': 60,
  'ack-out-of-range': 0,
  'challenge-ack-limited': 78,
  'rtt-sample': 0,
  'unread-data-lost': 74,
  'data-after-close': 0,
  'two-way-open': 60,
  'syn-cookie-sent': 80,
  'syn-cookie-accepted': 60,
  'syn-cookie-invalid': 76,
  'syn-dropped-backlog-full': 76,
  'accept-queue-full': 76,
  'fast-open-accepted': 80,
  'out-of-order-kept': 0,
  'security-mismatch': 0,
}

/** That all is over can be seen; why it stopped early has to be said. */
const END_WEIGHTS: Readonly<Record<FactOf<'run-ended'>['reason'], number>> = {
  finished: 10,
  'waiting-for-application': 30,
  stopped: 30,
  'event-limit': 95,
  'time-limit': 95,
  loop: 95,
  'size-limit': 95,
  cancelled: 95,
}

/** Remarks are made last. */
const AFTER_ALL = Number.POSITIVE_INFINITY

/** What is said beside the main thing, and what is left to say when nothing else is there. */
export function remarks(scene: Scene): Saying[] {
  return scene.facts.flatMap((fact): Saying[] => {
    const saying = remark(scene, fact)
    return saying === null || saying.weight === 0 ? [] : [{ ...saying, fact: AFTER_ALL }]
  })
}

function remark(scene: Scene, fact: Scene['facts'][number]): Omit<Saying, 'fact'> | null {
  const side = fact.side ?? 'C'
  switch (fact.kind) {
    case 'noted':
      return { weight: NOTE_WEIGHTS[fact.note], say: ({ narration }) => narration.notes[fact.note] }
    case 'segment-duplicated':
      return { weight: 58, say: ({ narration }) => narration.duplicated }
    case 'segment-injected':
      return { weight: 8, say: ({ narration }) => narration.injected({ segment: wordsOf(scene, fact) }) }
    case 'segment-sent':
      return { weight: 5, say: ({ narration }) => narration.sent({ segment: wordsOf(scene, fact) }) }
    case 'signalled':
      return { weight: 12, say: ({ narration }) => narration.signals[fact.signal] }
    case 'queues-changed': {
      const lengths = { side, syn: fact.synQueue, accept: fact.acceptQueue }
      return { weight: fact.synQueue > 1 ? 40 : 0, say: ({ narration }) => narration.queues(lengths) }
    }
    case 'timer-set': {
      const { timer } = fact
      const wait = duration(fact.dueUs - fact.tUs)
      return { weight: 4, say: ({ narration }) => narration.timerSet({ side, timer, wait }) }
    }
    case 'timer-cancelled': {
      const { timer } = fact
      return { weight: 3, say: ({ narration }) => narration.timerCancelled({ side, timer }) }
    }
    case 'tcb-changed':
      return { weight: 1, say: ({ narration }) => narration.tcbChanged({ side }) }
    case 'host-rebooted':
      return { weight: 100, say: ({ narration }) => narration.rebooted({ side }) }
    case 'run-ended':
      return { weight: END_WEIGHTS[fact.reason], say: ({ narration }) => narration.end[fact.reason] }
    case 'state-changed':
      return null
    case 'segment-dropped':
    case 'segment-delivered':
    case 'segment-discarded':
    case 'data-delivered':
    case 'timer-fired':
    case 'call-made':
    case 'call-returned':
      return null
  }
}

function wordsOf(scene: Scene, fact: { readonly segment: number }) {
  return segmentWords(scene.trace, scene.trace.segment(fact.segment))
}

/** The start of a run: who listens, and that nothing else has happened. */
export function startSayings(scene: Scene): Saying[] {
  const listens = scene.all('call-made').filter((fact) => callOf(scene, fact) === 'listen')
  const accepts = scene.all('call-made').filter((fact) => callOf(scene, fact) === 'accept')
  const first = listens[0]
  if (first === undefined) return [{ weight: 100, fact: 0, say: ({ narration }) => narration.nothingYet }]
  const side = first.side ?? 'S'
  const isAccepting = accepts.some((fact) => fact.side === side)
  return [
    {
      weight: 100,
      fact: first.index,
      say: ({ narration }) =>
        isAccepting ? narration.listeningAndAccepting({ side }) : narration.listening({ side }),
    },
  ]
}

function callOf(scene: Scene, fact: FactOf<'call-made'>): string {
  return scene.trace.calls[fact.call]?.call ?? ''
}
