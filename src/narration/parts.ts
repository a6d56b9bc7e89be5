import { type State, STATES } from '../engine/tcp/state.ts'

/** A piece of a sentence. States are shown in their colour and never broken across lines. */
export interface Part {
  readonly text: string
  readonly kind: 'plain' | 'state' | 'flag' | 'call'
  /** Only with kind `state`. */
  readonly state?: State
}

const byLength = [...STATES].sort((a, b) => b.length - a.length)
const FLAG = '(?:SYN|FIN|RST|PSH|ACK|URG)'
/** States, flags (also several: `SYN,ACK`) and calls (`close()`), as they stand in any language. */
const TERM = new RegExp(`\\b(?:(${byLength.join('|')})|(${FLAG}(?:,${FLAG})*)|([a-z]+\\(\\)))`, 'g')

/** Cuts a sentence at the protocol's own words. The parts joined give the sentence. */
export function partsOf(sentence: string): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of sentence.matchAll(TERM)) {
    if (match.index > at) parts.push({ text: sentence.slice(at, match.index), kind: 'plain' })
    parts.push(termOf(match))
    at = match.index + match[0].length
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at), kind: 'plain' })
  return parts
}

function termOf([text, state, flag]: RegExpMatchArray): Part {
  if (state !== undefined) return { text, kind: 'state', state: state as State }
  return { text, kind: flag === undefined ? 'call' : 'flag' }
}
