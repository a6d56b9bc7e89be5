/** Cards of misconceptions: what people say, and what is so. States and flags stand in them as RFC 9293 writes them. */
const cards = {
  'M-01': {
    claim: 'The side that closes second ends up in TIME-WAIT.',
    truth:
      'It is the side whose FIN came first. The other goes CLOSE-WAIT, LAST-ACK, CLOSED. If both FINs cross, both sides enter TIME-WAIT.',
  },
  'M-02': {
    claim: 'A server is in TIME-WAIT once it has sent its FIN.',
    truth:
      'A FIN leads to FIN-WAIT-1 or LAST-ACK. TIME-WAIT needs two things: our FIN acknowledged and the peer’s FIN received. Who closes first matters, not who is the server.',
  },
  'M-03': {
    claim: '2MSL is the longest time of one round trip.',
    truth:
      'MSL is how long a segment may exist at all, two minutes by definition; nobody measures it. One MSL is for the last ACK, one for a FIN that was repeated just before that ACK arrived. A round trip is thousands of times shorter.',
  },
  'M-04': {
    claim: 'TIME-WAIT makes sure that the last ACK arrives.',
    truth:
      'It only makes sure that somebody is there to repeat the ACK for each FIN that comes again. If every ACK is lost, the peer gives up by itself.',
  },
  'M-05': {
    claim: 'With the last ACK both sides are CLOSED.',
    truth:
      'The side that sends it stays in TIME-WAIT for 2MSL. The other side is CLOSED when the ACK arrives, half a round trip later.',
  },
  'M-06': {
    claim: 'Without TIME-WAIT the peer would hang in LAST-ACK for ever.',
    truth:
      'Its repeated FIN would reach a host without such a connection and draw a RST, and that ends LAST-ACK at once, as an error. If nobody answers at all, it gives up after its retries.',
  },
  'M-07': {
    claim: 'A pair of addresses and ports in TIME-WAIT can never be used for a new connection.',
    truth:
      'A SYN that is certainly new, by its sequence number or timestamp, may reopen it. Two conditions: the new ISN lies above the old numbers, and if the SYN turns out to be old after all, TIME-WAIT comes back.',
  },
  'M-08': {
    claim: 'While there is TIME-WAIT the port is taken and nobody can connect.',
    truth:
      'Only one 4-tuple is held. Every other client connects to the same server port as always. That bind() may refuse is a rule of the host, about listening.',
  },
  'M-09': {
    claim: 'TIME-WAIT lasts 240 seconds (or one minute, or four).',
    truth:
      'It depends on the system: 240 s by the RFC, 60 s on Linux and FreeBSD, 30 s on macOS, 120 s on current Windows. Choose another profile and look again.',
  },
  'M-10': {
    claim: 'RFC 1122 recommends an MSL of two minutes.',
    truth:
      'The two minutes are from RFC 793, today RFC 9293. RFC 1122 takes 2MSL = 4 minutes as given and says when a connection may be reopened earlier.',
  },
  'M-11': {
    claim: 'The TTL field of IP guarantees the MSL.',
    truth:
      'TTL counts hops, not seconds: a segment can wait in one router for as long as that router likes. The MSL is an assumption about networks.',
  },
  'M-12': {
    claim: 'TIME-WAIT is waste: turn on tcp_tw_recycle.',
    truth:
      'That switch broke clients behind NAT and was removed in Linux 4.12. TIME-WAIT protects the next connection from segments of this one, and an entry costs very little.',
  },
  'M-13': {
    claim: 'Lower net.core.tcp_max_tw_buckets to save memory.',
    truth:
      'The key is net.ipv4.tcp_max_tw_buckets, and the kernel’s documentation says not to lower it: entries above the limit are destroyed, and their protection with them. When ports run out, fewer connections per second to one destination is what helps.',
  },
  'M-14': {
    claim: 'tcp_fin_timeout shortens TIME-WAIT.',
    truth:
      'It limits FIN-WAIT-2 of a connection that no program holds any more. TIME-WAIT on Linux is 60 s, fixed when the kernel is compiled.',
  },
  'M-15': {
    claim: 'Every TCP ignores a RST in TIME-WAIT.',
    truth:
      'RFC 9293 lets an exact RST end TIME-WAIT, and so does Linux by default. tcp_rfc1337 = 1 turns the protection on; FreeBSD has it always.',
  },
  'M-16': {
    claim: 'FIN-WAIT-1 straight to TIME-WAIT hardly ever happens.',
    truth:
      'It happens whenever the peer’s program closes at once: then its FIN and the ACK of ours share one segment, and FIN-WAIT-2 is passed over.',
  },
  'M-17': {
    claim:
      'From FIN-WAIT-1: if the ACK comes before the FIN it is TIME-WAIT, if the FIN comes first it is CLOSING.',
    truth:
      'If the ACK comes in a segment of its own, the way is FIN-WAIT-2. Straight to TIME-WAIT means that one segment brings the FIN and acknowledges ours.',
  },
  'M-18': {
    claim: '2MSL is there to let old connection requests die.',
    truth:
      'All old segments have to die: data, ACKs and FINs too. Old data are the danger, because they may fit the numbers of a new connection. An old SYN is caught by the handshake.',
  },
  'M-20': {
    claim: 'LAST-ACK waits until all packets have died.',
    truth:
      'LAST-ACK waits for one thing: the ACK of its FIN. Waiting for segments to die is what TIME-WAIT does.',
  },
  'M-21': {
    claim: 'CLOSE-WAIT is always a bug in the program.',
    truth:
      'It is a normal state: the peer has finished sending, we may still send. A bug is a CLOSE-WAIT that never ends, because the program never calls close().',
  },
  'M-22': {
    claim: 'close() shuts only the direction from client to server.',
    truth:
      'shutdown(SHUT_WR) does that. close() gives up both: data that is unread, or that comes later, is answered with a RST.',
  },
  'M-23': {
    claim: 'FIN-WAIT-2 means that we still have data to send.',
    truth:
      'Our FIN is sent and acknowledged: we cannot send any more. It is the peer, in CLOSE-WAIT, that may still send to us.',
  },
  'M-24': {
    claim: 'FIN-WAIT-1 and FIN-WAIT-2 both wait for the peer’s FIN.',
    truth:
      'FIN-WAIT-1 waits for the ACK of our own FIN, for the peer’s FIN, or for both. FIN-WAIT-2 waits only for the peer’s FIN.',
  },
  'M-25': {
    claim: 'Nobody ever sees FIN-WAIT-1.',
    truth:
      'Usually it lasts one round trip. If the FIN is lost, the peer is dead or its window is closed, it lasts for as long as TCP goes on trying, and such connections pile up.',
  },
  'M-26': {
    claim: 'FIN-WAIT-2 is a “half connection”.',
    truth:
      'One FIN makes a connection half-closed. Half-open means that only one end still knows the connection, as after a reboot. A connection request that is not confirmed yet is SYN-RECEIVED.',
  },
  'M-27': {
    claim: 'FIN-ACK is the answer to a FIN.',
    truth:
      'In a capture FIN, ACK is one segment with both flags set, and every real FIN looks like that. The answer to a FIN is “the ACK of the FIN”.',
  },
  'M-28': {
    claim: 'Closing always takes four segments.',
    truth:
      'It takes two FINs and two ACKs. Three segments are enough when the middle two travel together, and a RST needs only itself.',
  },
  'M-29': {
    claim: 'Both sides have to agree before a connection can end.',
    truth:
      'Each side ends its own direction when it likes, and a RST ends both at once. Over a network that loses segments, agreement could never be certain anyway.',
  },
  'M-30': {
    claim: 'If the ACK of a FIN is lost, the connection goes to CLOSING.',
    truth:
      'The peer’s own FIN carries an ACK field that covers ours, so the loss is repaired. CLOSING needs two FINs that cross: the peer sent its own before ours arrived.',
  },
  'M-31': {
    claim: 'Closing segments are not retransmitted.',
    truth:
      'A FIN is repeated like data until it is acknowledged or TCP gives up. Only pure ACKs are never repeated.',
  },
  'M-32': {
    claim: 'After TIME-WAIT comes the state CLOSE.',
    truth: 'The state is called CLOSED. CLOSE is the name of the call.',
  },
  'M-33': {
    claim: 'RST and FIN are two ways of saying goodbye.',
    truth:
      'A FIN comes after all data, and everything before it is delivered and acknowledged. A RST stops at once: what was on its way is lost, nobody confirms it, and there is no TIME-WAIT.',
  },
  'M-34': {
    claim: '“Connection reset” means that the server crashed.',
    truth:
      'A crash is one cause of many: close() with unread data, SO_LINGER 0, data for a closed socket, a reboot, a listener that is gone, a firewall, or a peer without TIME-WAIT.',
  },
  'M-40': {
    claim: 'In SYN-SENT the client is waiting to send.',
    truth: 'The SYN has gone out already. The client waits for the other side.',
  },
  'M-41': {
    claim: 'In SYN-RECEIVED the server is waiting to receive.',
    truth: 'It has received the SYN and sent its own. It waits for the ACK of its own SYN.',
  },
  'M-42': {
    claim: 'SYN-RECEIVED: a request came and is not acknowledged yet.',
    truth: 'The SYN,ACK has acknowledged it. What is missing is the acknowledgment in the other direction.',
  },
  'M-43': {
    claim: 'After the SYN,ACK the server goes from SYN-SENT to ESTABLISHED.',
    truth: 'The client does. The server comes from SYN-RECEIVED and follows with the third segment.',
  },
  'M-44': {
    claim: 'If the server cannot be reached, SYN-SENT ends at once.',
    truth:
      'Only a RST ends it at once, with “refused”. Silence means retries: about 75 s on BSD and macOS, some 130 s on Linux, three minutes by the RFC.',
  },
  'M-45': {
    claim: 'The third message proves that both directions work.',
    truth:
      'That follows from it, but is not its reason. A server cannot tell an old SYN from a new one and has to ask, and each side’s ISN has to be confirmed.',
  },
  'M-46': {
    claim: 'Three messages protect against SYN floods.',
    truth:
      'A flood attacks the very time between the first message and the third, in which the server remembers a request. What helps is cookies, shorter timers, larger tables, filters.',
  },
  'M-47': {
    claim: 'With two messages a server would wait for ever.',
    truth:
      'Only if nothing comes back. A host that did not ask answers with a RST. The harm is a connection that was never wanted and that a program has already accepted.',
  },
  'M-48': {
    claim: 'Two messages are no better than one.',
    truth:
      'After two messages the client does know that the server has heard it. It is the server that knows nothing of the client.',
  },
  'M-49': {
    claim: 'A fourth message would do harm, because it might be lost.',
    truth:
      'The last message of any scheme may be lost, also the third. TCP repairs that by repeating the SYN,ACK, or with the next data. A fourth is superfluous, not dangerous.',
  },
  'M-50': {
    claim: 'A SYN carries no data.',
    truth:
      'It may. The receiver has to keep such data until the connection is ESTABLISHED, unless both sides use TCP Fast Open.',
  },
  'M-51': {
    claim: 'Initial sequence numbers are just random.',
    truth:
      'They follow a clock, plus a secret value for each 4-tuple: for one 4-tuple they grow, so that old segments lie below; for anybody else they cannot be guessed.',
  },
  'M-52': {
    claim: 'The handshake negotiates window scale, timestamps and quality of service.',
    truth:
      'Window scale, timestamps and SACK are in force if both SYNs offer them. MSS is not negotiated: each side announces its own. Of quality of service TCP knows nothing.',
  },
  'M-53': {
    claim: 'The largest window is agreed in the handshake.',
    truth:
      'Every segment announces a window anew. Only the factor by which it is multiplied is settled by the SYNs.',
  },
  'M-54': {
    claim: 'A simultaneous open creates two connections.',
    truth: 'It creates one: both SYNs name the same two addresses and ports.',
  },
  'M-55': {
    claim: 'ESTABLISHED means that accept() has returned.',
    truth:
      'The kernel completes the handshake by itself and puts the connection into a queue. accept() takes it from there, now or much later.',
  },
  'M-56': {
    claim: 'If the third segment is lost, the client sends it again.',
    truth:
      'A pure ACK is never repeated by a timer. The server repeats its SYN,ACK, and that draws another ACK; or data from the client brings the ACK along.',
  },
  'M-57': {
    claim: 'The handshake guards against “delayed duplicate arrays”.',
    truth:
      'A slip of a Chinese word processor: 分组 is a segment, 数组 an array. It guards against delayed duplicate segments.',
  },
  'M-60': {
    claim: 'Keepalive probes are 75 minutes apart.',
    truth: '75 seconds on Linux and BSD. Two hours is how long the connection must be idle before the first.',
  },
  'M-61': {
    claim: 'After ten keepalive probes the connection is given up.',
    truth: 'Linux sends 9, BSD and macOS 8, Windows 10, one second apart. The RFC names no number.',
  },
  'M-62': {
    claim: 'Every server has a keepalive timer running.',
    truth:
      'Keepalive is off until a program asks for it, socket by socket, on either side. Then two hours is the usual patience.',
  },
  'M-63': {
    claim: 'SO_REUSEADDR lets sockets share a port if their addresses differ.',
    truth:
      'Different addresses need no option. SO_REUSEADDR lets bind() succeed although connections, mostly in TIME-WAIT, still use the port. Several listeners on one port need SO_REUSEPORT.',
  },
  'M-64': {
    claim: 'SO_REUSEADDR removes TIME-WAIT.',
    truth: 'TIME-WAIT stays as long as before and guards its 4-tuple. The option changes what bind() checks.',
  },
  'M-65': {
    claim: 'A server may not listen again before all its connections are gone.',
    truth:
      'TCP itself demands that listening works beside other connections. It is bind() without SO_REUSEADDR that refuses.',
  },
  'M-66': {
    claim: 'TCP has six flags.',
    truth: 'Eight control bits are in use: CWR, ECE, URG, ACK, PSH, RST, SYN, FIN.',
  },
  'M-67': {
    claim: 'While the ACK flag is 0, the acknowledgment number is 0.',
    truth:
      'Then the field means nothing, whatever stands in it. Only the first SYN and some RSTs come without the flag.',
  },
  'M-68': {
    claim: 'A TCP segment has at most 1500 bytes.',
    truth:
      '1500 bytes is the usual limit of an IP packet on Ethernet, which leaves 1460 for data. TCP has no such limit of its own.',
  },
  'M-69': {
    claim: 'A pure ACK uses up a sequence number.',
    truth:
      'Only SYN, FIN and data do. That is why the first data byte has the same number as the ACK before it.',
  },
  'M-70': {
    claim: 'connect() times out after 75 seconds.',
    truth:
      'The number of retries and their spacing decide: 75 s on BSD and macOS, 21 s on Windows, 127 or 131 s on Linux, at least three minutes by the RFC.',
  },
  'M-71': {
    claim: 'The first retransmission comes after 3 seconds.',
    truth:
      'Since 2011 after 1 second. The 3 seconds come back in one case: once a SYN has timed out, the data phase begins with an RTO of 3 s.',
  },
  'M-72': {
    claim: 'TCP notices when an idle connection dies.',
    truth:
      'Without keepalive an idle connection sends nothing. It can outlive the reboot of the other end, and only the next data finds out.',
  },
  'M-73': {
    claim: 'One machine can have no more than 65,535 connections.',
    truth:
      'That limits connections from one address to one port of one server. A server holds millions on a single port, because each client differs.',
  },
  'M-74': {
    claim: 'A RST has to be acknowledged.',
    truth: 'It is never acknowledged, never repeated and never answered.',
  },
  'M-75': {
    claim: 'Any RST with a number in the window ends a connection.',
    truth:
      'Under RFC 5961 the number must be exactly the next one expected. Anything else inside the window draws a challenge ACK, and the connection lives on.',
  },
  'M-76': {
    claim: 'write() returned, so the peer has the data.',
    truth:
      'The data was copied into a buffer of our own kernel. If the connection is dead, a later call hears of it.',
  },
  'M-77': {
    claim: 'A connection is a 5-tuple, and TIME-WAIT counts by 5-tuples.',
    truth:
      'The fifth part is the protocol, which is always TCP. The RFCs speak of a pair of sockets, and everybody else of the 4-tuple.',
  },
  'M-78': {
    claim: 'A lost segment is delivered by the network once the router has been repaired.',
    truth:
      'The old copy may indeed arrive late. The repair, though, was a new copy from the sender’s timer. That both exist at once is the point.',
  },
  'M-79': {
    claim: 'A useless connection wastes only the server’s resources.',
    truth:
      'Either side can be left with a connection that the other has forgotten, or with TIME-WAIT entries.',
  },
}

/** The view of the cards. */
export const myths = {
  cards,
  title: 'What people say about TCP',
  hint: 'Each card names what is so, where it is written, and a run that shows it at one moment.',
  groups: {
    'time-wait': 'TIME-WAIT',
    closing: 'Closing',
    opening: 'Opening',
    sockets: 'Segments, timers, sockets',
  },
  verdicts: {
    wrong: 'Wrong',
    imprecise: 'Not quite',
    profile: 'Depends',
    naming: 'Wrong word',
  },
  verdictHints: {
    wrong: 'contradicts the protocol',
    imprecise: 'true only in part',
    profile: 'true of one system or time',
    naming: 'the wrong name for it',
  },
  all: 'All',
  filter: 'Verdict',
  see: 'See it happen',
  seeAt: (title: string, moment: string) => `See it happen: ${title}, ${moment}`,
  count: (n: number) => (n === 1 ? '1 card' : `${n} cards`),
}
