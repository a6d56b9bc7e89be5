import { describe, expect, test } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import { FACT_KINDS, Trace } from '../engine/trace/codec.ts'
import { en } from '../i18n/en.ts'
import { zh } from '../i18n/zh.ts'
import { CATALOGUE } from '../scenario/catalogue.ts'
import { SHORT_RUNS } from '../test/short-runs.ts'
import { LONGEST, lengthOf, narrate, narration } from './narrate.ts'

const SHORT = Object.entries(SHORT_RUNS).map(([name, scenario]) => ({
  name,
  trace: new Trace(simulate(scenario)),
}))
const TAUGHT = CATALOGUE.flatMap(({ id, variants }) =>
  variants.map((scenario, i) => ({ name: `${id}/${i + 1}`, trace: new Trace(simulate(scenario)) })),
)
const TRACES = [...SHORT, ...TAUGHT]
const traceOf = (name: keyof typeof SHORT_RUNS): Trace => new Trace(simulate(SHORT_RUNS[name]))

function told(trace: Trace, messages: typeof en): string[] {
  return Array.from({ length: trace.stepCount }, (_, step) => narration(trace, step, messages))
}

describe.each([
  { language: 'English', messages: en },
  { language: 'Chinese', messages: zh },
])('in $language', ({ messages }) => {
  test.each(TRACES)('every step of $name is told, and short enough to be read aloud', ({ trace }) => {
    for (const sentence of told(trace, messages)) {
      expect(sentence).not.toBe('')
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object/)
      expect(lengthOf(sentence)).toBeLessThanOrEqual(LONGEST)
    }
  })
})

test('the runs above make every kind of fact happen', () => {
  const kinds = new Set(
    TRACES.flatMap(({ trace }) => Array.from({ length: trace.factCount }, (_, i) => trace.kind(i))),
  )
  expect([...FACT_KINDS].filter((kind) => !kinds.has(kind))).toEqual([])
})

test('the handshake', () => {
  expect(told(traceOf('open'), en)).toEqual([
    'The server listens for connections and waits in accept().',
    'The client calls connect(): a SYN with its initial sequence number goes out. It waits in SYN-SENT.',
    'The client’s SYN arrives. One segment, SYN,ACK, answers it and carries the other initial number. The server is in SYN-RECEIVED.',
    'The server’s SYN,ACK acknowledges the client’s SYN. The client answers ACK and is ESTABLISHED. connect() returns 0.',
    'The client’s ACK acknowledges the server’s SYN: now the server is ESTABLISHED. accept() returns 4.',
  ])
})

test('the close', () => {
  expect(told(traceOf('close'), en).slice(5)).toEqual([
    'The client calls close(): its FIN says that no more data will come. It enters FIN-WAIT-1.',
    'The client’s FIN arrives. The server acknowledges it and enters CLOSE-WAIT. recv() returns 0: end of file.',
    'The server’s ACK acknowledges the client’s FIN. In FIN-WAIT-2 it waits for the server’s FIN and can still receive.',
    'The server calls close() as well: its FIN says that no more data will come. In LAST-ACK it waits for the ACK.',
    'The server’s FIN arrives. The client sends the last ACK and waits in TIME-WAIT for 2MSL (4 min).',
    'The client’s ACK acknowledges the server’s FIN: the passive side needs no wait and is CLOSED at once.',
    '2MSL (4 min) are over: all segments of this connection should have left the network. The client is CLOSED.',
  ])
})

test('the last ACK lost: the timer with its length, TIME-WAIT that answers, 2MSL begun anew', () => {
  expect(told(traceOf('lastAckLost'), en).slice(10, 13)).toEqual([
    'The client’s ACK is dropped on the way. A pure ACK is not retransmitted by itself.',
    'No ACK came for the server’s FIN, so after 1.0 s its retransmission timer fired: the same FIN (seq=1) goes out again. The client is still in TIME-WAIT to answer it.',
    'The server’s FIN comes again: its sender has not seen the last ACK. The client repeats it and starts 2MSL anew: 60 s.',
  ])
  expect(told(traceOf('lastAckLost'), zh).slice(10, 13)).toEqual([
    '客户端的 ACK 在途中被丢弃。纯 ACK 本身不会重传。',
    '服务器的 FIN 迟迟没有得到确认，1.0 s 后重传定时器到期，同一个 FIN（seq=1）再次发出。客户端仍停留在 TIME-WAIT，因此还有人能回应它。',
    '服务器的 FIN 再次到达，说明发送方没有收到最后的 ACK。客户端重发 ACK，2MSL 重新计时：60 s。',
  ])
})

describe('unusual runs', () => {
  const includes = (name: keyof typeof SHORT_RUNS, text: string): boolean =>
    told(traceOf(name), en).some((sentence) => sentence.includes(text))

  test.each([
    ['duplicated', 'A duplicate of the client’s FIN arrives. The server has it already'],
    ['overtaken', 'arrives beyond a gap. The server keeps it and repeats what it still awaits: ack=1.'],
    [
      'overtaken',
      'closes the gap, so the FIN that waited behind it counts now: the server enters CLOSE-WAIT.',
    ],
    ['bothOpen', 'crosses the server’s own: both open at once.'],
    ['bothClose', 'both close at once. The server enters CLOSING.'],
    ['forged', 'The server discards an injected RST and answers ACK.'],
    ['forged', 'is not believed: a challenge ACK asks the peer.'],
    ['oldSyn', 'takes the SYN back: the server returns to LISTEN'],
    ['assassination', 'ends TIME-WAIT before its time: the client is CLOSED (TIME-WAIT assassination).'],
    ['refused', 'connect() fails with ECONNREFUSED.'],
    ['nobodyAnswers', 'connect() fails with ETIMEDOUT.'],
    ['keepalive', 'answers the keepalive probe: the server is still there.'],
    ['zeroWindow', 'announces window 0: the client must not send more.'],
    ['reboot', 'The server restarts. All its connections are forgotten, and nothing is sent.'],
    ['noTimeWait', 'No real TCP does this'],
  ] as const)('%s: %s', (name, text) => {
    expect(includes(name, text)).toBe(true)
  })
})

test('what is left over from an earlier connection is told apart from what is new', () => {
  const trace = TAUGHT.find(({ name }) => name === 'no-time-wait-old-data/1')?.trace as Trace
  const story = told(trace, en).join('\n')
  expect(story).toContain('The previous connection’s OLD (100 bytes) arrives beyond a gap.')
  expect(story).toContain(
    'Data of the previous connection reaches the reader as if it were genuine: OLD (100 bytes).',
  )
})

test('states, flags and calls are parts of their own, and the parts make the sentence', () => {
  const trace = traceOf('close')
  const parts = narrate(trace, 5, en)
  expect(parts.map((part) => part.text).join('')).toBe(narration(trace, 5, en))
  expect(parts.filter((part) => part.kind !== 'plain')).toEqual([
    { text: 'close()', kind: 'call' },
    { text: 'FIN', kind: 'flag' },
    { text: 'FIN-WAIT-1', kind: 'state', state: 'FIN-WAIT-1' },
  ])
})
