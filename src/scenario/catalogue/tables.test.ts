import { describe, expect, it } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import type { Side } from '../../engine/tcp/state.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { factsOfKind, stateAt } from '../../engine/trace/query.ts'
import { type GoldenSegment, goldenForm } from '../../test/golden-form.ts'
import { findScenario } from '../catalogue.ts'

/** Scenarios without a golden trace, against tables written by hand from the RFCs. */

/** Sent and arrival (ms, null: lost), sender, flags, SEQ, ACK, length, state of C and of S once it has arrived. */
type Row = readonly [number, number | null, Side, string, string, string, number, string, string]

function run(name: string): { trace: Trace; rows: (expected: readonly Row[]) => Row[] } {
  const scenario = findScenario(name)
  if (scenario === null) throw new Error(`${name} is not in the catalogue`)
  const trace = new Trace(simulate(scenario))
  const rows = (expected: readonly Row[]): Row[] => {
    const segments = expected.map(segmentOf)
    const nothing = { states: { C: [], S: [] }, app: [], notes: [] }
    return goldenForm(trace, scenario, { segments, ...nothing }).segments.map((segment) =>
      rowOf(trace, segment),
    )
  }
  return { trace, rows }
}

/** Only what names the ISNs: flags and numbers. */
function segmentOf([sentMs, arrivesMs, from, flags, seq, ack, len]: Row): GoldenSegment {
  const numbers = { seq: parse(seq), ack: ack === '-' ? null : parse(ack) }
  const rest = { label: null, fate: '', retransmission: 0, keepaliveProbe: 0, options: null }
  const states = { senderStateAfter: null, receiverStateAfter: null }
  const segment = { n: 0, injected: false, from, sentMs, arrivesMs, flags: flags.split(','), len }
  return { ...segment, ...numbers, ...rest, ...states }
}

function parse(number: string): [string, number] {
  const [name = '', offset = '0'] = number.split('+')
  return [name, Number(offset)]
}

function rowOf(trace: Trace, segment: GoldenSegment): Row {
  const { sentMs, arrivesMs, from, flags, seq, ack, len } = segment
  const seenUs = (arrivesMs ?? sentMs) * 1000
  const write = ([name, offset]: readonly [string, number]): string =>
    offset === 0 ? name : `${name}+${offset}`
  return [
    sentMs,
    arrivesMs,
    from,
    flags.join(),
    write(seq),
    ack === null ? '-' : write(ack),
    len,
    stateAt(trace, 'C', seenUs),
    stateAt(trace, 'S', seenUs),
  ]
}

