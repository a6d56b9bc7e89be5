import type { Trace } from '../../engine/trace/codec.ts'
import type { Addresses } from '../../engine/trace/query.ts'
import { oneLine, storyOf, type StoryWords } from './story.ts'

/** A sequence diagram of PlantUML: every segment an arrow, every state a note. */
export function plantumlText(trace: Trace, addresses: Addresses, words: StoryWords, title: string): string {
  const { participants, lines } = storyOf(trace, addresses, words)
  const names = { C: words.client, S: words.server }
  return [
    '@startuml',
    ...(title === '' ? [] : [`title ${escaped(title)}`]),
    ...participants.map(({ id, side, address }) =>
      side === null
        ? `participant "${escaped(address)}" as ${id}`
        : `participant "${escaped(names[side])}\\n${escaped(address)}" as ${id}`,
    ),
    ...lines.map((line) =>
      line.kind === 'state'
        ? `rnote over ${line.side} : ${line.state}`
        : `${line.from} ${line.lost ? '->x' : '->'} ${line.to} : ${escaped(line.words.join(' '))}`,
    ),
    '@enduml',
    '',
  ].join('\n')
}

/** Everything that could be markup, a directive or the end of a name, as PlantUML's own code for a character. */
function escaped(text: string): string {
  return oneLine(text).replace(
    /[^\p{L}\p{N} .,:;=()+-]/gu,
    (char) => `<U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
