import type { RuleId } from './rules.ts'

/**
 * What the rules say. Data only, and none of the engine's: `section` is where the rule stands, `text` what it says in our
 * words (Chinese in src/i18n).
 */
interface Rule {
  readonly section: string
  readonly text: string
}

export const RULES: Readonly<Record<RuleId, Rule>> = {
  // --- User calls -------------------------------------------------------------------------------------------
  'RFC9293-3.10.1-ACTIVE': {
    section: 'RFC 9293 3.10.1',
    text: 'An active OPEN chooses an initial sequence number and sends a SYN.',
  },
  'RFC9293-3.10.1-PASSIVE': {
    section: 'RFC 9293 3.10.1',
    text: 'A passive OPEN waits in LISTEN and sends nothing.',
  },
  'RFC9293-3.10.2': {
    section: 'RFC 9293 3.10.2',
    text: 'SEND cuts the data into segments and sends what the window allows.',
  },
  'RFC9293-3.10.4': {
    section: 'RFC 9293 3.10.4',
    text: 'CLOSE queues a FIN behind everything already given to SEND.',
  },
  'RFC9293-3.10.4-SYN-SENT': {
    section: 'RFC 9293 3.10.4',
    text: 'CLOSE before the peer has answered just deletes the TCB.',
  },
  'RFC9293-3.10.4-WAIT': {
    section: 'RFC 9293 3.10.4',
    text: 'A CLOSE in SYN-RECEIVED with data queued waits until ESTABLISHED.',
  },
  'RFC9293-3.10.5': {
    section: 'RFC 9293 3.10.5',
    text: 'ABORT sends one RST, throws the queues away and deletes the TCB.',
  },
  'RFC9293-3.6.1-SHLD-3': {
    section: 'RFC 9293 3.6.1 (SHLD-3)',
    text: 'When received data can no longer reach its reader, a RST tells the peer.',
  },
  'RFC9293-3.8.6.2': {
    section: 'RFC 9293 3.8.6.2',
    text: 'Reading makes room, and a window that has opened enough is announced.',
  },
  // --- SEGMENT ARRIVES: CLOSED, LISTEN, SYN-SENT --------------------------------------------------------------
  'RFC9293-3.10.7.1': {
    section: 'RFC 9293 3.10.7.1',
    text: 'A segment for a connection that does not exist is answered with a RST built from its own numbers.',
  },
  'RFC9293-3.10.7.1-RST': {
    section: 'RFC 9293 3.10.7.1',
    text: 'A RST for a connection that does not exist is discarded: a RST never answers a RST.',
  },
  'RFC9293-3.10.7.2-RST': {
    section: 'RFC 9293 3.10.7.2 (first)',
    text: 'A RST cannot be meant for a listener that has sent nothing.',
  },
  'RFC9293-3.10.7.2-ACK': {
    section: 'RFC 9293 3.10.7.2 (second)',
    text: 'Whatever acknowledges something at LISTEN acknowledges what was never sent: RST.',
  },
  'RFC9293-3.10.7.2-SYN': {
    section: 'RFC 9293 3.10.7.2 (third)',
    text: 'A SYN at LISTEN is noted and answered with SYN,ACK.',
  },
  'RFC9293-3.10.7.2-OTHER': {
    section: 'RFC 9293 3.10.7.2 (fourth)',
    text: 'Anything else at LISTEN is dropped.',
  },
  'RFC9293-3.10.7.3-ACK': {
    section: 'RFC 9293 3.10.7.3 (first)',
    text: 'In SYN-SENT an ACK must acknowledge our SYN; any other draws a RST.',
  },
  'RFC9293-3.10.7.3-RST': {
    section: 'RFC 9293 3.10.7.3 (second)',
    text: 'In SYN-SENT a RST counts only if it acknowledges our SYN: the connection is refused.',
  },
  'RFC9293-3.10.7.3-SYN-ACK': {
    section: 'RFC 9293 3.10.7.3 (fourth)',
    text: 'The SYN,ACK acknowledges our SYN and brings the other: the connection stands, and our ACK says so.',
  },
  'RFC9293-3.10.7.3-SYN': {
    section: 'RFC 9293 3.10.7.3 (fourth)',
    text: 'Two SYNs have crossed: answer with SYN,ACK and wait for the acknowledgment of ours.',
  },
  'RFC9293-3.10.7.3-OTHER': {
    section: 'RFC 9293 3.10.7.3 (fifth)',
    text: 'Without SYN or RST a segment says nothing to an endpoint in SYN-SENT.',
  },
  'RFC9293-3.5-FIG7': {
    section: 'RFC 9293 3.5 (Figure 7)',
    text: 'The crossing SYN,ACK of a simultaneous open acknowledges our SYN, although it starts left of the window.',
  },
  // --- SEGMENT ARRIVES: the ordered checks --------------------------------------------------------------------
  'RFC9293-3.10.7.4-SEQ': {
    section: 'RFC 9293 3.10.7.4 (first)',
    text: 'A segment outside the window is not processed; an ACK tells its sender where we are.',
  },
  'RFC9293-3.10.7.4-SEQ-RST': {
    section: 'RFC 9293 3.10.7.4 (first)',
    text: 'A RST outside the window is dropped without a word.',
  },
  'RFC9293-3.10.7.4-FIN-AGAIN': {
    section: 'RFC 9293 3.10.7.4 (first, eighth)',
    text: 'The peer sends its FIN again, so our ACK was lost: acknowledge again and start 2MSL anew.',
  },
  'RFC9293-3.10.7.4-RST': {
    section: 'RFC 9293 3.10.7.4 (second)',
    text: 'A RST exactly at RCV.NXT ends the connection.',
  },
  'RFC9293-3.10.7.4-RST-PASSIVE': {
    section: 'RFC 9293 3.10.7.4 (second)',
    text: 'A RST sends a passive opener back to LISTEN; the application never hears of it.',
  },
  'RFC9293-3.10.7.4-RST-ACTIVE': {
    section: 'RFC 9293 3.10.7.4 (second)',
    text: 'A RST in SYN-RECEIVED refuses the connection that this end asked for.',
  },
  'RFC5961-3.2': {
    section: 'RFC 5961 3.2',
    text: 'A RST inside the window but not at RCV.NXT is not believed: a challenge ACK asks the peer.',
  },
  'RFC5961-4.2': {
    section: 'RFC 5961 4.2',
    text: 'A SYN on a synchronized connection is not believed: a challenge ACK asks the peer.',
  },
  'RFC5961-5': {
    section: 'RFC 5961 5',
    text: 'An acknowledgment far below SND.UNA or above SND.NXT is answered with an ACK and discarded.',
  },
  'RFC5961-7': { section: 'RFC 5961 7', text: 'Answers to suspicious segments are limited in number.' },
  'RFC793-SYN': {
    section: 'RFC 793 3.9 (fourth)',
    text: 'Before RFC 5961, a SYN inside the window reset the connection.',
  },
  'RFC793-RST': {
    section: 'RFC 793 3.9 (second)',
    text: 'Before RFC 5961, a RST anywhere in the window ended the connection.',
  },
  'RFC9293-3.10.7.4-SYN-PASSIVE': {
    section: 'RFC 9293 3.10.7.4 (fourth)',
    text: 'A different SYN inside the window sends a passive opener back to LISTEN.',
  },
  'RFC9293-3.10.7.4-NO-ACK': {
    section: 'RFC 9293 3.10.7.4 (fifth)',
    text: 'Once both SYNs are known every segment carries ACK; one without it is dropped.',
  },
  'RFC9293-3.10.7.4-ACK-SYN': {
    section: 'RFC 9293 3.10.7.4 (fifth)',
    text: 'Our SYN is acknowledged: the connection is established.',
  },
  'RFC9293-3.10.7.4-ACK-BAD': {
    section: 'RFC 9293 3.10.7.4 (fifth)',
    text: 'In SYN-RECEIVED an ACK of something never sent draws a RST.',
  },
  'RFC9293-3.10.7.4-ACK': {
    section: 'RFC 9293 3.10.7.4 (fifth)',
    text: 'An acknowledgment moves SND.UNA forward; what it covers leaves the retransmission queue.',
  },
  'RFC9293-3.10.7.4-ACK-FUTURE': {
    section: 'RFC 9293 3.10.7.4 (fifth)',
    text: 'An ACK of something not yet sent is answered with an ACK and dropped.',
  },
  'RFC9293-3.10.7.4-ACK-FIN': { section: 'RFC 9293 3.10.7.4 (fifth)', text: 'Our FIN is acknowledged.' },
  'RFC9293-3.10.7.4-URG': {
    section: 'RFC 9293 3.10.7.4 (sixth)',
    text: 'The urgent pointer is advanced and the user is told.',
  },
  'RFC9293-3.10.7.4-TEXT': {
    section: 'RFC 9293 3.10.7.4 (seventh)',
    text: 'Text in order is delivered and acknowledged.',
  },
  'RFC9293-3.10.7.4-TEXT-GAP': {
    section: 'RFC 9293 3.10.7.4 (first, seventh)',
    text: 'Text beyond a gap is kept; an ACK repeats the number still awaited.',
  },
  'RFC9293-3.10.7.4-TEXT-LATE': {
    section: 'RFC 9293 3.10.7.4 (seventh)',
    text: 'After the FIN there can be no more text; it is ignored.',
  },
  'RFC9293-3.10.7.4-FIN': {
    section: 'RFC 9293 3.10.7.4 (eighth)',
    text: 'The FIN is reached: RCV.NXT passes it, it is acknowledged, and the reader sees the end of file.',
  },
  'RFC9293-3.10.7.4-SECURITY': {
    section: 'RFC 9293 3.10.7.4 (third)',
    text: 'A segment of another security compartment resets the connection.',
  },
  'RFC9293-3.6.1-TIME-WAIT': {
    section: 'RFC 9293 3.6.1 (MUST-13)',
    text: 'Both FINs are acknowledged; this end waits 2MSL so that nothing of this connection survives it.',
  },
  'RFC7323-5.2': {
    section: 'RFC 7323 5.2',
    text: 'A segment with an older timestamp than one already seen is a leftover: ACK and drop.',
  },
  // --- TIME-WAIT ----------------------------------------------------------------------------------------------
  'RFC1337-F1': {
    section: 'RFC 1337 3',
    text: 'A RST in TIME-WAIT is ignored, so that it cannot end the wait early.',
  },
  'RFC1122-4.2.2.13': {
    section: 'RFC 1122 4.2.2.13',
    text: 'A SYN above everything received before is provably new and may reopen TIME-WAIT.',
  },
  'RFC1122-4.2.2.13-RETURN': {
    section: 'RFC 1122 4.2.2.13 (2)',
    text: 'The SYN that reopened TIME-WAIT proved old: back to TIME-WAIT.',
  },
  'RFC6191-2': {
    section: 'RFC 6191 2',
    text: 'A newer timestamp or a higher sequence number shows that the SYN is new; any other is dropped.',
  },
  // --- Timeouts -----------------------------------------------------------------------------------------------
  'RFC9293-3.10.8-USER': {
    section: 'RFC 9293 3.10.8',
    text: 'The user timeout is over: the connection is given up.',
  },
  'RFC9293-3.10.8-TIME-WAIT': { section: 'RFC 9293 3.10.8', text: '2MSL are over: the TCB is deleted.' },
  'RFC9293-3.8.3': {
    section: 'RFC 9293 3.8.3',
    text: 'R2 is reached: nothing was acknowledged for so long that the connection is given up.',
  },
  'RFC6298-5.1': {
    section: 'RFC 6298 5.1',
    text: 'Something that must be acknowledged is sent, so the retransmission timer runs.',
  },
  'RFC6298-5.2': {
    section: 'RFC 6298 5.2',
    text: 'Everything is acknowledged: the retransmission timer stops.',
  },
  'RFC6298-5.3': {
    section: 'RFC 6298 5.3',
    text: 'New data is acknowledged and more is outstanding: the timer starts anew.',
  },
  'RFC6298-5.4': {
    section: 'RFC 6298 5.4',
    text: 'The timer fired: the oldest unacknowledged segment is sent again.',
  },
  'RFC6298-5.5': { section: 'RFC 6298 5.5, 5.6', text: 'After each expiry the timer runs twice as long.' },
  'RFC6298-5.7': {
    section: 'RFC 6298 5.7',
    text: 'The SYN timer had expired, so data begins with an RTO of 3 s.',
  },
  'RFC6298-2': { section: 'RFC 6298 2', text: 'A round trip was measured; the RTO follows it.' },
  'RFC9293-3.8.4': {
    section: 'RFC 9293 3.8.4',
    text: 'The connection has been idle for long: a probe asks whether the peer is still there.',
  },
  'RFC9293-3.8.4-DEAD': {
    section: 'RFC 9293 3.8.4',
    text: 'No probe was answered: the peer is taken for dead.',
  },
  'RFC9293-3.8.6.1': {
    section: 'RFC 9293 3.8.6.1',
    text: 'The window is closed: a probe asks from time to time whether it has opened.',
  },
  'RFC9293-3.8.6.3': {
    section: 'RFC 9293 3.8.6.3',
    text: 'An ACK may wait a little so that data can carry it.',
  },
  'RFC9293-3.9.2.2': { section: 'RFC 9293 3.9.2.2', text: 'A hard ICMP error for this connection ends it.' },
  'RFC8985-7': {
    section: 'RFC 8985 7',
    text: 'A tail loss probe: the last segment is sent once more before the RTO counts.',
  },
  'RFC8985-6': {
    section: 'RFC 8985 6',
    text: 'Something sent later has arrived and this has not: after a short wait it is taken for lost.',
  },
  'RFC7413-4': {
    section: 'RFC 7413 4',
    text: 'A valid Fast Open cookie lets the data on the SYN be delivered before the handshake ends.',
  },
  // --- Operating systems and hosts ----------------------------------------------------------------------------
  'HOST-FIN-WAIT-2': {
    section: 'Linux tcp_fin_timeout, FreeBSD finwait2_timeout',
    text: 'Nobody holds the socket and no FIN has come: the system stops waiting.',
  },
  'HOST-CONNECT-TIMEOUT': {
    section: 'BSD connection-establishment timer',
    text: 'The system limits how long a connection may take to open.',
  },
  'HOST-SYN-RESEND': {
    section: 'Linux tcp_rcv_synsent_state_process',
    text: 'After a bad ACK in SYN-SENT the SYN is sent again soon, without waiting for its timer.',
  },
  'HOST-DUP-SYN': {
    section: 'deployed stacks',
    text: 'A repeated SYN shows that the SYN,ACK was lost: it is sent again at once.',
  },
  'HOST-BACKLOG': {
    section: 'RFC 4987 2',
    text: 'The queue of half-open connections is full: the SYN is dropped.',
  },
  'HOST-ACCEPT-QUEUE': {
    section: 'listen(2)',
    text: 'The accept queue is full: the last ACK of the handshake is ignored for now.',
  },
  'HOST-ACCEPT-QUEUE-RESET': {
    section: 'tcp_abort_on_overflow',
    text: 'The accept queue is full, and this host is set to refuse.',
  },
  'HOST-COOKIE': {
    section: 'RFC 4987 3.6',
    text: 'The state of the half-open connection travels in the ISN instead of in memory.',
  },
  'HOST-COOKIE-OK': {
    section: 'RFC 4987 3.6',
    text: 'The ACK carries a valid cookie: the connection is made now.',
  },
  'HOST-TW-REUSE': {
    section: 'Linux tcp_tw_reuse',
    text: 'The client may reuse a port in TIME-WAIT once timestamps protect it.',
  },
  'HOST-TW-BUCKETS': {
    section: 'Linux tcp_max_tw_buckets',
    text: 'Too many connections in TIME-WAIT: this one is forgotten at once.',
  },
  'HOST-LISTEN-CLOSED': {
    section: 'RFC 9293 3.10.4',
    text: 'The listener is closed: connections nobody has accepted are reset.',
  },
  'HOST-CRASH': {
    section: 'RFC 9293 3.5.1',
    text: 'The host has lost its memory of the connection and says nothing.',
  },
  'SIM-TWO-WAY': { section: 'counterfactual', text: 'This run believes every SYN at once: no TCP does.' },
  'SIM-FOUR-WAY': {
    section: 'counterfactual',
    text: 'This run acknowledges the SYN and sends its own SYN apart: no TCP does.',
  },
  'SIM-NO-TIME-WAIT': {
    section: 'counterfactual',
    text: 'This run has TIME-WAIT switched off: no TCP does.',
  },
  'SIM-INJECTED': { section: 'this scenario', text: 'The scenario puts this segment on the wire.' },
}
