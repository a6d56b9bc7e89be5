import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import { Trace } from '../../engine/trace/codec.ts'
import { compare } from './compare.ts'
import type { KernelScenario, KernelTrace } from './format.ts'
import { translate } from './translate.ts'

/** The captures that the app shows, and ours, which only a test reads. */
const DIRECTORIES = ['public/kernel-traces', 'src/test/kernel-traces']
const NAMES = DIRECTORIES.flatMap((directory) =>
  readdirSync(`${directory}/scenarios`).map((file) => file.replace(/\.json$/, '')),
)

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T

function load(name: string): { scenario: KernelScenario; kernel: Writable<KernelTrace>; ours: Trace } {
  const directory = DIRECTORIES.find((each) => existsSync(`${each}/scenarios/${name}.json`))
  const read = (kind: string): unknown =>
    JSON.parse(readFileSync(`${directory}/${kind}/${name}.json`, 'utf8'))
  const scenario = read('scenarios') as KernelScenario
  return {
    scenario,
    kernel: read('traces') as Writable<KernelTrace>,
    ours: new Trace(simulate(translate(scenario))),
  }
}

describe('the linux profile does what a kernel did', () => {
  test.each(NAMES)('%s', (name) => {
    const { scenario, kernel, ours } = load(name)
    expect(compare(scenario, kernel, ours)).toEqual([])
  })
})

/** Each one is a small lie about what the kernel did; all of them have to be found out. */
const LIES: readonly [string, string, (kernel: Writable<KernelTrace>) => void][] = [
  ['a flag', 'client-close-first', (k) => void (k.segments[2]!.flags = ['ACK', 'PSH'])],
  ['a sequence number', 'client-close-first', (k) => void (k.segments[3]!.seq += 1)],
  ['an acknowledgment number', 'data-exchange', (k) => void (k.segments[7]!.ack! += 1)],
  ['a missing acknowledgment', 'connect-refused', (k) => void (k.segments[1]!.ack = null)],
  ['a length', 'data-exchange', (k) => void (k.segments[6]!.len -= 1)],
  ['a sender', 'client-close-first', (k) => void (k.segments[0]!.from = 'B')],
  ['a fate', 'syn-lost-once', (k) => void (k.segments[0]!.fate = 'delivered')],
  [
    'an option',
    'client-close-first',
    (k) => void delete (k.segments[0]!.options as { wscale?: number }).wscale,
  ],
  ['one segment less', 'client-close-first', (k) => void k.segments.pop()],
  ['one segment more', 'client-close-first', (k) => void k.segments.push({ ...k.segments[6]!, n: 8 })],
  ['the order', 'data-exchange', (k) => void k.segments.splice(5, 2, k.segments[6]!, k.segments[5]!)],
  ['a time', 'client-close-first', (k) => void (k.segments[3]!.t_sent_ms! += 40)],
  ['a state', 'client-close-first', (k) => void (k.states.at(-1)!.state = 'LAST_ACK')],
  [
    'a state passed at once',
    'three-segment-close',
    (k) => void (k.states.find((s) => s.state === 'FIN_WAIT_2')!.state = 'CLOSING'),
  ],
  [
    'a polled state',
    'last-ack-lost',
    (k) => void (k.states.find((s) => s.state === 'TIME_WAIT')!.state = 'CLOSING'),
  ],
  ['a state left out', 'client-close-first', (k) => void k.states.splice(2, 1)],
  ['a result', 'data-exchange', (k) => void (k.calls.find((c) => c.op === 'recvn')!.ret = 1999)],
  ['an errno', 'connect-refused', (k) => void (k.calls[0]!.errno = 'ETIMEDOUT')],
  ['an errno that was none', 'client-close-first', (k) => void (k.calls.at(-1)!.errno = 'EPIPE')],
  [
    'the order of one end',
    'burst-of-three',
    (k) => void k.segments.splice(3, 2, k.segments[4]!, k.segments[3]!),
  ],
  [
    'the order of an answer',
    'ack-never-possible',
    (k) => void k.segments.splice(5, 2, k.segments[6]!, k.segments[5]!),
  ],
  ['a number of an old life', 'half-open-new-syn', (k) => void (k.segments[4]!.raw_seq_ack = [1, 2])],
  ['an ACK long before a FIN', 'ack-just-before-fin', (k) => void (k.segments[4]!.t_sent_ms! -= 20)],
  ['a retransmission in time', 'dead-path-four-segments', (k) => void k.segments.pop()],
  ['a call that stayed blocked', 'client-close-first', (k) => void (k.calls[1]!.t_return_ms = null)],
]

describe('the comparison finds out', () => {
  test.each(LIES)('%s', (_, name, lie) => {
    const { scenario, kernel, ours } = load(name)
    lie(kernel)
    expect(compare(scenario, kernel, ours)).not.toEqual([])
  })
})
