import { count, seconds } from '../format.ts'

const time = (us: number) => seconds(us, us % 1_000_000 === 0 ? 0 : 2)

/** Every segment lost, copied, late: the map of what comes of it. */
export const explorer = {
  title: 'What if this segment were lost?',
  hint: 'Each segment of the run in the studio is lost, copied and delayed in turn. Every cell is a run of its own.',
  depth: 'Faults in one run',
  depths: { single: 'Each segment', pairs: 'Every pair too' },
  first: 'Segments, at most',
  start: 'Explore',
  startSure: (runs: number, s: number) => `Up to ${count(runs)} runs, about ${s} s: start`,
  estimate: (runs: number) => `At most ${count(runs)} runs.`,
  tooMany: (runs: number, most: number) =>
    `That would be ${count(runs)} runs; the limit is ${count(most)}. Take fewer segments.`,
  cancel: 'Cancel',
  progress: (runs: number, most: number) => `${count(runs)} of at most ${count(most)} runs`,
  done: (runs: number) => `${count(runs)} runs`,
  cancelled: (runs: number) => `Cancelled after ${count(runs)} runs`,
  failed: 'The exploration could not be finished.',
  allHold: 'every invariant holds in each of them',
  broken: (n: number, ids: readonly string[]) => `${count(n)} of them break ${ids.join(', ')}`,
  givenUp: (ids: readonly string[]) => `this scenario gives up ${ids.join(', ')} on purpose`,
  other: 'The studio shows another run now. The map stays that of the run explored before.',
  comma: ', ',

  kinds: { lost: 'lost', copied: 'copied', late: '+150 ms', 'very-late': '+1.5 s' },
  kindNames: {
    lost: 'is lost',
    copied: 'arrives twice',
    late: 'is 150 ms late',
    'very-late': 'is 1.5 s late',
  },
  asItIs: 'The run as it is',
  segment: (a: { nth: number; flags: string }) => `${a.nth}. ${a.flags}`,
  way: { C: 'to server', S: 'to client' },
  fault: (a: { nth: number; flags: string; what: string }) =>
    `segment ${a.nth}${a.flags === '' ? '' : ` (${a.flags})`} ${a.what}`,
  and: ' and ',

  map: 'Map of outcomes',
  pairMap: 'Map of pairs',
  pairHint: 'Down: the earlier of two faults. Across: the later. A dot: the later segment is never sent.',
  show: 'Shown in the cells',
  measures: {
    ending: 'Ending',
    closed: 'Time to close',
    retransmissions: 'Retransmissions',
    errors: 'Errors',
    data: 'Data delivered',
  },
  legends: {
    ending: 'Faint: the most frequent ending. Strong: the rarest.',
    closed: 'Faint: closed soonest. Strong: closed last.',
    retransmissions: 'Faint: fewest retransmissions. Strong: most.',
    errors: 'Faint: fewest failed calls. Strong: most.',
    data: 'Faint: least data delivered. Strong: most.',
  },
  legend: (shades: string) =>
    `${shades} Hatched: something stays open for ever. Red frame: an invariant is broken.`,
  keys: 'Arrow keys move, Enter opens the run in the studio.',
  cell: (a: { what: string; ending: string }) => `${a.what}: ${a.ending}. Open in the studio`,

  endings: 'Endings',
  letter: 'Ending',
  states: 'Final states',
  runs: 'Runs',
  closedAfter: 'Closed after',
  errors: 'Errors',
  delivered: 'Delivered to client, server',
  invariants: 'Invariants',
  foreign: (n: number) => `${count(n)} bytes of another connection`,
  never: 'never',
  none: 'none',
  hold: 'hold',
  time,
  range: (from: number, to: number) => (from === to ? time(from) : `${time(from)} to ${time(to)}`),
  bytes: (n: number) => `${count(n)} B`,
  ending: (a: { letter: string; states: string; closed: string; errors: string }) =>
    `ending ${a.letter}, ${a.states}, closed ${a.closed}${a.errors === '' ? '' : `, ${a.errors}`}`,

  table: 'All runs',
  faults: 'Faults',
  sortBy: (name: string) => `Sort by ${name}`,
  page: (from: number, to: number, of: number) => `${count(from)} to ${count(to)} of ${count(of)}`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  open: (what: string) => `Open in the studio: ${what}`,
}
