import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { simulate } from '../engine/sim/run.ts'
import { Trace } from '../engine/trace/codec.ts'
import { stateAt } from '../engine/trace/query.ts'
import { scenarios } from '../test/scenario-arbitrary.ts'
import { CATALOGUE } from './catalogue.ts'
import { parseScript, type Script } from './script-text.ts'
import { checkScript } from './script-text/script-check.ts'
import { writeScript } from './script-text/write-script.ts'

function read(text: string): Script {
  const script = parseScript(text)
  if (!script.ok) throw new Error(JSON.stringify(script.error))
  return script.value
}

function run(script: Script): Trace {
  return new Trace(simulate(script.scenario))
}

const RUNS = CATALOGUE.flatMap(({ id, variants }) =>
  variants.map((scenario, i) => ({ name: `${id}/${i + 1}`, scenario })),
)

describe('a scenario written as a script reads back as itself', () => {
  test.each(RUNS)('$name', ({ scenario }) => {
    expect(read(writeScript(scenario)).scenario).toEqual(scenario)
  })

  test('whatever the schema accepts', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        expect(read(writeScript(scenario)).scenario).toEqual(scenario)
      }),
      { numRuns: 300 },
    )
  })
})

const CLIENT = `
// A client opens, asks, reads the answer and closes first.
0     socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0    connect(3, ..., ...) = 0
+0    > S 0:0(0) <mss 1460>
+.1   < S. 0:0(0) ack 1 win 65535 <mss 1460>
+0    > . 1:1(0) ack 1
+0.4  write(3, ..., 100) = 100
+0    > P. 1:101(100) ack 1
+.1   < . 1:1(0) ack 101
+.05  < P. 1:501(500) ack 101
+0    read(3, ..., 500) = 500
+0    > . 101:101(0) ack 501
+.3   close(3) = 0
+0    > F. 101:101(0) ack 501
+.1   < . 501:501(0) ack 102
+.2   < F. 501:501(0) ack 102
+0    > . 102:102(0) ack 502
`

const SERVER = `
0     socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0    bind(3, {sa_family=AF_INET, sin_port=htons(8080), sin_addr=inet_addr("0.0.0.0")}, ...) = 0
+0    listen(3, 1) = 0
+0.2  < S 0:0(0) win 32792 <mss 1000>
+0    > S. 0:0(0) ack 1 <...>
+.1   < . 1:1(0) ack 1 win 257
+0    accept(3, ..., ...) = 4
+.5   write(4, ..., 1000) = 1000
+0    > P. 1:1001(1000) ack 1
+1    > P. 1:1001(1000) ack 1
+.1   < . 1:1(0) ack 1001 win 257
+0    close(4) = 0
`

describe('a script about one host', () => {
  test('as a client: the other host, the distance and every line come true', () => {
    const script = read(CLIENT)
    const trace = run(script)
    expect(script.local).toBe('C')
    expect(script.scenario.network.CtoS.delayUs).toBe(50_000)
    expect(checkScript(script, trace)).toEqual([])
    expect([stateAt(trace, 'C', trace.endUs - 1), stateAt(trace, 'S', trace.endUs)]).toEqual([
      'TIME-WAIT',
      'CLOSED',
    ])
  })

  test('as a server: what is sent twice without an answer was lost', () => {
    const script = read(SERVER)
    expect(script.local).toBe('S')
    expect(script.scenario.apps.S[0]).toMatchObject({ op: 'listen', port: 8080, backlog: 1 })
    expect(script.scenario.faults).toEqual([{ match: { from: 'S', kind: 'DATA', nth: 1 }, do: 'drop' }])
    expect(checkScript(script, run(script))).toEqual([])
  })

  test('a segment that no TCP would send is forged', () => {
    const { scenario } = read(`${CLIENT.slice(0, CLIENT.indexOf('+0.4'))}+1 < R. 5000:5000(0) ack 1\n`)
    expect(scenario.injections).toEqual([
      {
        when: { atUs: 1_100_000 },
        segment: { to: 'C', flags: ['RST', 'ACK'], seq: 'S.isn+5000', ack: 'C.isn+1' },
      },
    ])
  })

  test('a line that does not come true is named', () => {
    const script = read(CLIENT.replace('101:101(0) ack 501\n+.3', '101:101(0) ack 400\n+.3'))
    expect(checkScript(script, run(script))).toMatchObject([{ line: 13, found: { tUs: 650_000 } }])
  })
})

