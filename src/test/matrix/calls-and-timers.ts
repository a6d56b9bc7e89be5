import type { TcpEvent, UserCall } from '../../engine/tcp/event.ts'
import { ACK, FIN, flagNames, URG } from '../../engine/tcp/segment.ts'
import { STATES, type State } from '../../engine/tcp/state.ts'
import type { StepResult } from '../../engine/tcp/step.ts'
import type { Tcb } from '../../engine/tcp/tcb.ts'
import {
  after,
  arrival,
  happen,
  inOrder,
  ISNS,
  NEW_ISS,
  NOW_US,
  type Numbers,
  OUTSTANDING,
  RFC9293,
  segmentOf,
  situation,
  userCall,
} from './situations.ts'

/**
 * The rows U1 to U6, S6, T1 to T3 and X1 to X4 of `../state-event-matrix.json` in all eleven states: what is sent, what
 * the caller is told and the next state, written from RFC 9293 3.10.1 to 3.10.6 and 3.10.8.
 */

type EventId = 'U1' | 'U2' | 'U3' | 'U4' | 'U5' | 'U6' | 'S6' | 'T1' | 'T2' | 'T3' | 'X1' | 'X2' | 'X3' | 'X4'

export interface Row {
  readonly event: EventId
  readonly state: State
  /** What is special about it; empty for the ordinary case. */
  readonly when: string
  /** Null: this timer never runs in this state. */
  readonly does: TcpEvent | null
  readonly prepare: (at: Tcb, numbers: Numbers) => Tcb
  /** Segments in the RFC's notation, with the numbers of the situation. */
  readonly sends: readonly string[]
  /** Bytes of text in all of them. */
  readonly bytes: number
  /** How the call is answered; 'ok' for everything that is not a call. */
  readonly answer: string
  /** Signals to the process, the end of a CLOSE aside; null: the RFC leaves it open. */
  readonly tells: readonly string[] | null
  readonly next: State
}

interface Told {
  readonly when?: string
  readonly prepare?: Row['prepare']
  readonly does?: TcpEvent
  readonly sends?: readonly string[]
  readonly bytes?: number
  readonly answer?: string
  readonly tells?: readonly string[] | null
  readonly next?: State
}

/** Rows of one event: by state what is told about it; states that are not named get `otherwise`. */
function rows(
  event: EventId,
  does: TcpEvent,
  named: Partial<Record<State, Told | readonly Told[]>>,
  otherwise: Told | readonly Told[] | 'not running',
): Row[] {
  return STATES.flatMap((state) => {
    const told = named[state] ?? otherwise
    if (told === 'not running') return [rowOf(event, null, state, {})]
    const list: readonly Told[] = 'map' in told ? told : [told]
    return list.map((one) => rowOf(event, one.does ?? does, state, one))
  })
}

function rowOf(event: EventId, does: TcpEvent | null, state: State, told: Told): Row {
  return {
    event,
    state,
    when: told.when ?? '',
    does,
    prepare: told.prepare ?? ((at) => at),
    sends: told.sends ?? [],
    bytes: told.bytes ?? 0,
    answer: told.answer ?? 'ok',
    tells: told.tells === undefined ? [] : told.tells,
    next: told.next ?? state,
  }
}

export function nameOf(row: Row): string {
  return `${row.event} in ${row.state}${row.when === '' ? '' : `, ${row.when}`}`
}

const SYNCHRONIZED = STATES.slice(STATES.indexOf('ESTABLISHED'))
const RECEIVING: readonly State[] = ['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2']

const OPEN: UserCall = { kind: 'open-active', iss: NEW_ISS, stream: 0 }
const EXISTS: Told = { answer: 'connection-exists' }
const GONE: Told = { answer: 'connection-does-not-exist' }
const CLOSING: Told = { answer: 'connection-closing' }
const SYN_LEAVES: Told = { sends: ['<SEQ=ISS><CTL=SYN>'], next: 'SYN-SENT' }
const FIN_LEAVES = '<SEQ=SND.NXT><ACK=RCV.NXT><CTL=FIN,ACK>'
const RST_LEAVES = '<SEQ=SND.NXT><CTL=RST>'

const unreadText: Row['prepare'] = (at, numbers) => after(at, arrival(inOrder(numbers, 50)))
/** The peer's window is closed: what we send from now on waits. */
const windowCloses: Row['prepare'] = (at, { rcvNxt, nxt }) =>
  after(at, arrival(segmentOf({ seq: rcvNxt, ack: nxt, flags: ACK, wnd: 0 })))
