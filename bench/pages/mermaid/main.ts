/// <reference lib="dom" />
import mermaid from 'mermaid'

mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000, maxEdges: 100_000 })

/** Draws a sequence diagram of so many messages. */
Object.assign(window, {
  async draw(messages: number) {
    const lines = Array.from({ length: messages }, (_, i) =>
      i % 2 === 0 ? `C->>S: seq ${i * 1460} (1460)` : `S->>C: ack ${i * 1460 + 1460}`,
    )
    const { svg } = await mermaid.render(`d${messages}`, `sequenceDiagram\n${lines.join('\n')}`)
    const root = document.getElementById('root') as HTMLElement
    root.innerHTML = svg
    return root.getBoundingClientRect().height
  },
})
document.title = 'ready'
