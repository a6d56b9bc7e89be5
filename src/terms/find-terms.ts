import type { State } from '../engine/tcp/state.ts'
import type { Section } from '../i18n/sections.ts'
import { type Part, partsOf } from '../narration/parts.ts'

export type TermId = keyof Section<'glossary'>['terms']

/** A piece of a sentence: as it is, one of the protocol's own words, or something that is explained. */
export type TermPart =
  | { readonly kind: 'plain' | 'word'; readonly text: string }
  | { readonly kind: 'state'; readonly text: string; readonly state: State; readonly first: boolean }
  | { readonly kind: 'term'; readonly text: string; readonly term: TermId; readonly first: boolean }

/** Cuts a sentence at the protocol's words and at terms. The parts joined give the sentence. */
export function findTerms(sentence: string, terms: Section<'glossary'>['terms']): TermPart[] {
  const seen = new Set<string>()
  const isFirst = (name: string): boolean => {
    const first = !seen.has(name)
    seen.add(name)
    return first
  }
  return cutAtTerms(sentence, terms).flatMap((piece): TermPart[] => {
    if (piece.kind === 'term') return [{ ...piece, first: isFirst(piece.term) }]
    return partsOf(piece.text).map((part) => wordOf(part, isFirst))
  })
}

function wordOf({ text, kind, state }: Part, isFirst: (name: string) => boolean): TermPart {
  if (state !== undefined) return { kind: 'state', text, state, first: isFirst(state) }
  return { kind: kind === 'plain' ? 'plain' : 'word', text }
}

type Piece =
  | { readonly kind: 'plain'; readonly text: string }
  | { readonly kind: 'term'; readonly text: string; readonly term: TermId }

const finders = new WeakMap<object, { readonly pattern: RegExp; readonly ids: ReadonlyMap<string, TermId> }>()

/** Terms first: TIME-WAIT assassination is one, though TIME-WAIT is a state. */
function cutAtTerms(sentence: string, terms: Section<'glossary'>['terms']): Piece[] {
  let finder = finders.get(terms)
  if (finder === undefined) {
    finder = finderOf(terms)
    finders.set(terms, finder)
  }
  const pieces: Piece[] = []
  let at = 0
  for (const { 0: text, index } of sentence.matchAll(finder.pattern)) {
    if (index > at) pieces.push({ kind: 'plain', text: sentence.slice(at, index) })
    pieces.push({ kind: 'term', text, term: finder.ids.get(text) as TermId })
    at = index + text.length
  }
  if (at < sentence.length) pieces.push({ kind: 'plain', text: sentence.slice(at) })
  return pieces
}

function finderOf(terms: Section<'glossary'>['terms']) {
  const ids = new Map(
    Object.entries(terms).flatMap(([id, { match }]) =>
      match.split('|').map((text) => [text, id as TermId] as const),
    ),
  )
  // The longest first; Latin ones only as whole words. All of them are our own texts.
  const words = [...ids.keys()].sort((a, b) => b.length - a.length).map(wholeWord)
  return { pattern: new RegExp(words.join('|'), 'g'), ids }
}

function wholeWord(text: string): string {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const before = /^\w/.test(text) ? '(?<![\\w-])' : ''
  const after = /\w$/.test(text) ? '(?![\\w-])' : ''
  return `${before}${literal}${after}`
}
