import { flagsText, relativeAck, relativeSeq } from '../../diagram/segment-text.ts'
import { RST } from '../../engine/tcp/segment.ts'
import { otherSide, type Side } from '../../engine/tcp/state.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import { endpointStateAfter, stateAfterStep } from '../../engine/trace/query.ts'
import type { Fact, TraceCall } from '../../engine/trace/trace.ts'
import { optionsOf, type Question, type Trigger } from './question.ts'
import { wrongNumbers, wrongResults, wrongSegments, wrongStates } from './wrong-answers.ts'

/** All questions that a run can be asked, in the order of its steps. Nothing about the scenario is written by hand. */
export function questionsOf(trace: Trace): Question[] {
  const questions: Question[] = []
  // Step 0 sets the scene.
  for (let step = 1; step < trace.stepCount; step++) {
    const facts = factsOf(trace, step)
    const trigger = triggerOf(trace, facts)
    if (trigger === null) continue
    questions.push(
      ...[
        stateQuestion(step, facts, trigger),
        segmentQuestion(trace, step, facts, trigger),
        numbersQuestion(trace, step, facts, trigger),
        applicationQuestion(trace, step, facts, trigger),
      ].filter((question) => question !== null),
    )
  }
  return questions
}

/** Two alternatives are the least that makes a question. */
const isQuestion = (question: Question): Question | null => (question.options.length >= 3 ? question : null)

function factsOf(trace: Trace, step: number): Fact[] {
  const [first, end] = trace.stepFacts(step)
  return Array.from({ length: end - first }, (_, i) => trace.fact(first + i))
}

/** What begins a step; null for what has no answer in TCP: a loss, a reboot. */
function triggerOf(trace: Trace, [first]: readonly Fact[]): Trigger | null {
  switch (first?.kind) {
    case 'segment-delivered':
    case 'segment-injected':
      return { kind: 'arrival', segment: trace.segment(first.segment) }
    case 'timer-fired':
      return { kind: 'timer', timer: first.timer, side: first.side ?? 'C' }
    case 'call-made':
      return { kind: 'call', call: (trace.calls[first.call] as TraceCall).call, side: first.side ?? 'C' }
    default:
      return null
  }
}

/** The first state that the step leads to. A host's answer within the same instant may lead on. */
function stateQuestion(step: number, facts: readonly Fact[], trigger: Trigger): Question | null {
  const change = facts.find((fact) => fact.kind === 'state-changed' && fact.conn >= 0)
  if (change?.kind !== 'state-changed') return null
  const id = `${step}.state`
  return isQuestion({
    id,
    kind: 'state',
    step,
    side: change.side ?? 'C',
    trigger,
    before: change.from,
    subject: '',
    options: optionsOf(id, { kind: 'state', state: change.to }, wrongStates(change.edge, change.from)),
    rule: change.because,
  })
}

/** The first segment that somebody sends in the step; nothing, where that is worth asking. */
function segmentQuestion(
  trace: Trace,
  step: number,
  facts: readonly Fact[],
  trigger: Trigger,
): Question | null {
  const sent = facts.find((fact) => fact.kind === 'segment-sent')
  const id = `${step}.segment`
  if (sent?.kind !== 'segment-sent') return silenceQuestion(trace, step, facts, trigger)
  const segment = trace.segment(sent.segment)
  const before = stateBefore(trace, segment.from, sent)
  const right = flagsText(segment)
  return isQuestion({
    id,
    kind: 'segment',
    step,
    side: segment.from,
    trigger,
    before,
    subject: '',
    options: optionsOf(id, { kind: 'segment', flags: right }, wrongSegments(trigger, right, before)),
    rule: sent.because,
  })
}

/** That nothing is sent is worth asking about a RST, and about an ACK that changes a state. */
function silenceQuestion(
  trace: Trace,
  step: number,
  facts: readonly Fact[],
  trigger: Trigger,
): Question | null {
  if (trigger.kind !== 'arrival') return null
  const changes = facts.some((fact) => fact.kind === 'state-changed' && fact.conn >= 0)
  if ((trigger.segment.flags & RST) === 0 && !changes) return null
  const side = otherSide(trigger.segment.from)
  const before = stateAfterStep(trace, side, step - 1)
  const id = `${step}.segment`
  const telling = facts.find((fact) => fact.kind === 'state-changed' || fact.kind === 'segment-discarded')
  const rule = (telling ?? facts.find((fact) => fact.because !== null))?.because ?? null
  return isQuestion({
    id,
    kind: 'segment',
    step,
    side,
    trigger,
    before,
    subject: '',
    options: optionsOf(id, { kind: 'segment', flags: '' }, wrongSegments(trigger, '', before)),
    rule,
  })
}

/** SEQ and ACK of what is sent, where they are not those of a segment sent before. */
function numbersQuestion(
  trace: Trace,
  step: number,
  facts: readonly Fact[],
  trigger: Trigger,
): Question | null {
  const sent = facts.find((fact) => fact.kind === 'segment-sent')
  if (sent?.kind !== 'segment-sent') return null
  const segment = trace.segment(sent.segment)
  const ack = relativeAck(segment)
  if (ack === null || segment.retransmission > 0 || segment.seqBase < 0 || segment.ackBase < 0) return null
  const answered = trigger.kind === 'arrival' ? trigger.segment : null
  const id = `${step}.numbers`
  return isQuestion({
    id,
    kind: 'numbers',
    step,
    side: segment.from,
    trigger,
    before: stateBefore(trace, segment.from, sent),
    subject: flagsText(segment),
    options: optionsOf(
      id,
      { kind: 'numbers', seq: relativeSeq(segment), ack },
      wrongNumbers(segment, answered),
    ),
    rule: sent.because,
  })
}

/** What a blocked call returns now, and what a call returns at once where that is not a matter of course. */
function applicationQuestion(
  trace: Trace,
  step: number,
  facts: readonly Fact[],
  trigger: Trigger,
): Question | null {
  for (const fact of facts) {
    if (fact.kind !== 'call-returned') continue
    const call = trace.calls[fact.call] as TraceCall
    const wasBlocked = call.returnedUs !== call.atUs
    if (!wasBlocked && call.errno === null && !isSurprising(trace, call, step)) continue
    const id = `${step}.application`
    const right = { kind: 'application', result: call.result, errno: call.errno } as const
    const question = isQuestion({
      id,
      kind: 'application',
      step,
      side: call.side,
      trigger,
      before: stateAfterStep(trace, call.side, step - 1),
      subject: call.call,
      options: optionsOf(id, right, wrongResults(call)),
      rule:
        facts.find((other) => other.kind === 'state-changed')?.because ?? trace.fact(call.madeFact).because,
    })
    if (question !== null) return question
  }
  return null
}

/** listen() beside old connections; send() to a peer that is gone. */
function isSurprising(trace: Trace, { call, side }: TraceCall, step: number): boolean {
  if (call === 'listen') return true
  return call === 'send' && stateAfterStep(trace, otherSide(side), step - 1) === 'CLOSED'
}

function stateBefore(trace: Trace, side: Side, sent: Fact & { kind: 'segment-sent' }): Question['before'] {
  const [first] = trace.stepFacts(sent.step)
  const state = endpointStateAfter(trace, side, sent.conn, first - 1)
  // A connection that begins here begins in what the side was until now.
  return state === 'CLOSED' ? stateAfterStep(trace, side, sent.step - 1) : state
}
