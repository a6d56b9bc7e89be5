import type { Trace } from '../../engine/trace/codec.ts'
import type { Addresses } from '../../engine/trace/query.ts'
import { oneLine, storyOf, type StoryWords } from './story.ts'

/** A sequenceDiagram of Mermaid: every segment an arrow, every state a note. */
export function mermaidText(trace: Trace, addresses: Addresses, words: StoryWords, title: string): string {
  const { participants, lines } = storyOf(trace, addresses, words)
  const names = { C: words.client, S: words.server }
  return [
    'sequenceDiagram',
    ...(title === '' ? [] : [`    title ${escaped(title)}`]),
    ...participants.map(({ id, side, address }) =>
      side === null
        ? `    participant ${id} as ${escaped(address)}`
        : `    participant ${id} as ${escaped(names[side])}<br/>${escaped(address)}`,
    ),
    ...lines.map((line) =>
      line.kind === 'state'
        ? `    Note over ${line.side}: ${line.state}`
        : `    ${line.from}${line.lost ? '-x' : '->>'}${line.to}: ${escaped(line.words.join(' '))}`,
    ),
    '',
  ].join('\n')
}

/** Characters that mean something to Mermaid, or to the HTML that it makes, as entity codes. */
function escaped(text: string): string {
  return oneLine(text).replace(/[#;<>&"'`%{}[\]\\|]/g, (char) => `#${char.charCodeAt(0)};`)
}
