import type { MythId } from '../../scenario/catalogue/myths.ts'
import type { State } from '../../engine/tcp/state.ts'

/**
 * Wrong answers that people really give, by the edge of the state diagram that is right, with the card that speaks
 * about it. A state that is the one before means: it stays.
 */
export const WRONG_STATES: Readonly<Record<string, readonly (readonly [State, MythId | null])[]>> = {
  T02: [
    ['SYN-RECEIVED', 'M-40'],
    ['ESTABLISHED', null],
  ],
  T11: [
    ['TIME-WAIT', 'M-02'],
    ['FIN-WAIT-2', 'M-24'],
    ['CLOSED', 'M-05'],
  ],
  T12: [
    ['FIN-WAIT-1', 'M-33'],
    ['TIME-WAIT', 'M-33'],
  ],
  T13: [
    ['FIN-WAIT-1', 'M-22'],
    ['CLOSE-WAIT', null],
  ],
  T16: [
    ['TIME-WAIT', 'M-02'],
    ['FIN-WAIT-1', null],
  ],
  T22: [
    ['ESTABLISHED', 'M-47'],
    ['SYN-SENT', 'M-43'],
  ],
  T23: [
    ['SYN-RECEIVED', 'M-43'],
    ['SYN-SENT', 'M-40'],
  ],
  T24: [
    ['ESTABLISHED', 'M-54'],
    ['LISTEN', null],
  ],
  T26: [
    ['SYN-SENT', 'M-44'],
    ['LISTEN', null],
  ],
  T27: [
    ['SYN-SENT', 'M-43'],
    ['SYN-RECEIVED', 'M-55'],
  ],
  T31: [
    ['CLOSED', null],
    ['ESTABLISHED', 'M-47'],
  ],
  T35: [
    ['TIME-WAIT', 'M-01'],
    ['LAST-ACK', 'M-20'],
    ['CLOSED', 'M-29'],
  ],
  T36: [
    ['TIME-WAIT', 'M-17'],
    ['CLOSING', 'M-17'],
  ],
  T37: [
    ['TIME-WAIT', 'M-17'],
    ['CLOSE-WAIT', null],
  ],
  T38: [
    ['FIN-WAIT-2', 'M-16'],
    ['CLOSING', 'M-30'],
  ],
  T39: [
    ['CLOSED', 'M-05'],
    ['LAST-ACK', 'M-20'],
  ],
  T40: [
    ['CLOSED', 'M-05'],
    ['FIN-WAIT-2', null],
  ],
  T41: [
    ['TIME-WAIT', 'M-01'],
    ['LAST-ACK', 'M-20'],
  ],
  T42: [
    ['CLOSE-WAIT', 'M-33'],
    ['TIME-WAIT', 'M-33'],
  ],
  T44: [
    ['TIME-WAIT', 'M-33'],
    ['FIN-WAIT-2', null],
  ],
  T45: [
    ['LAST-ACK', 'M-33'],
    ['CLOSE-WAIT', null],
  ],
  T47: [
    ['LAST-ACK', 'M-06'],
    ['TIME-WAIT', 'M-01'],
  ],
  T48: [
    ['TIME-WAIT', 'M-15'],
    ['LISTEN', null],
  ],
  T67: [
    ['SYN-SENT', 'M-44'],
    ['LISTEN', null],
  ],
  T74: [
    ['LAST-ACK', 'M-06'],
    ['TIME-WAIT', null],
  ],
  T75: [
    ['LISTEN', null],
    ['TIME-WAIT', 'M-09'],
  ],
  T76: [
    ['TIME-WAIT', 'M-14'],
    ['FIN-WAIT-2', null],
  ],
  T88: [
    ['TIME-WAIT', 'M-07'],
    ['ESTABLISHED', null],
  ],
}

/** What people say instead of the next segment, by what comes in and what is right (flags; '' is: nothing). */
export const WRONG_SEGMENTS: readonly {
  readonly comes: string
  readonly right: string
  readonly wrong: readonly (readonly [string, MythId | null])[]
}[] = [
  {
    comes: 'FIN ACK',
    right: 'ACK',
    wrong: [
      ['FIN ACK', 'M-27'],
      ['RST', 'M-33'],
      ['', 'M-31'],
    ],
  },
  {
    comes: 'FIN ACK',
    right: 'FIN ACK',
    wrong: [
      ['ACK', 'M-28'],
      ['RST', null],
      ['', null],
    ],
  },
  {
    comes: 'FIN ACK',
    right: 'RST',
    wrong: [
      ['ACK', 'M-04'],
      ['', 'M-06'],
      ['FIN ACK', null],
    ],
  },
  {
    comes: 'SYN',
    right: 'SYN ACK',
    wrong: [
      ['ACK', 'M-42'],
      ['SYN', null],
      ['RST', null],
    ],
  },
  {
    comes: 'SYN ACK',
    right: 'ACK',
    wrong: [
      ['SYN ACK', null],
      ['', 'M-48'],
      ['SYN', null],
    ],
  },
  {
    comes: 'SYN ACK',
    right: 'RST',
    wrong: [
      ['ACK', 'M-45'],
      ['', 'M-47'],
      ['FIN ACK', null],
    ],
  },
  {
    comes: 'RST',
    right: '',
    wrong: [
      ['ACK', 'M-74'],
      ['RST', 'M-74'],
      ['FIN ACK', 'M-33'],
    ],
  },
  {
    comes: 'RST ACK',
    right: '',
    wrong: [
      ['ACK', 'M-74'],
      ['RST', 'M-74'],
      ['SYN', null],
    ],
  },
  {
    comes: 'ACK',
    right: '',
    wrong: [
      ['ACK', 'M-69'],
      ['FIN ACK', null],
      ['RST', null],
    ],
  },
]
