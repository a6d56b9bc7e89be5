import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writePcapng } from '../engine/capture/write-pcapng.ts'
import { writePcap } from '../engine/capture/write-pcap.ts'
import { simulate } from '../engine/sim/run.ts'
import type { Scenario } from '../engine/sim/scenario.ts'
import { Trace } from '../engine/trace/codec.ts'
import { SHORT_RUNS } from '../test/short-runs.ts'
import type { ImportMessage } from './import-protocol.ts'
import { serveImport } from './serve-import.ts'

type Kind = ImportMessage['kind']

/** A reader, and what it says: each message with what moved with it. */
function reader() {
  const said: { message: ImportMessage; moved: number }[] = []
  const hear: ((message: ImportMessage) => void)[] = []
  const receive = serveImport((message, transfer) => {
    said.push({ message, moved: transfer.length })
    for (const listener of hear) listener(message)
  })
  const until = <K extends Kind>(kind: K): Promise<Extract<ImportMessage, { kind: K }>> =>
    new Promise((resolve) => {
      hear.push((message) => {
        if (message.kind === kind) resolve(message as Extract<ImportMessage, { kind: K }>)
      })
    })
  return { receive, until, said, kinds: () => said.map(({ message }) => message.kind) }
}

const sample = (name: string): Blob =>
  new Blob([readFileSync(new URL(`../test/samples/${name}`, import.meta.url))])

/** One connection with so many bytes of text, as a capture. */
function transfer(bytes: number): Blob {
  const { apps } = SHORT_RUNS.close
  const [connect] = apps.C
  const sends = {
    id: 'many',
    when: { after: connect?.id ?? '' },
    socket: connect?.socket ?? '',
    op: 'send',
    bytes,
  }
  const scenario: Scenario = {
    ...SHORT_RUNS.close,
    apps: { C: [connect!, sends as (typeof apps.C)[number]], S: apps.S },
    stopUs: 3_600_000_000,
  }
  const trace = new Trace(simulate(scenario))
  const addresses = { C: '192.0.2.10', S: '198.51.100.20' }
  return new Blob([writePcap({ trace, addresses, place: 'C' }) as Uint8Array<ArrayBuffer>])
}

describe('a capture', () => {
  test('is listed with its streams, and one of them opened as columns that move', async () => {
    const { receive, until, said } = reader()
    receive({ kind: 'read', file: sample('08-two-interfaces.pcapng') })
    const { content } = await until('read')
    expect(content).toMatchObject({ kind: 'capture', overview: { streams: [{ id: 0 }, { id: 1 }] } })
    receive({ kind: 'open-stream', ticket: 7, id: 1 })
    const { ticket, stream } = await until('stream-opened')
    expect([ticket, stream?.id, stream?.captured.findings]).toEqual([7, 1, [['never-answered']]])
    expect(said.at(-1)?.moved).toBeGreaterThan(40)
  })

  test('that carries comments on packets tells them by segment', async () => {
    const trace = new Trace(simulate(SHORT_RUNS.close))
    const addresses = { C: '192.0.2.10', S: '198.51.100.20' }
    const comment = ({ id }: { readonly id: number }) => (id === 1 ? 'the second one' : '')
    const file = writePcapng({ trace, addresses, place: 'wire' }, { comment }) as Uint8Array<ArrayBuffer>
    const { receive, until } = reader()
    receive({ kind: 'read', file: new Blob([file]) })
    await until('read')
    receive({ kind: 'open-stream', ticket: 1, id: 0 })
    const { stream } = await until('stream-opened')
    expect([...(stream?.comments ?? [])]).toEqual([[1, ['the second one']]])
  })

  test('that is cut short is listed as far as it goes, with the place', async () => {
    const { receive, until } = reader()
    receive({ kind: 'read', file: sample('10-cut-short.pcap') })
    expect((await until('read')).content).toMatchObject({
      overview: { packets: 10, problem: { kind: 'cut-short', at: 1348, packet: 11 } },
    })
  })

  test('is given up between two slices, and what was read by then is listed', async () => {
    const { receive, until, kinds } = reader()
    receive({ kind: 'read', file: transfer(6_000_000) })
    await until('progress')
    receive({ kind: 'cancel' })
    expect((await until('read')).content).toMatchObject({ overview: { problem: { kind: 'cancelled' } } })
    expect(kinds().filter((kind) => kind === 'progress').length).toBeLessThan(4)
  })
})

describe('a long stream', () => {
  test('is opened in portions with progress; another one that is asked for comes first', async () => {
    const { receive, until, said, kinds } = reader()
    receive({ kind: 'read', file: transfer(6_000_000) })
    await until('read')
    receive({ kind: 'open-stream', ticket: 1, id: 0 })
    await until('opening')
    receive({ kind: 'open-stream', ticket: 2, id: 0 })
    while (kinds().filter((kind) => kind === 'stream-opened').length < 2) await until('stream-opened')
    const answers = said.flatMap(({ message }) =>
      message.kind === 'stream-opened' ? [[message.ticket, message.stream?.id ?? null]] : [],
    )
    expect(answers).toEqual([
      [1, null],
      [2, 0],
    ])
  })

  test('that does not exist is answered all the same', async () => {
    const { receive, until } = reader()
    receive({ kind: 'open-stream', ticket: 3, id: 99 })
    expect(await until('stream-opened')).toEqual({ kind: 'stream-opened', ticket: 3, stream: null })
  })
})
