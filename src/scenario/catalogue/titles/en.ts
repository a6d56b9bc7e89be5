import type { ScenarioTitles } from '../texts.ts'

export const en: ScenarioTitles = {
  'open-normal': { title: 'Three-way handshake', variants: [] },
  'close-normal': { title: 'Four-segment close', variants: [] },
  'close-ack2-lost': { title: 'Last ACK lost', variants: [] },
}
