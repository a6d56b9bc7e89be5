/** What the states mean. `many`: what to do on a host that has thousands of them. */
const states = {
  CLOSED: {
    meaning:
      'There is no connection: nothing is remembered, nothing is sent. Every segment but a RST is answered with a RST.',
    many: 'There is nothing to count: a connection that is CLOSED takes up no memory. What ss lists as UNCONN are sockets that have not been used yet.',
  },
  LISTEN: {
    meaning:
      'A server waits for anybody’s SYN. The socket itself never becomes a connection: each SYN gets one of its own.',
    many: 'One for each port that you serve. More than you expect means programs that you do not know: ss -ltnp names them.',
  },
  'SYN-SENT': {
    meaning: 'connect() has sent a SYN and waits for the answer.',
    many: 'Somebody does not answer. Look where they go (ss -tan state syn-sent): a firewall that swallows SYNs, a dead backend, a full accept queue over there. Give connect() a timeout of your own.',
  },
  'SYN-RECEIVED': {
    meaning:
      'A SYN has come and was answered with SYN,ACK. What is missing is the ACK of it. Until then it is one of the requests that the backlog counts.',
    many: 'Either a SYN flood or clients whose ACKs are lost. Keep SYN cookies on, look at the backlog and at the sources of the SYNs; raise tcp_max_syn_backlog only if they are real.',
  },
  ESTABLISHED: {
    meaning:
      'Both SYNs are acknowledged, as far as this end knows. Data may go both ways. Nothing ends this state by itself.',
    many: 'Normal for a busy server. If they are idle, the peers may be long gone: turn on keepalive, or give idle connections a timeout in the program.',
  },
  'FIN-WAIT-1': {
    meaning: 'We have closed and sent our FIN, and nobody has acknowledged it yet.',
    many: 'The peers are unreachable, or their window is closed and our last data cannot leave. They go away by themselves when the retries are used up; tcp_orphan_retries says when for those that no program holds.',
  },
  'FIN-WAIT-2': {
    meaning:
      'Our FIN is acknowledged: we have finished sending. We wait for the peer to finish too, and can still receive.',
    many: 'The other side does not close: it sits in CLOSE-WAIT there. The bug is theirs. tcp_fin_timeout ends those that no program holds any more; a program that only called shutdown() waits for ever.',
  },
  'CLOSE-WAIT': {
    meaning: 'The peer has closed. Our program has not called close() yet, and may still send.',
    many: 'A bug in the program on this host: it does not close its sockets after end of file. No setting helps, and the descriptors run out. ss -tanp names the process.',
  },
  CLOSING: {
    meaning: 'Both sides closed at the same time: the FINs have crossed, and ours is not acknowledged yet.',
    many: 'Rare, and over within a round trip. Many of them mean that ACKs are lost.',
  },
  'LAST-ACK': {
    meaning: 'The peer closed first, now our FIN is out. We wait for its ACK and then forget the connection.',
    many: 'The last ACKs do not come: peers have vanished or a firewall has forgotten the connections. They end by themselves when the retries are used up.',
  },
  'TIME-WAIT': {
    meaning:
      'Both FINs are acknowledged, and we closed first. We wait for 2MSL to repeat the last ACK if need be, and to let old segments die.',
    many: 'Mostly harmless: an entry costs some hundred bytes. It is a problem only if one client runs out of ports towards one server: reuse connections, let the other side close first, use more addresses or ports, or tcp_tw_reuse on the client. Do not lower tcp_max_tw_buckets.',
  },
}

