import type { ScenarioLessons } from '../../texts.ts'

export const timeWait = {
  'no-time-wait-rst-surprise': {
    question: 'What if the first closer forgot the connection at once?',
    lesson:
      'Counterfactual: TIME-WAIT has no length. The repeated FIN finds no connection and draws a RST, and an orderly end becomes an error: read() or SO_ERROR says ECONNRESET, Java throws “Connection reset”. Had the server called close() instead of shutdown(), nobody would be left to see it.',
  },
  'no-time-wait-old-data': {
    question: 'How can a segment of an old connection spoil a new one?',
    lesson:
      'The stray copy covers the very numbers of NEW-2, arrives first and is kept; NEW-2 then counts as a duplicate. Every checksum and every ACK is right, and the program reads the wrong 100 bytes. TIME-WAIT refuses the new connection while such a copy can exist. A stack that also checks how old the ACK field is (RFC 5961) needs an overlap in both directions to be fooled. The overlap is forced here: ISNs that follow a clock make it rare.',
  },
  'why-two-msl': {
    question: 'Where does the factor two come from?',
    lesson:
      'The last ACK may live for one MSL on its way there, and a FIN repeated at the last moment for one MSL on its way back. After both, nothing of this connection exists in either direction. With one MSL, here 2 s, the connection is forgotten at 3.3 s while a FIN of it lands at 4.15 s. 2MSL is a lifetime of segments, not a round trip.',
  },
  'time-wait-assassination': {
    question: 'Can one stray segment end TIME-WAIT?',
    lesson:
      'An old segment is not acceptable, so TIME-WAIT answers with an ACK. The other end has no connection and turns that ACK into a RST, whose number is exact: even RFC 5961 lets it pass. RFC 1337 advises to ignore a RST in TIME-WAIT. Otherwise old data may be taken for new, numbers may disagree for ever, or the next connection may be killed.',
  },
  'time-wait-reopen': {
    question: 'Is a 4-tuple in TIME-WAIT out of use for all of 2MSL?',
    lesson:
      'A SYN above everything received before must be new: the server opens again at once, with an ISN above its own old numbers. An old SYN only draws an ACK, but that ACK may draw the RST that kills TIME-WAIT. And a SYN that only looked new shows itself by a RST: then the server returns to TIME-WAIT, and the old deadline of 241.3 s still holds.',
  },
  'time-wait-port-exhaustion': {
    question: 'How many short connections a second can one client make to one server?',
    lesson:
      'Whoever closes first keeps the 4-tuple for T. With P ports that is P/T connections a second to one destination; faster than that, connect() fails with EADDRNOTAVAIL after P/r seconds. Here four ports and 60 s: one every 15 s. Linux has 28,232 ports and 60 s: 470 a second; the RFC’s values give 68. If the server closes first, it keeps the entries and the client’s ports are free.',
  },
  'restart-eaddrinuse': {
    question: 'Why does a restarted server fail to bind, and what does SO_REUSEADDR change?',
    lesson:
      'Without the option, any entry on the port is in the way: open connections of the old listener and those in TIME-WAIT. With it, only a listener is. It is a check of bind() and nothing else: TIME-WAIT stays as long as before, and a SYN from the same client port is still judged by its number. No segment is sent by any of this. On Windows the option means more, and lets a stranger share the port.',
  },
} satisfies Partial<ScenarioLessons>
