/// <reference lib="dom" />
import mermaid from 'mermaid'

mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000, maxEdges: 100_000 })

const root = document.getElementById('root') as HTMLElement
let text = ''

Object.assign(window, {
  prepare(messages: number) {
    root.replaceChildren()
    const lines = Array.from({ length: messages }, (_, i) =>
      i % 2 === 0 ? `C->>S: seq ${i * 1460} (1460)` : `S->>C: ack ${i * 1460 + 1460}`,
    )
    text = `sequenceDiagram\n${lines.join('\n')}`
  },
  async draw() {
    const { svg } = await mermaid.render('drawing', text)
    root.innerHTML = svg
    return root.getBoundingClientRect().height
  },
})
document.title = 'ready'
