import type { ScenarioLessons } from '../../texts.ts'

export const closing = {
  'close-normal': {
    question: 'How does a connection end, and which end is left in TIME-WAIT?',
    lesson:
      'Each direction ends by itself: one FIN, one ACK. Whoever closes first, here the client, finishes in TIME-WAIT and stays there for 2MSL. The other end is CLOSED as soon as its own FIN is acknowledged.',
  },
  'close-three-segments': {
    question: 'Does a close always take four segments?',
    lesson:
      'If the other end has nothing left to say, its ACK rides on its FIN. The first closer then goes from FIN-WAIT-1 straight to TIME-WAIT. In real captures this is the usual shape, not an exception.',
  },
  'close-half-close-data': {
    question: 'Why may the other end’s ACK and its FIN lie far apart?',
    lesson:
      'A FIN says “I have nothing more to send”, not “I no longer listen”. With shutdown(SHUT_WR) the client goes on reading in FIN-WAIT-2 and acknowledges everything, always with SEQ x+2 since it sends nothing more itself. That is why a close takes four messages in general.',
  },
  'close-simultaneous': {
    question: 'What is CLOSING for?',
    lesson:
      'Both FINs were under way before either arrived, so neither acknowledges the other. Each end receives a FIN while its own is still unacknowledged: that is CLOSING. Both end in TIME-WAIT and both pay its 2MSL. A lost ACK alone never leads here, because a later FIN carries what it said.',
  },
  'close-fin1-lost': {
    question: 'The first FIN is lost. Who notices?',
    lesson:
      'The server does not: for it the connection is ESTABLISHED. The client waits for an ACK, and when its RTO is over it sends the same FIN with the same number again. A FIN is protected like a byte of data.',
  },
  'close-ack1-lost': {
    question: 'Is a lost ACK sent again?',
    lesson:
      'Not for its own sake. If the server closes late, the client repeats its FIN and the server, in CLOSE-WAIT, acknowledges that once more. If it closes soon, its FIN carries the same acknowledgment: the loss costs nothing, and the client goes from FIN-WAIT-1 to TIME-WAIT in one step.',
  },
  'close-fin2-lost': {
    question: 'FIN-WAIT-2 here, LAST-ACK there, and silence. Whose turn is it?',
    lesson:
      'The server’s: its FIN is unacknowledged, so it keeps the timer and sends it again from LAST-ACK. The client waits in FIN-WAIT-2 without any timer of TCP’s; operating systems have one of their own.',
  },
  'close-ack2-lost': {
    question: 'What is TIME-WAIT waiting for?',
    lesson:
      'The server never hears that its FIN arrived, so it sends the FIN again from LAST-ACK. The client is still in TIME-WAIT and can answer once more, and its 2MSL begin anew: they end at 242.3 s instead of 241.3 s. Had the client forgotten the connection, the FIN would have met a RST.',
  },
  'close-fin-reordered': {
    question: 'A FIN arrives before the data in front of it. May the receiver act on it?',
    lesson:
      'No: a FIN has its place in the stream, here x+101, and waits until all before it is there. Until then the server says x+1 again. The program always reads D1 first and the end of file after it. If D1 was lost, repeating it is enough: one ACK of x+102 covers it and the FIN that waited.',
  },
  'close-wait-leak': {
    question: 'Why do connections pile up in CLOSE-WAIT, and why does no timer clear them?',
    lesson:
      'Only close() leads out of CLOSE-WAIT; TCP has no timer there, because the program may have more to send. The other end loses patience first (Linux: 60 s in FIN-WAIT-2 once nobody holds the socket). When the server finally writes, a RST is the answer. A process that leaks r descriptors a second fails in accept() with EMFILE after limit/r seconds.',
  },
  'fin-wait-2-timeout': {
    question: 'How long may one wait for a FIN that does not come?',
    lesson:
      'TCP has no limit: a half-closed connection may last for days. Operating systems add one for sockets that no process holds any more. After that the connection is gone, and a late FIN draws a RST. Who calls shutdown(SHUT_WR) and keeps the socket is not limited.',
  },
  'last-ack-gives-up': {
    question: 'Can LAST-ACK last for ever?',
    lesson:
      'No. The FIN is repeated with growing waits until R2, then the connection is deleted. Nobody hears of it, since the program has closed already. If the client’s host were alive without the connection, its RST would end LAST-ACK within a round trip.',
  },
} satisfies Partial<ScenarioLessons>
