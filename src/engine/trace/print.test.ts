import { expect, test } from 'vitest'
import { simulate } from '../sim/run.ts'
import { SHORT_RUNS } from '../../test/short-runs.ts'
import { Trace } from './codec.ts'
import { tcpdumpLines } from './print.ts'
import { ssRows, ssText, ssTimer } from './print-ss.ts'

const ADDRESSES = { C: '192.0.2.10', S: '198.51.100.20' }
const traceOf = (name: keyof typeof SHORT_RUNS): Trace => new Trace(simulate(SHORT_RUNS[name]))
const dump = (name: keyof typeof SHORT_RUNS, place?: 'C' | 'S'): string[] =>
  tcpdumpLines(traceOf(name), ADDRESSES, place).map((line) => line.text)

function ss(name: keyof typeof SHORT_RUNS, side: 'C' | 'S', step: number): string[] {
  const trace = traceOf(name)
  return ssText(ssRows(trace, side, step, ADDRESSES, 443), trace.stepTimeUs(step)).split('\n')
}

test('tcpdump: absolute numbers on the SYNs, relative ones after them, seq only where numbers are consumed', () => {
  expect(dump('open')).toEqual([
    '00:00:00.000000 IP 192.0.2.10.49152 > 198.51.100.20.443: Flags [S], seq 1000, win 65535, options [mss 1460], length 0',
    '00:00:00.050000 IP 198.51.100.20.443 > 192.0.2.10.49152: Flags [S.], seq 2000, ack 1001, win 65535, options [mss 1460], length 0',
    '00:00:00.100000 IP 192.0.2.10.49152 > 198.51.100.20.443: Flags [.], ack 1, win 65535, length 0',
  ])
})

test('tcpdump prints data with its range, and a RST without ACK as it stands', () => {
  expect(dump('synLost')).toContainEqual(
    '00:00:01.500000 IP 192.0.2.10.49152 > 198.51.100.20.443: Flags [P.], seq 1:101, ack 1, win 65535, length 100',
  )
  expect(dump('abort').at(-1)).toMatch(/Flags \[R\], seq 1001, win 65535, length 0$/)
})

test('tcpdump on a host sees what arrives there when it arrives, and nothing that was lost on the way to it', () => {
  const client = dump('lastAckLost', 'C')
  const server = dump('lastAckLost', 'S')
  expect(client.filter((line) => line.includes('Flags [F.]'))).toHaveLength(3)
  expect(server).toHaveLength(client.length - 1)
  expect(server[0]).toMatch(/^00:00:00.050000 .*Flags \[S\]/)
})

// The layout is that of iproute2 6.1 writing into a pipe, `PortProcess` over short ports included.
test('ss shows both hosts in its own columns and spelling', () => {
  expect(ss('lastAckLost', 'C', 11)).toEqual([
    'State     Recv-Q Send-Q Local Address:Port   Peer Address:PortProcess',
    'TIME-WAIT 0      0         192.0.2.10:49152 198.51.100.20:443  timer:(timewait,59sec,0)',
  ])
  expect(ss('lastAckLost', 'S', 11)).toEqual([
    'State    Recv-Q Send-Q Local Address:Port Peer Address:Port Process',
    'LISTEN   0      128          0.0.0.0:443       0.0.0.0:*',
    'LAST-ACK 0      1      198.51.100.20:443    192.0.2.10:49152 timer:(on,2sec,1)',
  ])
  expect(ss('open', 'S', 4)[2]).toMatch(/^ESTAB /)
  expect(ss('open', 'S', 2)[2]).toMatch(/^SYN-RECV 0 +1 /)
})

test('a FIN that nobody has read stands as one byte in Recv-Q', () => {
  expect(ss('bothClose', 'S', 4)[2]).toMatch(/^ESTAB +0 +0 /)
  expect(ss('firstAckLost', 'S', 6)[2]).toMatch(/^CLOSE-WAIT 0 +0 /)
})

test('time left is written as ss writes it, its unit after a fraction of seconds included', () => {
  const left = (ms: number): string => ssTimer({ name: 'on', dueUs: ms * 1000, expiries: 0 }, 0)
  expect(left(352)).toBe('timer:(on,352ms,0)')
  expect(left(2192)).toBe('timer:(on,2.192ms,0)')
  expect(left(2000)).toBe('timer:(on,2sec,0)')
  expect(left(59_400)).toBe('timer:(on,59sec,0)')
  expect(left(90_500)).toBe('timer:(on,1min30sec,0)')
  expect(left(7_140_000)).toBe('timer:(on,119min,0)')
})
