import { count, ms, seconds } from '../format.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? 'client' : 'server')
/** Lengths that are compared: to the hundredth where there is one. */
const length = (us: number) => (us < 1_000_000 ? ms(us) : seconds(us, us % 1_000_000 === 0 ? 0 : 2))
/** A moment of a run. */
const moment = (us: number) => (us < 10_000_000 ? ms(us) : seconds(us, 2))
const The = (side: Side) => (side === 'C' ? 'Client' : 'Server')

/** Of each comparison its question, what the runs say to it, and for each run its name and what is special about it. */
const pairs = {
  'two-or-three-way': {
    question: 'Why not two messages?',
    answer:
      'A server cannot see that a SYN is old. With three messages it asks, and a RST takes it back to LISTEN: accept() never returns. With two it believes the SYN, and a connection stands that nobody wants.',
    runs: [
      { name: 'Three messages', note: 'the server waits to be confirmed' },
      { name: 'Two messages', note: 'counterfactual: the SYN is believed' },
      { name: 'Two, and the RST is lost', note: 'counterfactual: nobody takes it back' },
    ],
  },
  'message-count': {
    question: 'One, two, three or four messages?',
    answer:
      'Each side must learn that its own SYN arrived. Three messages are the fewest that tell both; a fourth tells nobody anything new.',
    runs: [
      { name: 'One message', note: 'counterfactual' },
      { name: 'Two messages', note: 'counterfactual' },
      { name: 'Three messages', note: 'TCP' },
      { name: 'Four messages', note: 'counterfactual: SYN and ACK apart' },
    ],
  },
  'time-wait-or-rst': {
    question: 'Why TIME-WAIT? The last ACK',
    answer:
      'The last ACK is lost and the server repeats its FIN. In TIME-WAIT the client acknowledges it again. Without TIME-WAIT nobody knows the connection, and an orderly close ends in a reset.',
    runs: [
      { name: 'With TIME-WAIT', note: 'the client waits 2MSL after its last ACK' },
      { name: 'Without TIME-WAIT', note: 'counterfactual: the client forgets at once' },
    ],
  },
  'time-wait-or-old-data': {
    question: 'Why TIME-WAIT? Old data',
    answer:
      'A copy of an old segment is still on its way. TIME-WAIT refuses a new connection on the same ports until it is gone. Without it the old bytes fit the new numbers, and the program reads them as its own.',
    runs: [
      { name: 'With TIME-WAIT', note: 'connect() is refused' },
      { name: 'Without TIME-WAIT', note: 'counterfactual: the ports are used again at once' },
    ],
  },
  'one-or-two-msl': {
    question: 'Why 2MSL and not 1MSL?',
    answer:
      'The last ACK may travel for one MSL, and the FIN that its delay draws for another one back. After 2MSL both are gone. After 1MSL the FIN arrives where nobody remembers the connection.',
    runs: [
      { name: '2MSL', note: 'MSL is 2 s here' },
      { name: '1MSL', note: 'forgotten too early' },
    ],
  },
  'three-or-four-segments': {
    question: 'Three segments to close, or four?',
    answer:
      'The server acknowledges the FIN and sends its own when its program closes. If the program closes at once, both go in one segment, and FIN-WAIT-2 is skipped.',
    runs: [
      { name: 'Four segments', note: 'the server closes 200 ms later' },
      { name: 'Three segments', note: 'the server closes at once' },
    ],
  },
  'fin-or-rst': {
    question: 'FIN or RST?',
    answer:
      'The last data are lost. A FIN comes after all data, and TCP repeats both until they are acknowledged. A RST gives up: what was on its way is never delivered, and there is no TIME-WAIT.',
    runs: [
      { name: 'close()', note: 'ends with a FIN' },
      { name: 'SO_LINGER 0', note: 'ends with a RST' },
    ],
  },
  assassination: {
    question: 'Can one stray segment end TIME-WAIT?',
    answer:
      'An old segment draws an ACK, the ACK draws a RST with the exact number, and the RST ends TIME-WAIT. With the fix of RFC 1337 a RST means nothing in TIME-WAIT.',
    runs: [
      { name: 'Without RFC 1337', note: 'a RST ends TIME-WAIT' },
      { name: 'With RFC 1337', note: 'a RST is ignored in TIME-WAIT' },
    ],
  },
  'backlog-or-cookies': {
    question: 'A full backlog, or SYN cookies?',
    answer:
      'Two forged SYNs fill the queue. Without cookies the client’s SYNs are thrown away until the entries time out. With cookies the server answers from memory it does not need, and the client is in at once.',
    runs: [
      { name: 'No cookies', note: 'the backlog of 2 is full' },
      { name: 'SYN cookies', note: 'as soon as the backlog of 2 is full' },
    ],
  },
  'reuse-address': {
    question: 'SO_REUSEADDR or not?',
    answer:
      'The server closed first, so its side is in TIME-WAIT. Without the option a restarted server may not bind its port. With it, it listens at once. TIME-WAIT lasts as long in both.',
    runs: [
      { name: 'Without SO_REUSEADDR', note: 'bind() is refused' },
      { name: 'With SO_REUSEADDR', note: 'bind() succeeds' },
    ],
  },
  'rfc-or-linux': {
    question: 'RFC 9293 or Linux?',
    answer:
      'The first FIN is lost. Linux repeats it after 300 ms instead of 1 s, and its TIME-WAIT lasts 60 s instead of 240 s. The segments and states are the same.',
    runs: [
      { name: 'RFC 9293', note: 'as the text asks' },
      { name: 'Linux', note: 'as the kernel does it' },
    ],
  },
}

