import type { ScenarioLessons } from '../../texts.ts'

export const opening = {
  'open-normal': {
    question: 'What travels when a connection opens, and which end is ready first?',
    lesson:
      'Each end announces its first sequence number with a SYN and has it acknowledged. The server puts its SYN and its ACK into one segment, so three are enough. The client is ESTABLISHED half a round trip before the server. The third segment uses up no number: the first byte of data has the same one.',
  },
  'open-syn-lost': {
    question: 'The very first segment disappears. Who finds out, and when?',
    lesson:
      'Only the client can know: the server was never told and stays in LISTEN. When the first RTO of 1 s is over, the client repeats its SYN with the same ISN. A SYN that had to be repeated makes TCP careful: data begins with an RTO of 3 s, which is why the lost D1 comes again after three seconds and not after one.',
  },
  'open-synack-lost': {
    question:
      'Each end waits for the other. Who mends it, and what is a SYN to a server that has one already?',
    lesson:
      'Two timers run, one at each end. The repeated SYN lies left of the server’s window, so RFC 9293, read to the letter, answers it with a bare ACK. A client in SYN-SENT cannot use an ACK without SYN; the server’s own timer then repeats the SYN,ACK. Real systems save the detour and send the SYN,ACK again at once. Here both open at the same instant.',
  },
  'open-ack-lost': {
    question: 'The client believes that it is connected, the server does not yet. Is that a problem?',
    lesson:
      'Nobody repeats a pure ACK for its own sake. Either the server’s timer sends the SYN,ACK again and the client, ESTABLISHED for long, acknowledges it once more; or the client sends data, and since every segment carries the acknowledgment, the first of them completes the handshake.',
  },
  'open-all-syn-lost': {
    question: 'Every SYN disappears. How long does connect() wait?',
    lesson:
      'No single timeout decides this, but the number of retries and how the waits between them grow. RFC 9293 wants at least three minutes for a SYN (here 183 s). Linux gives up sooner on purpose: after 127 s, from 6.5 on after 131 s because its first retries are a second apart. Systems descended from BSD stop at 75 s.',
  },
  'open-refused': {
    question: 'What makes “connection refused” different from “timed out”?',
    lesson:
      'A host that runs but has nobody listening says so at once, with RST,ACK. The SYN had no acknowledgment number to build on, so the RST has SEQ 0 and acknowledges x+1: that number proves to the client that its own SYN is meant. A firewall that says nothing leads to ETIMEDOUT instead.',
  },
  'open-simultaneous': {
    question: 'Both ends call connect() on each other at once. How many connections come of it?',
    lesson:
      'One. The SYNs cross, both ends go through SYN-RECEIVED, and four segments travel: a handshake whose SYN and ACK cannot share a segment. The second variant shows a trap in the wording: the crossing SYN,ACK begins at IRS, left of the window, and a sequence check to the letter throws it away. The connection then opens only by the ACKs that this draws.',
  },
  'old-dup-syn-three-way': {
    question: 'What does the server need the third message for?',
    lesson:
      'A server cannot see that a SYN is old, so it asks by acknowledging x+1. A host without such a connection, or with a newer attempt, answers with a RST of exactly that number; the server goes back to LISTEN and accept() never returns. In TIME-WAIT the answer is the last ACK again, which the server cannot accept: its RST happens to be exact and ends TIME-WAIT early, and only the next SYN,ACK meets a client that says no.',
  },
  'old-dup-syn-two-way': {
    question: 'What would go wrong if a server believed every SYN?',
    lesson:
      'Counterfactual: the SYN alone opens the connection. With the client silent, the server keeps a socket, buffers and perhaps a thread for nobody, and no timer will ever end that. With the client’s host alive, its RST clears up, but the program has seen a connection that never was. And if the second message is lost, the server pours out data that the client cannot place: nobody has confirmed the server’s number.',
  },
  'handshake-message-count': {
    question: 'What is the smallest number of messages that will do?',
    lesson:
      'Two numbers must be announced and two confirmed: four acts, of which the server can do two in one message. With fewer than three, one number stays unconfirmed. More than three confirm nothing new, for the last message of any exchange may be lost; TCP repairs that when it happens instead of adding messages. Four come naturally only when both ends open at once.',
  },
  'options-negotiation': {
    question: 'What is agreed in the handshake, and what if one end does not offer it?',
    lesson:
      'Options of this kind exist on SYN segments only. The MSS is announced, not negotiated, and may differ by direction: here at most 1400 B towards the server, less 12 B in each segment when timestamps are on. Window scale, SACK and timestamps work only if both SYNs carry them. The window of a SYN itself is never scaled; after that 502 can mean 502 × 2^7 = 64,256 B.',
  },
  'isn-and-sequence-numbers': {
    question: 'Which segments use up sequence numbers, and what comes after 2^32 − 1?',
    lesson:
      'A SYN and a FIN take one number each, data one per byte, a pure ACK or a RST none. The ACK field names the byte expected next. After 4294967295 comes 0: in the second variant D1 begins at 4294967247 and the byte after it is 51, since all comparisons are modulo 2^32.',
  },
  'syn-flood-backlog': {
    question: 'How can a few packets a second keep everybody out?',
    lesson:
      'Each invented SYN holds one half-open entry until the last SYN,ACK has gone unanswered: 63 s on Linux. At a SYN rate of a, there are 63 × a entries, so N/63 a second fill a queue of N: 4.1 a second for 256 places. The handshake is no protection, its half-open state is the target. If the address belonged to a living host, its RST would free the entry at once; attackers choose silent ones.',
  },
  'syn-flood-cookies': {
    question: 'Can a server answer a SYN and remember nothing?',
    lesson:
      'Yes: it hides what it must know in its ISN, and the client sends it back as ACK − 1. A guessed number fails the check and draws a RST. The price: options that do not fit are lost, the SYN,ACK is never repeated, and if the ACK is lost the client is ESTABLISHED alone until it sends something. If the server should speak first, both wait.',
  },
  'tfo-data-in-syn': {
    question: 'Must a SYN be empty?',
    lesson:
      'No. What TCP forbids is to hand over its data before the handshake has shown that the SYN is fresh. Fast Open takes a cookie from an earlier visit as that proof, and the answer may travel with the SYN,ACK. A duplicate SYN can then deliver a request twice, so the request must bear that. With a bad cookie only the SYN is acknowledged and the data goes again. T/TCP once tried the same with counters.',
  },
} satisfies Partial<ScenarioLessons>
