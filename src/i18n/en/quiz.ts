import { ms } from '../format.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? 'the client' : 'the server')

/** Predicting what comes next. */
export const quiz = {
  title: 'What comes next?',
  settings: 'What is asked',
  settingsNow: (kinds: readonly string[], most: number) =>
    `Asked: ${kinds.join(', ').toLowerCase()}${most === 0 ? '' : `, ${most} questions at most`}`,
  kinds: {
    state: 'States',
    segment: 'Segments',
    numbers: 'Numbers',
    application: 'Applications',
  },
  most: 'Questions',
  all: 'All',
  nothingToAsk: 'This run has no question of the kinds chosen above.',
  waiting: 'Until just before the next event',
  progress: (n: number, of: number) => `Question ${n} of ${of}`,
  score: (right: number, of: number) => `${right} right of ${of}`,

  // --- What is about to happen --------------------------------------------------------------------------------
  arrival: (a: { flags: string; numbers: string; to: Side }) =>
    `${a.flags} (${a.numbers}) reaches ${the(a.to)}.`,
  timer: (a: { timer: string; side: Side }) => `At ${the(a.side)} a timer runs out: ${a.timer}.`,
  call: (a: { call: string; side: Side }) =>
    `${the(a.side) === 'the client' ? 'The client' : 'The server'} calls ${a.call}().`,
  timers: {
    retransmission: 'retransmission',
    persist: 'window probe',
    'time-wait': '2MSL',
    'delayed-ack': 'delayed ACK',
    keepalive: 'keepalive',
    'fin-wait-2': 'FIN-WAIT-2',
    'user-timeout': 'user timeout',
    connect: 'connection attempt',
    'loss-probe': 'loss probe',
    reorder: 'reordering',
  },

  // --- What is asked ------------------------------------------------------------------------------------------
  ask: {
    state: (a: { side: Side; before: string }) => `Which state does ${the(a.side)} enter out of ${a.before}?`,
    segment: (a: { side: Side }) => `What does ${the(a.side)} send?`,
    numbers: (a: { side: Side; flags: string }) => `${a.flags} leaves ${the(a.side)}. With which numbers?`,
    application: (a: { side: Side; call: string }) =>
      `What does ${a.call}() give to the program on ${the(a.side)}?`,
  },
  hint: 'Arrow keys or 1 to 4 choose, Enter answers.',
  nothing: 'Nothing',
  blocks: 'It goes on blocking',
  stays: (state: string) => `It stays in ${state}`,
  endOfFile: 'end of file',
  newSocket: 'a new socket',
  answer: 'Answer',
  next: 'Next',
  finish: 'See the result',

  // --- What is told -------------------------------------------------------------------------------------------
  right: 'Right.',
  wrong: 'Not so.',
  rightWas: 'Right is:',
  yours: 'your answer',
  rule: 'Rule',
  myth: 'A common belief',
  mythMore: 'All cards',

  // --- The end ------------------------------------------------------------------------------------------------
  result: 'Your result',
  resultOf: (right: number, of: number) => `${right} of ${of} right`,
  again: 'Once more',
  overall: 'So far in this browser',
  scenarios: (n: number, of: number) => `${n} of ${of} scenarios tried`,
  rules: (n: number, of: number) => `${n} of ${of} rules met in right answers`,
  byKind: (name: string, right: number, asked: number) => `${name}: ${right} of ${asked}`,
  inMemory: 'This browser keeps nothing for us: export your progress if you want to have it.',
  export: 'Export',
  reset: 'Forget it',
  resetSure: 'Really forget',
  at: (us: number) => ms(us),
}