test('both hosts, with names, conditions, losses and options', () => {
  const { scenario } = read(`
--profile=linux
--delay=20ms
--settings.timeWaitUs=1000000
0 S listen: listen(door, 8, reuseAddr=1)   # the server
after listen S accept: accept(door) = conn
after accept S drain(conn)
on eof conn +0.25 S close(conn)
0 C connect: connect(sock, keepalive=10:1:3)
after connect +0.5 C send(sock, 100, "D1")
+1.5 C close(sock)
lose < SYNACK
delay > DATA [1, 2] by 60ms
copy <> ANY 4.. by 20ms
upon > FIN 1 +0.01 inject > R("late", seq=C.nxt+5)
3 S reboot(listeners)
`)
  expect(scenario).toMatchObject({
    profile: 'linux',
    settings: { timeWaitUs: 1_000_000 },
    network: { CtoS: { delayUs: 20_000 }, StoC: { delayUs: 20_000 } },
    apps: {
      C: [
        { id: 'connect', options: { keepalive: { idleUs: 10_000_000, intervalUs: 1_000_000, probes: 3 } } },
        { when: { after: 'connect', delayUs: 500_000 }, op: 'send', bytes: 100, label: 'D1' },
        { when: { atUs: 1_500_000 }, op: 'close' },
      ],
      S: [
        { op: 'listen', backlog: 8 },
        { as: 'conn' },
        { op: 'drain' },
        { when: { on: 'eof', delayUs: 250_000 } },
      ],
    },
    faults: [
      { match: { from: 'S', kind: 'SYNACK', nth: 1 }, do: 'drop' },
      { match: { from: 'C', kind: 'DATA', nth: [1, 2] }, do: 'delay', byUs: 60_000 },
      { match: { kind: 'ANY', nth: { from: 4 } }, do: 'duplicate', byUs: 20_000 },
    ],
    injections: [{ label: 'late', when: { afterUs: 10_000 }, segment: { flags: ['RST'], seq: 'C.nxt+5' } }],
    reboots: [{ side: 'S', atUs: 3_000_000, listenersReturn: true }],
  })
})

test('the examples of the document are scripts', () => {
  const document = readFileSync(new URL('../../docs/script-format.md', import.meta.url), 'utf8')
  const examples = [...document.matchAll(/^```\n(.*?)^```$/gms)].map(([, text]) => text ?? '')
  expect(examples).toHaveLength(2)
  for (const example of examples) {
    const script = read(example)
    expect(checkScript(script, run(script))).toEqual([])
  }
})

describe('what is wrong is told with its line and column', () => {
  test.each([
    ['0 connect(3, ..., ...) = 0\n`tc qdisc add`', 2, 1, 'shell'],
    ['0 listen(3, 1)\n+0 %{ print(1) }%', 2, 4, 'code'],
    ['0 C connect(a)\n+0 C dance(a)', 2, 6, 'unknown-call'],
    ['0 C connect(a)\n+0 > P. 1:200(100) ack 1', 2, 9, 'numbers-disagree'],
    ['0 C connect(a)\n+0 > . 1:1(0)', 2, 14, 'ack-without-number'],
    ['0 C connect(a) nonsense', 1, 16, 'left-over'],
    ['--colour=red', 1, 1, 'unknown-option'],
    ['--__proto__.x=1', 1, 1, 'unknown-option'],
    ['soon C connect(a)', 1, 1, 'expected'],
    ['0 C connect(a', 1, 14, 'expected'],
    ['lose > XYZ', 1, 8, 'unknown-word'],
    [`// ${'x'.repeat(600)}`, 1, 501, 'line-too-long'],
    ['\n'.repeat(2_000), 2001, 1, 'too-many-lines'],
    ['0 C connect(a)\n0 C send(b, 5)', 2, 1, 'not-a-scenario'],
    ['0 C connect(a)\n0 C send(a, 99000000)', 2, 1, 'not-a-scenario'],
    ['--settings.mss=0', 1, 16, 'not-a-scenario'],
  ])('%j', (text, line, column, code) => {
    const script = parseScript(text)
    expect(script.ok ? [] : script.error).toMatchObject([{ line, column, code }])
  })

  test('a script larger than its limit is refused as a whole', () => {
    expect(parseScript('#'.repeat(262_145))).toMatchObject({ ok: false, error: [{ code: 'too-many-bytes' }] })
  })

  const WORDS =
    '0 +.1 C S < > S. ack 1:2(1) connect( ) 3 , ... = " \\ \n lose inject upon --profile= [ {'.split(' ')

  test('no text makes it throw', () => {
    const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((some) => some.join(' '))
    fc.assert(
      fc.property(fc.oneof(fc.string(), words), (text) => {
        expect(() => parseScript(text)).not.toThrow()
      }),
      { numRuns: 2_000 },
    )
  })

  test('no row of segments makes it throw', () => {
    const flags = fc.constantFrom('S', 'S.', '.', 'P.', 'F.', 'R', 'R.', 'SF')
    const number = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 0xffff_ffff }))
    const line = fc.tuple(fc.constantFrom('<', '>'), flags, number, fc.nat({ max: 9 }), number)
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (rows) => {
        const text = rows.map(([arrow, letters, seq, length, ack]) => {
          const to = (seq + length) % 0x1_0000_0000
          return `+.01 ${arrow} ${letters} ${seq}:${to}(${length}) ack ${ack}`
        })
        expect(() => parseScript(text.join('\n'))).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})
