import { ms, seconds } from '../format.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? 'client' : 'server')
const length = (us: number) => (us < 1_000_000 ? ms(us) : seconds(us, 2))

const late = (us: number) =>
  us < 6_000
    ? `Their times agree to ${length(us)}.`
    : `A kernel\u2019s timers fire a little late, here by up to ${length(us)}.`

/** What was done to the kernel, one line each. */
const captures = {
  'client-close-first': 'Open, then the client closes first',
  'server-close-first': 'Open, then the server closes first',
  'syn-lost-once': 'The first SYN is lost',
  'syn-lost-twice': 'The first two SYNs are lost',
  'synack-lost': 'SYN,ACK lost; the client asks again',
  'synack-lost-server-timer': 'SYN,ACK and second SYN lost; the server repeats',
  'handshake-ack-lost-idle': 'Last ACK of the handshake lost, nothing follows',
  'handshake-ack-lost-client-data': 'Last ACK of the handshake lost, data follows',
  'handshake-ack-lost-client-fin': 'Last ACK of the handshake lost, FIN follows',
  'syn-all-lost': 'Every SYN is lost',
  'connect-refused': 'Nobody listens',
  'simultaneous-open': 'Both sides connect at once',
  'old-dup-syn-in-listen': 'An old SYN reaches the listener first',
  'data-exchange': 'A request of 300 bytes, an answer of 2,000',
  'three-segment-close': 'The server closes as soon as it reads the end',
  'half-close-server-data': 'The client shuts down, the server goes on sending',
  'simultaneous-close': 'Both sides close at once',
  'simultaneous-close-fin-lost': 'Both close at once, and one FIN is lost',
  'first-fin-lost': 'The first FIN is lost',
  'fin-all-lost-orphan': 'Everything after close() is lost',
  'first-fin-ack-lost': 'The ACK of the first FIN is lost',
  'second-fin-lost': 'The second FIN is lost',
  'last-ack-lost': 'The last ACK is lost',
  'last-ack-gives-up': 'Everything is lost once the server is in LAST-ACK',
  'fin-before-data': 'The FIN overtakes the data',
  'data-lost-then-close': 'Data lost, and a FIN right behind it',
  'close-wait-forever': 'The server never closes',
  'fin-wait-2-orphan-timeout': 'close(), and the other side never closes',
  'time-wait-full': 'TIME-WAIT to its end',
  'rst-in-time-wait': 'A RST reaches TIME-WAIT',
  'client-port-in-time-wait': 'The only free port is in TIME-WAIT',
  'new-syn-in-time-wait': 'A new SYN reaches TIME-WAIT',
  'bind-eaddrinuse': 'Restart without SO_REUSEADDR',
  'bind-reuseaddr-ok': 'Restart with SO_REUSEADDR',
  'abort-linger0': 'Abort with SO_LINGER 0',
  'close-unread-data': 'close() with data unread',
  'write-after-peer-closed': 'Two writes after the other side has closed',
  'peer-reboot-data': 'The server forgets, the client sends',
  'keepalive-silent-peer': 'Keepalive towards silence',
  'syn-in-established': 'A SYN in ESTABLISHED',
  'blind-rst-in-window': 'A guessed RST inside the window',
  'abort-before-accept': 'The client aborts before accept()',
  'half-close-server-first': 'The server shuts down, the client goes on sending',
  'http10-style': 'A request, an answer, and the server closes at once',
  'keepalive-answered': 'Keepalive that is answered',
  'new-syn-in-time-wait-no-timestamps': 'A new SYN reaches TIME-WAIT, without timestamps',
  'rst-exact': 'A RST with exactly the expected number',
  'rst-out-of-window': 'A RST outside the window',
  'syn-duplicated': 'The SYN arrives twice',
  'synack-duplicated': 'The SYN,ACK arrives twice',
  'fin-duplicated': 'The first FIN arrives twice',
  'syn-flood-syncookies': 'Six forged SYNs, then a client',
  'syn-lost-twice-exponential': 'The first two SYNs are lost, with the pace of RFC 6298',
}

