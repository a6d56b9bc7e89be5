import type { ScenarioLessons } from '../../texts.ts'

export const trouble = {
  'abort-rst': {
    question: 'What is lost when a connection is reset and not closed?',
    lesson:
      'An abort throws away what is not sent and what is not acknowledged, sends one RST and forgets: no FIN, no TIME-WAIT, no second RST. The server learns of it as ECONNRESET and may never have read D1. If D1 is lost, the RST lies in the window but is not exact; RFC 5961 has the server ask by an ACK, and the RST that this draws is exact.',
  },
  'rst-vs-fin': {
    question: 'Why does a plain close() sometimes reset the other end?',
    lesson:
      'A FIN promises that nothing was thrown away. If the closing program leaves data unread, or data arrives when nobody can read it any more, TCP has to tell by a RST. With shutdown(SHUT_WR) the reading side stays open, and the same exchange ends in order.',
  },
  'half-open-reboot': {
    question: 'One end has forgotten everything. How does that come to light?',
    lesson:
      'Not at all while both are silent. If the survivor sends, the reborn host answers with a RST. If the reborn host connects again, the survivor acknowledges what it last knew; that acknowledges nothing the new SYN has sent, so it draws an exact RST, and the repeated SYN opens a fresh connection. If neither ever sends, only keepalive finds out.',
  },
  'keepalive-dead-peer': {
    question: 'How does a silent connection learn that its peer is gone?',
    lesson:
      'A probe repeats a number that is acknowledged already, so it is unacceptable on purpose, and any living peer must answer with an ACK. Silence proves nothing at once: with the usual numbers it takes 7200 s and nine probes 75 s apart, 7875 s in all. A rebooted peer answers with a RST. All this is off unless the program asks for it.',
  },
  'challenge-ack': {
    question: 'How hard is it for a stranger to cut a connection?',
    lesson:
      'Without RFC 5961 any RST inside the window will do: some 65,537 guesses for a window of 64 KiB. With it the number must be exact, one in 2^32; anything else in the window is answered by an ACK, and the true peer, being alive, ignores that. A SYN cannot reset a connection any more.',
  },
} satisfies Partial<ScenarioLessons>