/** Terms: how they are called, how they may stand in a text, what they mean. */
const terms = {
  isn: {
    name: 'Initial sequence number (ISN)',
    match: 'ISNs|ISN',
    meaning:
      'The number of the SYN, from which a side counts its bytes. It follows a clock and a secret, so that old segments lie below it and nobody can guess it.',
  },
  msl: {
    name: 'Maximum segment lifetime (MSL)',
    match: '2MSL|MSL',
    meaning:
      'How long a segment may exist in the network: two minutes by definition. TIME-WAIT lasts two of them.',
  },
  rto: {
    name: 'Retransmission timeout (RTO)',
    match: 'RTO',
    meaning:
      'How long a sender waits for an ACK before it sends again: the measured round trip and four times its variation. It doubles with each try.',
  },
  r2: {
    name: 'R2',
    match: 'R2',
    meaning:
      'The limit after which retransmitting is given up: at least 100 s for data, at least 3 minutes for a SYN.',
  },
  tcb: {
    name: 'Transmission control block (TCB)',
    match: 'TCB',
    meaning:
      'All that one end remembers of a connection: its state, the sequence numbers, the windows, the timers.',
  },
  'four-tuple': {
    name: '4-tuple',
    match: '4-tuples|4-tuple',
    meaning: 'Two addresses and two ports: they say which connection a segment belongs to.',
  },
  incarnation: {
    name: 'Incarnation',
    match: 'incarnations|incarnation',
    meaning:
      'One life of a connection. The next between the same addresses and ports is another incarnation, with other ISNs.',
  },
  'half-closed': {
    name: 'Half-closed',
    match: 'half-closed|half-close',
    meaning: 'One side has sent its FIN, the other still sends data.',
  },
  'half-open': {
    name: 'Half-open',
    match: 'half-open',
    meaning: 'Only one end still knows the connection, for example after a reboot of the other.',
  },
  backlog: {
    name: 'Backlog',
    match: 'backlog',
    meaning:
      'The number given to listen(): how many connections may wait for accept(), and a bound on those that are not confirmed yet.',
  },
  'accept-queue': {
    name: 'Accept queue',
    match: 'accept queue',
    meaning: 'Connections that the kernel has finished opening and no accept() has taken yet.',
  },
  'syn-cookie': {
    name: 'SYN cookie',
    match: 'SYN cookies|SYN cookie|cookies',
    meaning:
      'An ISN from which a server can read, when the ACK comes, what it would have had to remember. So a full backlog refuses nobody.',
  },
  'syn-flood': {
    name: 'SYN flood',
    match: 'SYN floods|SYN flood',
    meaning:
      'Very many SYNs from invented addresses, so that a server’s table of requests is full of connections that never come about.',
  },
  'delayed-ack': {
    name: 'Delayed ACK',
    match: 'delayed ACKs|delayed ACK',
    meaning: 'An ACK that waits a little for company: data to go with, or a second segment to acknowledge.',
  },
  'pure-ack': {
    name: 'Pure ACK',
    match: 'pure ACKs|pure ACK',
    meaning:
      'A segment that carries nothing but an acknowledgment. It uses no sequence number and is never retransmitted.',
  },
  keepalive: {
    name: 'Keepalive',
    match: 'Keepalive|keepalive',
    meaning:
      'Probes on a connection that has long been idle, to find out whether the peer is still there. Off unless a program asks for it.',
  },
  'challenge-ack': {
    name: 'Challenge ACK',
    match: 'challenge ACK',
    meaning:
      'An ACK that asks back: a suspicious RST or SYN is not believed, the true peer would answer with the exact number.',
  },
  sack: {
    name: 'Selective acknowledgment (SACK)',
    match: 'SACK',
    meaning: 'An option that names what has arrived beyond a gap, so that only the gap is sent again.',
  },
  timestamps: {
    name: 'Timestamps and PAWS',
    match: 'PAWS|timestamps|timestamp',
    meaning:
      'An option with the sender’s clock: it measures round trips, and segments with an older stamp are known to be old.',
  },
  'window-scale': {
    name: 'Window scale',
    match: 'Window scale|window scale',
    meaning:
      'A factor for the window field, settled by the SYNs, because 16 bits are too few for fast and long paths.',
  },
  mss: {
    name: 'Maximum segment size (MSS)',
    match: 'MSS',
    meaning: 'The most data that a side wants in one segment, announced on its SYN: usually 1460 bytes.',
  },
  'fast-open': {
    name: 'TCP Fast Open',
    match: 'TCP Fast Open|Fast Open',
    meaning:
      'Data on the SYN that is handed to the program at once, if the client shows a cookie from an earlier connection.',
  },
  'tail-loss-probe': {
    name: 'Tail loss probe',
    match: 'tail loss probe|loss probe',
    meaning:
      'A repetition of the last segment, sent before or instead of the first timeout: it finds out whether the end of what was sent is lost, and does not double the RTO.',
  },
  assassination: {
    name: 'TIME-WAIT assassination',
    match: 'TIME-WAIT assassination',
    meaning: 'A stray old segment draws an ACK, the ACK draws a RST, and the RST ends TIME-WAIT early.',
  },
  linger: {
    name: 'SO_LINGER',
    match: 'SO_LINGER 0|SO_LINGER',
    meaning:
      'With time 0 it makes close() abort: a RST instead of a FIN, unsent data thrown away, no TIME-WAIT.',
  },
  'reuse-address': {
    name: 'SO_REUSEADDR',
    match: 'SO_REUSEADDR',
    meaning:
      'Lets bind() succeed although connections that no longer listen, mostly in TIME-WAIT, still use the port.',
  },
  'ephemeral-port': {
    name: 'Ephemeral port',
    match: 'ephemeral ports|ephemeral port',
    meaning:
      'A port that the system picks for connect(). There are 16,384 to 55,536 of them, depending on the system.',
  },
  econnreset: {
    name: 'ECONNRESET',
    match: 'ECONNRESET',
    meaning: '“Connection reset by peer”: a RST has ended the connection.',
  },
  econnrefused: {
    name: 'ECONNREFUSED',
    match: 'ECONNREFUSED',
    meaning: '“Connection refused”: the SYN was answered with a RST, so nobody listens there.',
  },
  etimedout: {
    name: 'ETIMEDOUT',
    match: 'ETIMEDOUT',
    meaning: '“Connection timed out”: all retransmissions were in vain.',
  },
  eaddrinuse: {
    name: 'EADDRINUSE',
    match: 'EADDRINUSE',
    meaning: '“Address already in use”: bind() or listen() on a port that something still uses.',
  },
  eaddrnotavail: {
    name: 'EADDRNOTAVAIL',
    match: 'EADDRNOTAVAIL',
    meaning:
      '“Cannot assign requested address”: from connect() it means that no local port is free towards this destination.',
  },
  epipe: {
    name: 'EPIPE',
    match: 'EPIPE',
    meaning: '“Broken pipe”: sending on a connection that has been reset, or after our own shutdown().',
  },
  'end-of-file': {
    name: 'End of file',
    match: 'end of file|EOF',
    meaning: 'recv() returns 0: the peer has sent its FIN, and all data before it has been read.',
  },
  counterfactual: {
    name: 'Counterfactual',
    match: 'counterfactual|Counterfactual',
    meaning: 'A rule that no TCP has, switched on to see what it would do.',
  },
}

/** State cards and terms. */
export const glossary = {
  states,
  terms,
  title: 'States and terms',
  statesTitle: 'The eleven states',
  termsTitle: 'Terms',
  meaning: 'Meaning',
  howLong: 'How long',
  profile: 'System',
  leave: 'How it ends',
  leaveRare: (n: number) => (n === 1 ? '1 way more' : `${n} ways more`),
  ss: 'ss prints',
  many: 'If there are thousands',
  stays: {
    'open-ended': 'as long as nobody closes',
    'as-long-as-listening': 'as long as the program listens',
    'no-time': 'no time: nothing exists',
    exactly: (length: string) => length,
    'gives-up': (length: string) => `a round trip; without an answer ${length}`,
    'gives-up-not-before': (length: string) => `a round trip; without an answer ${length} or more`,
    'gives-up-after': (retries: number) => `a round trip; without an answer ${retries} retransmissions`,
    orphan: (length: string) => `until the peer closes; ${length} if no program holds it`,
    'never-orphan': 'until the peer closes, however long that takes',
    'until-close': 'until our program calls close()',
  },
  explain: (name: string) => `${name}: what is that?`,
  more: 'All terms',
  card: (state: string) => `Card of ${state}`,
  find: 'Find a term',
}
