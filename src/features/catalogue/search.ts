/** What a scenario can be found by. */
export interface Findable {
  readonly id: string
  /** In each language: a reader may think of a thing in the other one. */
  readonly titles: readonly string[]
  /** States, flags, errno, RFC sections: all that its run shows. */
  readonly keywords: readonly string[]
}

/**
 * Those that match every word of a query, best first; all of them for an empty one. A word matches a title as a part
 * of it, or letter by letter in order; a keyword by its beginning.
 */
export function search<T extends Findable>(all: readonly T[], query: string): readonly T[] {
  const words = normal(query).split(' ').filter(Boolean)
  if (words.length === 0) return all
  return all
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
}

/** Letters in one case; hyphens, underscores and commas are spaces, so that TIME_WAIT finds TIME-WAIT. */
const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[-_,\s]+/g, ' ')
    .trim()

function scoreOf({ id, titles, keywords }: Findable, words: readonly string[]): number {
  const names = [...titles, id].map(normal)
  const terms = keywords.map(normal)
  let total = 0
  for (const word of words) {
    const score = Math.max(
      ...names.map((name) => nameScore(name, word)),
      ...terms.map((term) => termScore(term, word)),
      0,
    )
    if (score === 0) return 0
    total += score
  }
  // Whoever types a title from its beginning means it.
  return total + (names.some((name) => name.startsWith(words.join(' '))) ? 10 : 0)
}

function nameScore(name: string, word: string): number {
  const at = name.indexOf(word)
  if (at === 0) return 10
  if (at > 0) return name[at - 1] === ' ' || isWide(word) ? 8 : 6
  return word.length > 2 && isScattered(name, word) ? 1 : 0
}

/** A keyword of several words (SYN SENT, RFC 9293 3.10) by any of them. */
function termScore(term: string, word: string): number {
  if (term === word) return 7
  return term.split(' ').some((part) => part.startsWith(word)) ? 4 : 0
}

/** All letters in their order, the first at the beginning of a word. */
function isScattered(name: string, word: string): boolean {
  const start = ` ${name}`.indexOf(` ${word[0]}`)
  if (start < 0) return false
  let at = start
  for (const letter of word) {
    at = name.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Chinese has no spaces: each character begins a word. */
const isWide = (word: string): boolean => (word.codePointAt(0) ?? 0) >= 0x2e80