/** Why Linux does something else than the letter of the RFCs. */
const reasons = {
  'syn-options': {
    name: 'Options on the SYN',
    text: 'RFC 9293 asks for MSS only. Linux also offers selective acknowledgment, timestamps and window scaling; only what both SYNs carry is used.',
    source: 'RFC 7323, RFC 2018',
  },
  'linear-syn': {
    name: 'SYN repeated at an even pace',
    text: 'By RFC 6298 the wait for an answer doubles each time: 1, 2, 4 s. Linux repeats its first SYNs a second apart and only then begins to double, to get through a short outage sooner.',
    source: 'tcp_syn_linear_timeouts = 4',
  },
  'tail-loss-probe': {
    name: 'Tail loss probe',
    text: 'The last segment of a flight has nothing behind it that could reveal its loss. Linux sends it again after about the measured round trip plus 200 ms and does not count that as a timeout; by RFC 6298 the wait is at least 1 s.',
    source: 'RFC 8985 section 7',
  },
  'rto-minimum': {
    name: 'Shorter retransmission timeout',
    text: 'RFC 6298 sets the retransmission timeout to at least 1 s. Linux allows 200 ms: smoothed round trip plus 200 ms, doubled from one try to the next.',
    source: 'RFC 6298 section 2.4, tcp_rto_min_us',
  },
  rack: {
    name: 'Loss seen by time, not by timeout',
    text: 'What arrived out of order was reported with SACK, so the sender knows that the earlier segment is overdue. Linux sends it again after a fraction of a round trip.',
    source: 'RFC 8985 section 6',
  },
  'delayed-ack': {
    name: 'Delayed acknowledgment',
    text: 'Linux holds an ACK back for a moment, 4 to 40 ms, so that data or a FIN can carry it. That is why many real closes take three segments. Our RFC profile acknowledges at once.',
    source: 'RFC 9293 section 3.8.6.3',
  },
  dsack: {
    name: 'A repeat is reported',
    text: 'Numbers that had arrived before came again. Linux answers with an ACK whose SACK block names them, so that the sender learns that its repeat was not needed.',
    source: 'RFC 2883',
  },
  'duplicate-syn': {
    name: 'Answer to a repeated SYN',
    text: 'In SYN-RECEIVED Linux keeps no connection, only a request. It answers a repeated SYN with the same SYN,ACK. By RFC 9293 the answer is an ACK.',
    source: 'RFC 9293 section 3.10.7.4',
  },
  'syn-after-rst': {
    name: 'SYN again at once',
    text: 'After a wrong SYN,ACK and the RST that answers it, Linux does not wait for its timeout but repeats the SYN within about 10 ms.',
    source: 'Linux, tcp_rcv_synsent_state_process()',
  },
  'listen-queue': {
    name: 'Room for one more SYN',
    text: 'listen() gives a number. Linux keeps one request more than that, and answers further SYNs with a SYN cookie, which takes no memory. Our RFC profile takes the number as it is and has no cookies: it drops the SYN.',
    source: 'tcp_syncookies = 1',
  },
  'reset-with-ack': {
    name: 'Reset with ACK',
    text: 'An abort sends a RST. Linux sets ACK in it as well; RFC 9293 does not ask for it. To the receiver both are the same.',
    source: 'RFC 9293 section 3.10.5',
  },
  'segment-size': {
    name: 'Smaller segments',
    text: 'Both ends offer an MSS of 1,460 bytes. With timestamps each segment carries 12 bytes of options, and 1,448 are left for data.',
    source: 'RFC 9293 section 3.7.1',
  },
  'time-wait-length': {
    name: 'Length of TIME-WAIT',
    text: 'RFC 9293 asks for two maximum segment lifetimes, 4 min. Linux has a fixed 60 s, which no setting changes.',
    source: 'RFC 9293 section 3.6.1, TCP_TIMEWAIT_LEN',
  },
  errno: {
    name: 'Another error',
    text: 'A reset that arrives in CLOSE-WAIT is reported by Linux as EPIPE, not as ECONNRESET.',
    source: 'Linux, tcp_reset()',
  },
  follows: {
    name: 'What comes of it',
    text: 'These follow from the differences above.',
    source: '',
  },
}

/** What a real kernel did, beside ours. */
export const reality = {
  title: 'Does a real kernel do that?',
  hint: 'Two Linux machines were given the same calls, delays and losses as we are. Every capture is held against our run, segment by segment.',
  other: 'Other captures',
  kernel: 'Kernel',
  kernelNote: 'captured',
  ours: 'Ours',
  oursNote: 'the same calls and losses',
  pane: { kernel: 'What the kernel did', ours: 'What we do' },
  profile: 'Our profile',
  profiles: { rfc9293: 'RFC 9293', linux: 'Linux' },
  position: 'Time of both runs',
  open: 'Open ours in the studio',
  captureOf: (side: Side) => `Capture at the ${the(side)}`,
  loading: 'Fetching the capture',
  failed:
    'The capture could not be fetched. It is a file of its own and needs the site it came from; try again when you are online.',
  retry: 'Try again',

  differences: 'Differences',
  verdict: (a: { same: boolean; n: number; us: number }) =>
    `${a.same ? `The same ${a.n} segments in the same order.` : `${a.n} segments are the same.`} ${late(a.us)}`,
  captures,
  reasons,
  unexplained: 'Not explained',
  shows: {
    waits: (a: { flags: string; from: Side; kernel: number; ours: number }) =>
      `${a.flags} of the ${the(a.from)}: Linux after ${length(a.kernel)}, ours after ${length(a.ours)}`,
    onlyKernel: (a: { flags: string; from: Side }) => `${a.flags} of the ${the(a.from)}: only Linux sends it`,
    onlyOurs: (a: { flags: string; from: Side }) => `${a.flags} of the ${the(a.from)}: only we send it`,
    said: (a: { kernel: string; ours: string }) => `Linux: ${a.kernel}; ours: ${a.ours}`,
    both: (a: { flags: string; from: Side }) => `${a.flags} of the ${the(a.from)}`,
    end: 'The end of TIME-WAIT',
  },
  mark: (n: number) => `Difference ${n}`,
  how: (kernel: string) =>
    `${kernel}, two network namespaces, 50 ms each way. Times in the capture are rounded to milliseconds.`,
}