describe('handshake-message-count', () => {
  const tables: [string, Row[]][] = [
    ['1', [[0, 50, 'C', 'SYN', 'x', '-', 0, 'ESTABLISHED', 'ESTABLISHED']]],
    [
      '2',
      [
        [0, 50, 'C', 'SYN', 'x', '-', 0, 'SYN-SENT', 'ESTABLISHED'],
        [50, 100, 'S', 'SYN,ACK', 'y', 'x+1', 0, 'ESTABLISHED', 'ESTABLISHED'],
      ],
    ],
    [
      '3',
      [
        [0, 50, 'C', 'SYN', 'x', '-', 0, 'SYN-SENT', 'SYN-RECEIVED'],
        [50, 100, 'S', 'SYN,ACK', 'y', 'x+1', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
        [100, 150, 'C', 'ACK', 'x+1', 'y+1', 0, 'ESTABLISHED', 'ESTABLISHED'],
      ],
    ],
    [
      '4',
      [
        [0, 50, 'C', 'SYN', 'x', '-', 0, 'SYN-SENT', 'SYN-RECEIVED'],
        [50, 100, 'S', 'ACK', 'y', 'x+1', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
        [50, 100, 'S', 'SYN', 'y', '-', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
        [100, 150, 'C', 'ACK', 'x+1', 'y+1', 0, 'ESTABLISHED', 'ESTABLISHED'],
      ],
    ],
    [
      '5',
      [
        [0, 50, 'C', 'SYN', 'x', '-', 0, 'SYN-SENT', 'SYN-RECEIVED'],
        [10, 60, 'S', 'SYN', 'y', '-', 0, 'SYN-RECEIVED', 'SYN-RECEIVED'],
        [50, 100, 'S', 'SYN,ACK', 'y', 'x+1', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
        [60, 110, 'C', 'SYN,ACK', 'x', 'y+1', 0, 'ESTABLISHED', 'ESTABLISHED'],
      ],
    ],
  ]

  it.each(tables)('variant %s', (variant, table) => {
    expect(run(`handshake-message-count/${variant}`).rows(table)).toEqual(table)
  })
})

describe('syn-flood-cookies', () => {
  const opening: Row[] = [
    [0, 50, 'C', 'SYN', 'x', '-', 0, 'SYN-SENT', 'LISTEN'],
    [50, 100, 'S', 'SYN,ACK', 'k', 'x+1', 0, 'ESTABLISHED', 'LISTEN'],
  ]

  it('makes the connection from the ACK alone', () => {
    const table: Row[] = [...opening, [100, 150, 'C', 'ACK', 'x+1', 'k+1', 0, 'ESTABLISHED', 'ESTABLISHED']]
    const { trace, rows } = run('syn-flood-cookies/1')

    expect(rows(table)).toEqual(table)
    expect(factsOfKind(trace, 'queues-changed').every(({ synQueue }) => synQueue === 0)).toBe(true)
  })

  it('has no timer for a lost ACK, but takes the one that data bring', () => {
    const table: Row[] = [
      ...opening,
      [100, null, 'C', 'ACK', 'x+1', 'k+1', 0, 'ESTABLISHED', 'LISTEN'],
      [5_000, 5_050, 'C', 'PSH,ACK', 'x+1', 'k+1', 100, 'ESTABLISHED', 'ESTABLISHED'],
      [5_050, 5_100, 'S', 'ACK', 'k+1', 'x+101', 0, 'ESTABLISHED', 'ESTABLISHED'],
    ]

    expect(run('syn-flood-cookies/2').rows(table)).toEqual(table)
  })

  it('answers a guess with a RST of that number', () => {
    const table: Row[] = [
      [100, 100, 'C', 'ACK', '0+7001', '0+90001', 0, 'CLOSED', 'LISTEN'],
      [100, null, 'S', 'RST', '0+90001', '-', 0, 'CLOSED', 'LISTEN'],
    ]

    expect(run('syn-flood-cookies/3').rows(table)).toEqual(table)
  })
})

describe('tfo-data-in-syn', () => {
  it('delivers and answers before the handshake is done', () => {
    // The table has one ACK for both answers; each arrival is finished before the next one here (tcp-facts P-30).
    const table: Row[] = [
      [0, 50, 'C', 'SYN', 'x', '-', 100, 'SYN-SENT', 'SYN-RECEIVED'],
      [50, 100, 'S', 'SYN,ACK', 'y', 'x+101', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
      [50, 100, 'S', 'PSH,ACK', 'y+1', 'x+101', 200, 'ESTABLISHED', 'SYN-RECEIVED'],
      [100, 150, 'C', 'ACK', 'x+101', 'y+1', 0, 'ESTABLISHED', 'ESTABLISHED'],
      [100, 150, 'C', 'ACK', 'x+101', 'y+201', 0, 'ESTABLISHED', 'ESTABLISHED'],
    ]
    const { trace, rows } = run('tfo-data-in-syn/1')

    expect(rows(table)).toEqual(table)
    expect(factsOfKind(trace, 'data-delivered').map(({ tUs, side }) => [tUs / 1000, side])).toEqual([
      [50, 'S'],
      [100, 'C'],
    ])
  })

  it('ignores the text beside a bad cookie, and it is sent again', () => {
    const table: Row[] = [
      [0, 50, 'C', 'SYN', 'x', '-', 100, 'SYN-SENT', 'SYN-RECEIVED'],
      [50, 100, 'S', 'SYN,ACK', 'y', 'x+1', 0, 'ESTABLISHED', 'SYN-RECEIVED'],
      [100, 150, 'C', 'PSH,ACK', 'x+1', 'y+1', 100, 'ESTABLISHED', 'ESTABLISHED'],
    ]

    expect(run('tfo-data-in-syn/2').rows(table).slice(0, 3)).toEqual(table)
  })
})

describe('open-all-syn-lost under other profiles', () => {
  it.each([
    ['freebsd', [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67], 75],
    ['macos', [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67], 75],
    ['windows', [0, 1, 3, 7, 15], 21],
  ] as const)('%s', (profile, sentS, endS) => {
    const scenario = findScenario('open-all-syn-lost')
    if (scenario === null) throw new Error('open-all-syn-lost is in the catalogue')
    const trace = new Trace(simulate({ ...scenario, profile }))

    expect(Array.from(trace.data.segments.sentUs, (us) => us / 1e6)).toEqual(sentS)
    expect(trace.calls.find(({ call }) => call === 'connect')).toMatchObject({
      errno: 'ETIMEDOUT',
      returnedUs: endS * 1e6,
    })
  })
})

/** Calls of a kind: when, and the errno or else the result where that says something. */
function calls(name: string, call: string, side: Side): (readonly [number, string])[] {
  return run(name)
    .trace.calls.filter((made) => made.call === call && made.side === side)
    .map(({ atUs, errno, result }) => [atUs / 1000, errno ?? (result === null ? 'blocked' : 'ok')])
}

describe('time-wait-port-exhaustion', () => {
  it('fails P/r after the start where r is above P/T: 4 ports, one connection every 5 s', () => {
    expect(calls('time-wait-port-exhaustion/1', 'connect', 'C')).toEqual([
      [0, 'ok'],
      [5_000, 'ok'],
      [10_000, 'ok'],
      [15_000, 'ok'],
      [20_000, 'EADDRNOTAVAIL'],
      // The first TIME-WAIT of 60 s is over.
      [61_000, 'ok'],
    ])
  })

  it.each([2, 3])('never fails below that rate, or where the server closes first (variant %i)', (variant) => {
    const results = calls(`time-wait-port-exhaustion/${variant}`, 'connect', 'C').map(([, result]) => result)

    expect(results).toEqual(Array.from({ length: 6 }, () => 'ok'))
  })

  it('leaves TIME-WAIT with whoever closes first', () => {
    const sides = [1, 2, 3].map((variant) => {
      const changes = factsOfKind(run(`time-wait-port-exhaustion/${variant}`).trace, 'state-changed')
      return [...new Set(changes.filter(({ to }) => to === 'TIME-WAIT').map(({ side }) => side))]
    })

    expect(sides).toEqual([['C'], ['C'], ['S']])
  })
})

describe('restart-eaddrinuse', () => {
  /** While a listener stands; while an accepted connection is open; while TIME-WAIT lasts; after it. */
  it('is refused in all three cases without SO_REUSEADDR', () => {
    expect(calls('restart-eaddrinuse/1', 'listen', 'S')).toEqual([
      [0, 'ok'],
      [500, 'EADDRINUSE'],
      [1_500, 'EADDRINUSE'],
      [3_000, 'EADDRINUSE'],
      [63_000, 'ok'],
    ])
  })

  it('is refused beside a listener only with it, and the old 4-tuple is judged by its SYN', () => {
    expect(calls('restart-eaddrinuse/2', 'listen', 'S')).toEqual([
      [0, 'ok'],
      [500, 'EADDRINUSE'],
      [1_500, 'ok'],
      [3_000, 'ok'],
    ])
    expect(calls('restart-eaddrinuse/2', 'connect', 'C').map(([, result]) => result)).toEqual([
      'ok',
      'ok',
      'ok',
    ])
    expect(factsOfKind(run('restart-eaddrinuse/2').trace, 'noted').map(({ note }) => note)).toContain(
      'time-wait-reopened',
    )
  })

  it('is allowed on Windows, even beside a listener with the option', () => {
    expect(calls('restart-eaddrinuse/3', 'listen', 'S')).toEqual([
      [0, 'ok'],
      [500, 'EADDRINUSE'],
      [700, 'ok'],
      [1_500, 'ok'],
      [3_000, 'ok'],
    ])
  })

  it('sends no segment for any of it', () => {
    const { trace } = run('restart-eaddrinuse/3')

    expect(Array.from(trace.data.segments.sentUs, (us) => us / 1000)).toEqual([
      0, 50, 100, 2_000, 2_050, 2_100,
    ])
  })
})
