import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { simulate } from '../../engine/sim/run.ts'
import { flagNames } from '../../engine/tcp/segment.ts'
import { Trace } from '../../engine/trace/codec.ts'
import type { KernelScenario, KernelTrace } from '../../scenario/kernel/format.ts'
import { type CaptureName, MATCHES } from '../../scenario/kernel/matches.ts'
import { capturedOf, type Judged } from './captured.ts'
import { type Difference, judge, type Judgement, REASONS } from './differences.ts'

const NAMES = [...new Set(MATCHES.flatMap(({ captures }): readonly CaptureName[] => captures))]
const read = (kind: string, name: string): unknown =>
  JSON.parse(readFileSync(`public/kernel-traces/${kind}/${name}.json`, 'utf8'))

function judged(name: CaptureName, profile: Judged): Judgement & { readonly kernel: Trace } {
  const captured = capturedOf(
    name,
    read('scenarios', name) as KernelScenario,
    read('traces', name) as KernelTrace,
  )
  const ours = new Trace(simulate(captured.scenarios[profile]))
  return { ...judge(captured.trace, ours), kernel: captured.trace }
}

/** `3 FIN ACK 317`: reason, segment of the kernel or `-`, and its wait in ms. */
function told({ why, kernel, ours, waits, said }: Difference): string {
  const segment = kernel ?? ours
  const name = segment === null ? '' : `${segment.from} ${flagNames(segment.flags).join(' ')}`
  const whose = kernel === null ? (ours === null ? '' : 'only ours') : ours === null ? 'only kernel' : ''
  const numbers = waits === null ? '' : `${waits.kernelUs / 1000}, ${waits.oursUs / 1000}`
  return [why, name, whose, numbers, said?.join(', ') ?? ''].filter((part) => part !== '').join(': ')
}

const reasons = (name: CaptureName): string[] =>
  judged(name, 'rfc9293')
    .differences.filter(({ why }) => why !== 'syn-options')
    .map(told)

describe('by our linux profile', () => {
  test.each(NAMES)('%s: the kernel did the same', (name) => {
    const { differences, alike, kernel } = judged(name, 'linux')
    expect(differences).toEqual([])
    expect(alike).toBe(kernel.segmentCount)
  })
})

describe('by the letter of the RFC', () => {
  test.each(NAMES)('%s: every difference has its reason', (name) => {
    const { differences } = judged(name, 'rfc9293')
    expect(differences.map(({ why }) => why)).not.toContain('unexplained')
    expect(differences.map(({ why }) => why)).toContain('syn-options')
  })

  it('meets every reason there is a text for', () => {
    const met = new Set(NAMES.flatMap((name) => judged(name, 'rfc9293').differences.map(({ why }) => why)))
    expect([...met].sort()).toEqual([...REASONS].sort())
  })
})

const FOUND: readonly (readonly [CaptureName, readonly string[]])[] = [
  ['syn-lost-twice', ['linear-syn: C SYN: 1028, 2000']],
  ['first-fin-lost', ['tail-loss-probe: C FIN ACK: 317, 1000']],
  [
    'fin-all-lost-orphan',
    [
      'tail-loss-probe: C FIN ACK: 324, 1000',
      'rto-minimum: C FIN ACK: 320, 2000',
      'rto-minimum: C FIN ACK: 640, 4000',
      'rto-minimum: C FIN ACK: only kernel',
    ],
  ],
  ['data-lost-then-close', ['rack: C PSH ACK: 133, 1000']],
  ['three-segment-close', ['delayed-ack: S ACK: only ours']],
  ['close-wait-forever', ['delayed-ack: S ACK: 7, 0']],
  ['synack-lost', ['duplicate-syn: S ACK: only ours']],
  ['abort-linger0', ['reset-with-ack: C RST ACK: RST ACK, RST']],
  ['data-exchange', ['segment-size: S ACK: 1448 B, 1460 B', 'segment-size: S PSH ACK: 552 B, 540 B']],
  [
    'old-dup-syn-in-listen',
    ['syn-after-rst: C SYN: only kernel', 'follows: S SYN ACK: -127, 0', 'follows: S ACK: only kernel'],
  ],
  ['time-wait-full', ['time-wait-length']],
  ['write-after-peer-closed', ['errno: send() EPIPE, send() ECONNRESET']],
  [
    'syn-flood-syncookies',
    [
      'listen-queue: S SYN ACK: only kernel',
      'listen-queue: S SYN ACK: only kernel',
      'listen-queue: S SYN ACK: only kernel',
      ...['C ACK', 'C PSH ACK', 'S ACK', 'C FIN ACK', 'S FIN ACK', 'C ACK', 'S SYN ACK'].map(
        (segment) => `follows: ${segment}: only kernel`,
      ),
    ],
  ],
  ['client-close-first', []],
]

test.each(FOUND)('%s', (name, expected) => {
  expect(reasons(name)).toEqual(expected)
})
