import { firstWhere } from '../../base/binary-search.ts'
import { flagsText } from '../../diagram/segment-text.ts'
import { TIMER_NAMES } from '../../diagram/timers.ts'
import type { Trace } from '../../engine/trace/codec.ts'
import type { Fact, Us } from '../../engine/trace/trace.ts'
import type { Messages } from '../../i18n/en.ts'

/** Of what happens at one instant the first of these is told: what a reader looks for on the scrubber. */
const TELLING: readonly Fact['kind'][] = [
  'host-rebooted',
  'timer-fired',
  'segment-dropped',
  'segment-delivered',
  'segment-injected',
  'segment-sent',
  'call-made',
]

/** What happens at an instant, in two or three words; '' where nothing does that has a name. */
export function eventName(trace: Trace, us: Us, words: Messages['timeline']): string {
  const first = firstWhere(trace.stepCount, (step) => trace.stepTimeUs(step) >= us)
  let told: Fact | null = null
  for (let step = first; step < trace.stepCount && trace.stepTimeUs(step) === us; step++) {
    const [from, to] = trace.stepFacts(step)
    for (let i = from; i < to; i++) {
      const place = TELLING.indexOf(trace.kind(i))
      if (place >= 0 && (told === null || place < TELLING.indexOf(told.kind))) told = trace.fact(i)
    }
  }
  return told === null ? '' : nameOf(trace, told, words)
}

function nameOf(trace: Trace, fact: Fact, { event }: Messages['timeline']): string {
  switch (fact.kind) {
    case 'host-rebooted':
      return event.reboots
    case 'timer-fired':
      return event.fires(TIMER_NAMES[fact.timer])
    case 'segment-dropped':
      return event.lost(flagsText(trace.segment(fact.segment)))
    case 'segment-delivered':
      return event.arrives(flagsText(trace.segment(fact.segment)))
    case 'segment-injected':
      return event.injected(flagsText(trace.segment(fact.segment)))
    case 'segment-sent':
      return event.sent(flagsText(trace.segment(fact.segment)))
    case 'call-made':
      return `${trace.calls[fact.call]?.call ?? ''}()`
    default:
      return ''
  }
}
