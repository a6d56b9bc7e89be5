import type { ScenarioLessons } from '../texts.ts'

export const en: ScenarioLessons = {
  'open-normal': {
    question: 'What travels when a connection opens, and which end is ready first?',
    lesson:
      'Each end announces its first sequence number with a SYN and has it acknowledged. The server puts its SYN and its ACK into one segment, so three are enough. The client is ESTABLISHED half a round trip before the server. The last ACK carries nothing that counts: the first byte of data has the same number.',
  },
  'close-normal': {
    question: 'How does a connection end, and which end is left in TIME-WAIT?',
    lesson:
      'Each direction ends by itself: one FIN, one ACK. Whoever closes first, here the client, finishes in TIME-WAIT and stays there for 2MSL. The other end is CLOSED as soon as its own FIN is acknowledged.',
  },
  'close-ack2-lost': {
    question: 'What is TIME-WAIT waiting for?',
    lesson:
      'The server never hears that its FIN arrived, so it sends the FIN again from LAST-ACK. The client is still in TIME-WAIT and can answer once more, and its 2MSL begin anew: they end at 242.3 s, not at 241.3 s. Had the client forgotten the connection, the FIN would have met a RST.',
  },
}