/** The window is closed and everything before it is still unacknowledged. */
const windowClosesEarly: Row['prepare'] = (at, { rcvNxt, una }) =>
  after(at, arrival(segmentOf({ seq: rcvNxt, ack: una, flags: ACK, wnd: 0 })))
const textWaits: Row['prepare'] = (at) => after(at, userCall({ kind: 'send', bytes: 10 }))

const close = userCall({ kind: 'close' })
const release = userCall({ kind: 'release' })
const unreadLost: Told = {
  when: 'close() with unread text',
  does: release,
  sends: [RST_LEAVES],
  next: 'CLOSED',
}

const USER_CALLS: readonly Row[] = [
  ...rows('U1', userCall({ kind: 'open-passive' }), { CLOSED: { next: 'LISTEN' } }, EXISTS),
  ...rows(
    'U2',
    userCall(OPEN),
    {
      CLOSED: SYN_LEAVES,
      LISTEN: SYN_LEAVES,
      'TIME-WAIT': [
        EXISTS,
        { ...SYN_LEAVES, when: 'client reuse', does: userCall({ ...OPEN, takeOver: true }) },
      ],
    },
    EXISTS,
  ),
  ...rows(
    'U3',
    userCall({ kind: 'send', bytes: 50 }),
    {
      CLOSED: GONE,
      LISTEN: [
        { answer: 'remote-unspecified' },
        {
          ...SYN_LEAVES,
          when: 'remote specified',
          does: userCall({ kind: 'send', bytes: 50, opening: { iss: NEW_ISS, stream: 0 } }),
        },
      ],
      'SYN-SENT': {},
      'SYN-RECEIVED': {},
      ESTABLISHED: { sends: ['<SEQ=SND.NXT><ACK=RCV.NXT><CTL=PSH,ACK>'], bytes: 50 },
      'CLOSE-WAIT': { sends: ['<SEQ=SND.NXT><ACK=RCV.NXT><CTL=PSH,ACK>'], bytes: 50 },
    },
    CLOSING,
  ),
  ...rows(
    'U4',
    userCall({ kind: 'receive', bytes: 0 }),
    {
      CLOSED: GONE,
      LISTEN: {},
      'SYN-SENT': {},
      'SYN-RECEIVED': {},
      ESTABLISHED: [
        {},
        { when: 'text to read', prepare: unreadText, does: userCall({ kind: 'receive', bytes: 50 }) },
      ],
      'FIN-WAIT-1': {},
      'FIN-WAIT-2': {},
    },
    CLOSING,
  ),
  ...rows(
    'U5',
    close,
    {
      CLOSED: GONE,
      LISTEN: { next: 'CLOSED' },
      'SYN-SENT': { next: 'CLOSED' },
      'SYN-RECEIVED': [
        { sends: [FIN_LEAVES], next: 'FIN-WAIT-1' },
        { when: 'text queued', prepare: textWaits },
      ],
      ESTABLISHED: [
        { sends: [FIN_LEAVES], next: 'FIN-WAIT-1' },
        {
          when: 'text waits for the window',
          prepare: (at, numbers) => textWaits(windowCloses(at, numbers), numbers),
          next: 'FIN-WAIT-1',
        },
        { ...unreadLost, prepare: unreadText },
      ],
      'FIN-WAIT-1': [CLOSING, { ...unreadLost, prepare: unreadText }],
      'FIN-WAIT-2': [CLOSING, { ...unreadLost, prepare: unreadText }],
      'CLOSE-WAIT': [
        { sends: [FIN_LEAVES], next: 'LAST-ACK' },
        {
          when: 'text waits for the window',
          prepare: (at, numbers) => textWaits(windowCloses(at, numbers), numbers),
        },
        {
          ...unreadLost,
          prepare: (_, numbers) => {
            const { tcb } = situation('ESTABLISHED')
            const fin = segmentOf({ seq: numbers.irs + 51, ack: numbers.nxt, flags: FIN | ACK })
            return after(tcb, arrival(segmentOf({ ...at50(numbers) })), arrival(fin))
          },
        },
      ],
    },
    CLOSING,
  ),
  ...rows(
    'U6',
    userCall({ kind: 'abort' }),
    {
      CLOSED: GONE,
      'SYN-RECEIVED': { sends: [RST_LEAVES], next: 'CLOSED' },
      ESTABLISHED: { sends: [RST_LEAVES], next: 'CLOSED' },
      'FIN-WAIT-1': { sends: [RST_LEAVES], next: 'CLOSED' },
      'FIN-WAIT-2': { sends: [RST_LEAVES], next: 'CLOSED' },
      'CLOSE-WAIT': { sends: [RST_LEAVES], next: 'CLOSED' },
    },
    { next: 'CLOSED' },
  ),
]