/** Runs side by side. */
export const compare = {
  pairs,
  title: 'Compare',
  choose: 'Questions with runs that answer them',
  chooseHint: 'Each question is two to four runs that differ in one thing, and a table of what came of it.',
  own: 'Compare the run in the studio with a change of it',
  ownHint: 'Both start equal. Select a segment in either of them and lose, delay or copy it.',
  ownFirst: 'as it is',
  ownSecond: 'with whatever you lose, delay or copy',
  otherQuestion: 'Another question',
  run: (n: number) => `Run ${n}`,
  changes: (n: number) =>
    n === 0 ? 'as in run 1' : n === 1 ? '1 change from run 1' : `${n} changes from run 1`,
  paneName: (name: string) => `Sequence diagram: ${name}`,
  addRun: 'Add run',
  edit: (name: string) => `Open “${name}” in the studio`,
  remove: (name: string) => `Remove “${name}”`,
  differentFromStart: 'Different from the start',
  identicalUntil: (us: number) => `Identical until ${moment(us)}`,
  failed: 'A run could not be computed.',
  position: 'Moment of all runs',

  tools: (name: string) => `Change ${name}`,
  drop: 'Drop',
  restore: 'Restore',
  later: 'Later by 10 ms',
  earlier: 'Earlier by 10 ms',
  copy: 'Duplicate',

  table: 'What differs',
  noDifference: 'Nothing differs yet. Select a segment in one of the runs and change it.',
  showAll: (n: number) => `Show all ${n} differences`,
  showAsked: 'Show fewer',
  rows: {
    'first-segment': () => 'First segment that differs',
    path: (side: Side) => `States of the ${the(side)} from there`,
    closed: () => 'Both ends closed',
    segments: () => 'Segments sent',
    retransmissions: () => 'Retransmissions',
    losses: () => 'Segments lost',
    resets: () => 'RSTs sent',
    strays: () => 'Segments that reach a forgotten connection',
    foreign: (side: Side) => `Delivered to the ${the(side)} from another connection`,
    undelivered: (side: Side) => `Sent by the ${the(side)} and never delivered`,
    established: (side: Side) => `${The(side)} is ESTABLISHED`,
    confirmed: (side: Side) => `${The(side)} knows that its SYN arrived`,
    'time-wait': (side: Side) => `${The(side)} in TIME-WAIT`,
    port: (side: Side) => `Port of the ${the(side)} free again`,
    delivered: (side: Side) => `Delivered to the ${the(side)}`,
    refused: (side: Side) => `SYNs that the ${the(side)} had no room for`,
    call: (side: Side) => `${The(side)} calls`,
  },
  never: 'never',
  neverEstablished: 'never ESTABLISHED',
  comma: ', ',
  after: (us: number) => `after ${length(us)}`,
  at: (us: number) => `at ${moment(us)}`,
  forTime: (us: number) => (us === 0 ? 'not at all' : length(us)),
  yes: 'yes',
  no: 'no',
  notAtAll: 'none',
  bytes: (n: number) => (n === 0 ? 'nothing' : `${count(n)} bytes`),
  count: (n: number) => count(n),
  from: (side: Side) => `from the ${the(side)}`,
  lost: 'lost',
  copied: 'a copy',
  notCalled: 'not called',
  blocked: 'blocked to the end',
  endOfFile: 'end of file',
  ends: {
    acknowledged: 'acknowledged',
    reset: 'reset',
    resetUnacknowledged: 'reset, not acknowledged',
    timeout: 'timed out',
    waited: 'waited 2MSL',
    skipped: 'forgotten at once',
  },
}
