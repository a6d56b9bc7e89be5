import { count, duration, percent, seconds } from '../format.ts'

/** A count, or a share of one: `448`, `0.3`. */
const rate = (value: number) =>
  value >= 100 ? count(Math.round(value)) : String(Math.round(value * 10) / 10)
const million = (value: number) =>
  value < 1_000_000 ? count(Math.round(value)) : `${(value / 1_000_000).toFixed(1)} M`
const clock = (us: number) => seconds(us, us % 1_000_000 === 0 ? 0 : 2)
/** How far a run is from theory; where percents say nothing any more, how many times as much it is. */
const percentOff = (share: number) =>
  share >= 9 ? `× ${rate(share + 1)}` : `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)} %`
const megabytes = (bytes: number) => `${count(Math.ceil(bytes / 1_048_576))} MB`

/** What the sentences of the presets are told. Times in microseconds, shares in parts per million. */
interface Told {
  readonly rate: number
  readonly life: number
  readonly wait: number
  readonly ports: number
  readonly destinations: number
  readonly ceiling: number
  readonly backlog: number
  readonly queue: number
  readonly accept: number
  readonly flood: number
  readonly leak: number
  readonly descriptors: number
  readonly restart: number
  readonly connections: number
}

/** Thousands of connections a second, and what runs out. */
export const lab = {
  title: 'Population lab',
  question: 'Question',
  chooseQuestion: (title: string) => `Question: ${title}. Choose another`,
  presets: {
    'port-exhaustion': {
      title: 'Ephemeral ports run out',
      lesson: (t: Told) =>
        `${count(t.ports)} ports, each held ${duration(t.life)} open and ${duration(t.wait)} in TIME-WAIT, allow at most ${rate(t.ceiling)} connections per second to ${t.destinations === 1 ? 'one destination' : `${t.destinations} destinations`}.`,
      next: 'Turn tcp_tw_reuse on: TIME-WAIT stays as long as before, but connect() may take its ports over after a second.',
    },
    'server-closes-first': {
      title: 'The server closes first',
      lesson: (t: Told) =>
        `TIME-WAIT belongs to the side that closes first. Now ${duration(t.wait)} of it stand at the server, where they take no port away, and all ${count(t.rate)} connections a second get through.`,
      next: 'Limit TIME-WAIT at the server to 16,384 entries (tcp_max_tw_buckets): those beyond it are forgotten at once.',
    },
    'tw-reuse': {
      title: 'Ports taken over: tcp_tw_reuse',
      lesson: (t: Told) =>
        `With timestamps connect() may take over a port that has been in TIME-WAIT for a second, so ${count(t.rate)} connections a second fit into ${count(t.ports)} ports.`,
      next: 'Ask for 8,000 a second: now even a port that is held 4 s is held too long.',
    },
    'close-wait-leak': {
      title: 'CLOSE-WAIT until EMFILE',
      lesson: (t: Told) =>
        `The server forgets close() for ${percent(t.leak)} of ${count(t.rate)} connections a second. CLOSE-WAIT has no timer: it grows until all ${count(t.descriptors)} descriptors are gone.`,
      next: 'Double the descriptor limit: the failure only comes twice as late.',
    },
    'syn-flood': {
      title: 'SYN flood without cookies',
      lesson: (t: Told) =>
        `${count(t.flood)} forged SYNs a second fill the backlog of ${count(t.backlog)} in less than a second, and each entry stays through all its retransmissions. Real clients wait in SYN-SENT.`,
      next: 'Turn tcp_syncookies on: the backlog stays full and real clients get in all the same.',
    },
    'syn-flood-cookies': {
      title: 'SYN flood with cookies',
      lesson: (t: Told) =>
        `The same ${count(t.flood)} forged SYNs a second. What finds the backlog full is answered with a cookie and forgotten, so whoever answers is let in.`,
      next: 'Let the flood be four times as heavy: the server still keeps nothing of it.',
    },
    'accept-queue-overflow': {
      title: 'The accept queue overflows',
      lesson: (t: Told) =>
        `${count(t.rate)} connections a second come, accept() takes ${count(t.accept)} of them. The queue of ${count(t.queue)} fills; then the last ACK of a handshake is ignored and the client believes in a connection that the server does not have.`,
      next: 'Make the queue 4,096 long: nobody is refused any more, everybody waits.',
    },
    'restart-addrinuse': {
      title: 'Restart: EADDRINUSE',
      lesson: (t: Told) =>
        `The server closes first, so ${duration(t.wait)} of TIME-WAIT hold its own port. Started anew at ${clock(t.restart)} it cannot listen until they are over.`,
      next: 'Set SO_REUSEADDR: listen() succeeds at once.',
    },
    million: {
      title: 'A million connections',
      lesson: (t: Told) =>
        `${count(t.connections)} connections, ${count(t.rate)} a second, each simulated segment by segment with the engine of the lessons.`,
      next: 'Lose one segment in a hundred: see how many retransmissions that makes.',
    },
  },
  tryNext: 'Try next',
  doIt: 'Try it',

  summary: {
    opened: 'Opened',
    ports: 'Ports in use',
    failures: 'connect() failures',
    ceiling: 'Ceiling rate',
    dropped: 'SYNs dropped',
    memory: 'Memory',
  },
  perSecond: (value: number) => `${rate(value)} /s`,
  memory: megabytes,
  count,

  hosts: { C: 'Client host', S: 'Server host' },
  hostNames: { C: 'client', S: 'server' },
  byState: 'sockets by state',
  axis: (s: number) => `${count(s)} s`,
  ceilings: {
    ports: (n: number) => `${count(n)} ephemeral ports`,
    synQueue: (n: number) => `SYN queue: ${count(n)}`,
    acceptQueue: (n: number) => `accept queue: ${count(n)}`,
    descriptors: (n: number) => `${count(n)} descriptors`,
  },
  portRange: ([low, high]: readonly [number, number], destinations: number) =>
    `(${low} to ${high}, ${destinations === 1 ? 'one destination' : `${destinations} destinations`})`,
  computing: 'computing',
  markers: {
    'ports-out': (t: number) => `Ports exhausted at ${clock(t)}`,
    'connect-fails': (t: number) => `connect() fails from ${clock(t)}`,
    'flood-starts': (t: number, flood: number) => `SYN flood starts at ${clock(t)}, ${count(flood)} /s`,
    'backlog-full': (t: number) => `Backlog full at ${clock(t)}: SYNs dropped`,
    'accept-full': (t: number) => `Accept queue full at ${clock(t)}`,
    'descriptors-out': (t: number) => `No descriptor left at ${clock(t)}`,
    'process-ends': (t: number) => `Process restarted at ${clock(t)}`,
  },

  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  zoomWhole: 'Show the whole run',

  moment: 'Moment',
  momentHint: 'Arrow keys, PageUp, PageDown, Home and End move it; a click sets it; + and − zoom.',
  momentText: (a: { t: number; host: string; states: string }) => `${clock(a.t)}, ${a.host}: ${a.states}`,
  noSockets: 'no sockets',
  sockets: (n: number, state: string) => `${count(n)} ${state}`,
  comma: ', ',
  at: (t: number) => `At ${clock(t)}`,
  chooseState: 'Choose a state to see connections that are in it.',
  showState: (a: { host: string; state: string; n: number }) =>
    `Connections in ${a.state} at the ${a.host}: ${count(a.n)} sockets`,
  newest: 'The last that began',
  connectionsIn: (host: string, state: string) => `Some in ${state} at the ${host}`,
  searching: 'Living some of them again',
  notFound:
    'None of the connections that were lived again was in this state just then. Forged SYNs belong to no connection.',
  connection: 'No.',
  began: 'Began',
  port: 'Client port',
  noPort: 'none',
  state: { C: 'Client', S: 'Server' },
  segments: 'Segments',
  outcome: 'Came to',
  outcomes: {
    untried: 'not tried',
    connecting: 'still connecting',
    open: 'still open',
    closed: 'closed',
    failed: 'failed',
  },
  open: 'Open',
  openInStudio: (n: number) => `Open connection ${count(n)} in the studio`,
  connectionTitle: (n: number, preset: string) => `Connection ${count(n)}: ${preset}`,
  cannotOpen: 'It never sent anything: connect() failed at once.',
  clock,
  exact: (us: number) => seconds(us, 3),

  figures: 'Theory and run',
  figure: 'Figure',
  theory: 'Theory',
  run: 'Run',
  deviation: 'Deviation',
  figureNames: {
    ceiling: 'Connections per second: ports / holding time',
    exhausted: 'Ports used up: ports / rate',
    timeWait: "Entries in TIME-WAIT: rate × 2MSL (Little's law)",
    open: "Open connections: rate × time open (Little's law)",
    synQueue: 'Entries in SYN-RECEIVED: backlog, or rate × time of all retries',
    synQueueFull: 'Backlog full: backlog / flood rate',
    accepted: 'Accepted per second: rate of accept()',
    descriptors: 'Descriptors used up: limit / (rate × share that leaks)',
    restart: 'Listens again: restart + TIME-WAIT',
  },
  pending: 'not reached',
  figureValue: {
    'per-second': (value: number) => `${rate(value)} /s`,
    time: (us: number) => seconds(us, 2),
    count: (value: number) => rate(value),
  },
  percentOff,
  theoryNote: 'Theory knows no loss and no full queue. Where the run differs, that is what it left out.',

  errors: 'Failed calls by errno',
  call: 'Call',
  drops: 'Drops, retries and cookies by reason',
  reason: 'Reason',
  times: 'Times',
  noErrors: 'No call has failed.',
  noDrops: 'Nothing was dropped.',
  reasons: {
    lost: 'lost on the path',
    'syn-dropped-backlog-full': 'SYN dropped: backlog full',
    'accept-queue-full': 'handshake ignored: accept queue full',
    other: (rule: string) => `discarded by rule ${rule}`,
    retransmitted: 'retransmissions sent',
    'syn-cookie-sent': 'SYN answered with a cookie',
  },

  table: 'As a table',
  tableOf: (host: string) => `Sockets of the ${host} by state`,
  time: 'Time',
  portsColumn: 'Ports',
  errorsColumn: 'Failures',

  parameters: 'Parameters',
  reset: 'Reset',
  all: 'All parameters',
  groups: {
    load: 'Load',
    ports: 'Ports and TIME-WAIT',
    queues: 'Queues of the server',
    flood: 'SYN flood',
    application: 'Application',
    path: 'Path and chance',
  },
  names: {
    rate: 'Connection rate',
    pace: 'Arrivals',
    arrive: 'New ones come for',
    run: 'Run length',
    life: 'Connection lifetime',
    closer: 'Closes first',
    request: 'Request',
    reply: 'Reply',
    profile: 'Profile of both hosts',
    wait: '2MSL',
    ports: 'Ephemeral range',
    destinations: 'Destinations',
    reuse: 'tcp_tw_reuse',
    buckets: 'TIME-WAIT entries, most',
    backlog: 'SYN backlog',
    queue: 'Accept queue',
    accept: 'accept() rate',
    flood: 'SYN flood',
    floodFrom: 'Flood from',
    floodTo: 'Flood until',
    cookies: 'tcp_syncookies',
    leak: 'Forgets close()',
    descriptors: 'Descriptors, server',
    clientDescriptors: 'Descriptors, client',
    restart: 'Server restarts at',
    reuseAddr: 'SO_REUSEADDR',
    delay: 'Delay, one way',
    jitter: 'Jitter',
    loss: 'Loss',
    seed: 'Seed',
  },
  hints: {
    reuse: 'take over TIME-WAIT for outgoing, needs timestamps',
    cookies: 'answer SYNs without keeping state',
    reuseAddr: 'listen although TIME-WAIT holds the port',
  },
  zero: {
    accept: 'at once',
    flood: 'none',
    buckets: 'no limit',
    descriptors: 'no limit',
    clientDescriptors: 'no limit',
    restart: 'never',
  },
  choices: {
    pace: ['even', 'random', 'bursts'],
    closer: ['client', 'server'],
    off: 'off',
    on: 'on',
  },
  type: (name: string) => `Type a value: ${name}`,

  started: (end: number) => `Simulating ${clock(end)}`,
  simulating: (t: number, end: number) => `Simulating ${clock(t)} of ${clock(end)}`,
  paused: (t: number, end: number) => `Paused at ${clock(t)} of ${clock(end)}`,
  cancelled: (t: number) => `Cancelled at ${clock(t)}`,
  done: (t: number) => `${clock(t)} simulated`,
  finishedIn: (ms: number) => `in ${seconds(ms * 1_000, 1)}`,
  socketLimit: 'Stopped: more than 1,000,000 sockets at once.',
  counts: (tried: number, events: number) => `${count(tried)} connect() calls, ${million(events)} events`,
  left: (percent: number, s: number) => `${percent} %, ${s} s left`,
  estimating: 'Estimating',
  asks: (events: number, s: number, bytes: number) =>
    `About ${million(events)} events: some ${s} s and ${megabytes(bytes)} on this computer.`,
  start: 'Start',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  again: 'Run again',
  retry: 'Retry',
  failed: 'The simulation broke off; what it had come to stays.',
  progress: 'Progress of the simulation',
  refused: (a: { what: string; given: number; least: number; most: number }) =>
    `This population has ${count(Math.round(a.given))} ${a.what}; ${a.given > a.most ? `the most is ${count(a.most)}` : `the least is ${count(a.least)}`}.`,
  limits: {
    connections: 'connections',
    sockets: 'sockets at once',
    bytes: 'bytes of memory',
    samples: 'samples',
    destinations: 'destinations',
    simulatedUs: 'microseconds of simulated time',
    perSecond: 'connections a second',
    requestBytes: 'bytes of request',
    replyBytes: 'bytes of reply',
  },
  problems: {
    'unknown-preset': (name: string) => `The link names no question of the lab: “${name}”.`,
    'unknown-parameter': (name: string) => `The link has something that is no parameter: “${name}”.`,
    'out-of-range': (a: { name: string; given: string; low: string; high: string }) =>
      `The link sets “${a.name}” to ${a.given}; it may be ${a.low} to ${a.high}.`,
  },
}