function at50(numbers: Numbers): { seq: number; ack: number; flags: number; bytes: number } {
  return { seq: numbers.irs + 1, ack: numbers.nxt, flags: ACK, bytes: 50 }
}

const expiry = (timer: Extract<TcpEvent, { kind: 'timeout' }>['timer']): TcpEvent => ({
  kind: 'timeout',
  timer,
})

const TIMED_OUT: Told = { next: 'CLOSED', tells: ['timed-out'] }
const TEXT_AGAIN: Told = { sends: ['<SEQ=SND.UNA><ACK=RCV.NXT><CTL=PSH,ACK>'], bytes: OUTSTANDING }
const FIN_AGAIN: Told = { sends: ['<SEQ=SND.UNA><ACK=RCV.NXT><CTL=FIN,ACK>'] }

const withKeepalive: Row['prepare'] = (at, numbers) =>
  after(
    at,
    arrival(segmentOf({ seq: numbers.rcvNxt, ack: numbers.nxt, flags: ACK })),
    userCall({ kind: 'keepalive', on: true, times: null }),
  )
const lastProbeOut: Row['prepare'] = (at, numbers) => ({
  ...withKeepalive(at, numbers),
  keepaliveProbesOut: RFC9293.keepaliveProbes,
})
const PROBED: readonly Told[] = [
  { when: 'idle', prepare: withKeepalive, sends: ['<SEQ=SND.NXT-1><ACK=RCV.NXT><CTL=ACK>'] },
  {
    ...TIMED_OUT,
    when: 'the last probe unanswered',
    prepare: lastProbeOut,
    sends: [RST_LEAVES],
  },
]

const TIMERS: readonly Row[] = [
  ...rows(
    'T1',
    expiry('user-timeout'),
    {
      CLOSED: {},
      LISTEN: TIMED_OUT,
      // Passive: the process has never heard of it.
      'SYN-RECEIVED': { next: 'CLOSED' },
      CLOSING: { ...TIMED_OUT, tells: null },
      'LAST-ACK': { ...TIMED_OUT, tells: null },
      'TIME-WAIT': {},
    },
    TIMED_OUT,
  ),
  ...rows(
    'T2',
    expiry('retransmission'),
    {
      'SYN-SENT': { sends: ['<SEQ=SND.UNA><CTL=SYN>'] },
      'SYN-RECEIVED': { sends: ['<SEQ=SND.UNA><ACK=RCV.NXT><CTL=SYN,ACK>'] },
      ESTABLISHED: TEXT_AGAIN,
      'FIN-WAIT-1': FIN_AGAIN,
      'CLOSE-WAIT': TEXT_AGAIN,
      CLOSING: FIN_AGAIN,
      'LAST-ACK': FIN_AGAIN,
    },
    'not running',
  ),
  ...rows('T3', expiry('time-wait'), { 'TIME-WAIT': { next: 'CLOSED' } }, 'not running'),
  ...rows(
    'X1',
    expiry('fin-wait-2'),
    {
      'FIN-WAIT-2': {
        when: 'nobody holds the socket',
        prepare: (at) => ({ ...at, released: true, timers: { ...at.timers, 'fin-wait-2': NOW_US } }),
        next: 'CLOSED',
      },
    },
    'not running',
  ),
  ...rows(
    'X2',
    expiry('keepalive'),
    {
      ESTABLISHED: PROBED,
      'FIN-WAIT-1': { when: 'the FIN is outstanding' },
      'FIN-WAIT-2': PROBED,
      'CLOSE-WAIT': PROBED,
      CLOSING: { when: 'the FIN is outstanding' },
      'LAST-ACK': { when: 'the FIN is outstanding' },
    },
    'not running',
  ),
  ...rows(
    'X3',
    expiry('persist'),
    {
      ESTABLISHED: [
        { ...TEXT_AGAIN, when: 'text outstanding', prepare: windowClosesEarly },
        {
          when: 'text waits',
          prepare: (at, numbers) => textWaits(windowCloses(at, numbers), numbers),
          sends: ['<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>'],
          bytes: 1,
        },
      ],
      'FIN-WAIT-1': { ...FIN_AGAIN, prepare: windowClosesEarly },
      'CLOSE-WAIT': { ...TEXT_AGAIN, prepare: windowClosesEarly },
      CLOSING: { ...FIN_AGAIN, prepare: windowClosesEarly },
      'LAST-ACK': { ...FIN_AGAIN, prepare: windowClosesEarly },
    },
    'not running',
  ),
]

