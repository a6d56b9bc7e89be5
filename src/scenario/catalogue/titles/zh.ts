import type { ScenarioTitles } from '../texts.ts'

export const zh: ScenarioTitles = {
  'open-normal': { title: '三次握手', variants: [] },
  'close-normal': { title: '四次挥手', variants: [] },
  'close-ack2-lost': { title: '最后一个 ACK 丢失', variants: [] },
}
