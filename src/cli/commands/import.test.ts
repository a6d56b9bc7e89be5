import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { parseScenario } from '../../scenario/schema.ts'
import { importCapture } from './import.ts'

const SAMPLES = fileURLToPath(new URL('../../test/samples/', import.meta.url))
const sample = (file: string): string => path.join(SAMPLES, file)

function stderr() {
  return vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('a summary is JSON alone, and what was not read is told beside it', async () => {
  const told = stderr()
  const summary = JSON.parse(await importCapture([sample('10-cut-short.pcap')]))
  expect(summary).toMatchObject({ file: '10-cut-short.pcap', packets: 10, tcpStreams: 1 })
  expect(told.mock.calls.join()).toContain('stopped at byte 1,348, at packet 11: the file ends inside it')
})

test('the same in Chinese', async () => {
  const told = stderr()
  await importCapture([sample('10-cut-short.pcap'), '--lang', 'zh'])
  expect(told.mock.calls.join()).toContain('第 11 个数据包')
})

test('segments with what is unusual, states with what is uncertain', async () => {
  const file = sample('06-raw-ip-retransmissions-nano.pcap')
  expect(await importCapture([file, '--format', 'tcpdump'])).toMatch(
    /Flags \[P\.\], seq 1:101.*# retransmission\n/,
  )
  const states = await importCapture([sample('03-vlan-reset.pcap'), '--format', 'states'])
  expect(states).toMatch(/ESTABLISHED {2}-> CLOSED {8}# inferred: several causes look the same\n/)
  expect(states).toMatch(/# ended by a reset\n$/)
})

test('of several streams one must be named', async () => {
  const file = sample('08-two-interfaces.pcapng')
  await expect(importCapture([file, '--format', 'states'])).rejects.toThrow('2 streams')
  await expect(importCapture([file, '--format', 'states', '--stream', '2'])).rejects.toThrow('0 to 1')
  expect(await importCapture([file, '--format', 'states', '--stream', '1'])).toContain('never answered')
})

test('a stream as a scenario is one that the schema accepts', async () => {
  const text = await importCapture([sample('12-real-linux-three-requests.pcap'), '--format', 'scenario'])
  expect(parseScenario(text)).toMatchObject({ ok: true, value: { profile: 'linux' } })
})

test.each([
  [['nowhere.pcap'], 'cannot be read'],
  [[sample('README.md')], 'neither a pcap nor a pcapng'],
  [[], 'one capture file'],
  [[sample('01-ethernet-ipv4-normal.pcap'), '--format', 'svg'], 'summary, tcpdump'],
])('%j is the mistake of the user', async (args, problem) => {
  await expect(importCapture(args)).rejects.toThrow(problem)
})