const REFUSED: Told = { when: 'hard', next: 'CLOSED', tells: ['refused'] }
const SOFT: Told = { when: 'soft', does: { kind: 'icmp-error', hard: false } }

const ICMP: readonly Row[] = rows(
  'X4',
  { kind: 'icmp-error', hard: true },
  { 'SYN-SENT': [REFUSED, SOFT], 'SYN-RECEIVED': [{ ...REFUSED, tells: null }, SOFT] },
  [{ when: 'hard' }, SOFT],
)

/** An urgent pointer on an ACK that says nothing else, where the sixth check is reached. */
const URGENT: readonly Row[] = SYNCHRONIZED.map((state) => {
  const { numbers } = situation(state)
  const segment = segmentOf({ seq: numbers.rcvNxt, ack: numbers.una, flags: URG | ACK })
  const told = RECEIVING.includes(state) ? ['urgent'] : []
  return rowOf('S6', arrival({ ...segment, up: 7 }), state, { tells: told })
})

export const ROWS: readonly Row[] = [...USER_CALLS, ...URGENT, ...TIMERS, ...ICMP]

/** Value of a number in the RFC's notation: a name, and something added to it. */
function valueOf(expression: string, numbers: Numbers): number {
  const [, name = '', sign = '+', by = '0'] = /^([A-Z.]+)(?:([+-])(\d+))?$/.exec(expression) ?? []
  const values: Record<string, number> = {
    ISS: NEW_ISS,
    'SND.UNA': numbers.una,
    'SND.NXT': numbers.nxt,
    'RCV.NXT': numbers.rcvNxt,
  }
  const value = values[name]
  if (value === undefined) throw new Error(`${expression}: no such number`)
  return (value + (sign === '-' ? -1 : 1) * Number(by)) >>> 0
}

/** `<SEQ=SND.NXT><CTL=RST>` as `SEQ 1002 CTL RST`. */
function inNumbers(shorthand: string, numbers: Numbers): string {
  const parts = [...shorthand.matchAll(/<([A-Z]+)=([^>]+)>/g)]
  return parts
    .map(([, name, value = '']) => `${name} ${name === 'CTL' ? value : valueOf(value, numbers)}`)
    .join(' ')
}

/** What `step()` makes of a row; null where there is no event. */
export function resultOfRow(row: Row): StepResult | null {
  const { numbers, tcb } = situation(row.state, ISNS)
  return row.does === null ? null : happen(row.prepare(tcb, numbers), row.does, NOW_US)
}

/** Differences between a row and what `step()` does; none if it is right. */
export function judgeRow(row: Row): string[] {
  const { numbers, tcb } = situation(row.state, ISNS)
  const before = row.prepare(tcb, numbers)
  if (row.does === null) return runsNot(row, before)
  const seen = happen(before, row.does, NOW_US)
  const sent = seen.effects.flatMap((effect) => (effect.kind === 'send-segment' ? [effect.segment] : []))
  // Text received by `prepare` has moved RCV.NXT; the row means the present one.
  const present = { ...numbers, rcvNxt: before.rcv.nxt }
  const differences: string[] = []
  const compare = (what: string, want: unknown, got: unknown): void => {
    const [a, b] = [JSON.stringify(want), JSON.stringify(got)]
    if (a !== b) differences.push(`${nameOf(row)}: ${what} ${b}, expected ${a}`)
  }
  compare(
    'segments',
    row.sends.map((one) => inNumbers(one, present)),
    sent.map(({ seq, ack, flags }) => {
      const acknowledges = (flags & ACK) === 0 ? '' : ` ACK ${ack}`
      return `SEQ ${seq}${acknowledges} CTL ${flagNames(flags).join(',')}`
    }),
  )
  compare(
    'bytes',
    row.bytes,
    sent.reduce((sum, { text }) => sum + (text?.length ?? 0), 0),
  )
  compare('answer', row.answer, seen.result.ok ? 'ok' : seen.result.error)
  compare('next state', row.next, seen.tcb.state)
  if (row.tells !== null) {
    compare(
      'signals',
      row.tells,
      seen.effects.flatMap((effect) =>
        effect.kind === 'signal-user' && effect.signal !== 'closed' ? [effect.signal] : [],
      ),
    )
  }
  return differences
}

const TIMER_OF = {
  T2: 'retransmission',
  T3: 'time-wait',
  X1: 'fin-wait-2',
  X2: 'keepalive',
  X3: 'persist',
} as const

function runsNot(row: Row, tcb: Tcb): string[] {
  const timer = TIMER_OF[row.event as keyof typeof TIMER_OF]
  return tcb.timers[timer] === undefined ? [] : [`${nameOf(row)}: the ${timer} timer runs`]
}
