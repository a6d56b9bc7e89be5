import { describe, expect, test } from 'vitest'
import type { Fault } from '../../engine/sim/scenario.ts'
import { en } from '../../i18n/en.ts'
import { zh } from '../../i18n/zh.ts'
import { changeText } from './change-text.ts'

const told = (fault: Fault, { diagram, knobs }: typeof en): string =>
  changeText({ id: 'fault', kind: 'fault', before: null, after: fault }, diagram, knobs)

describe('a fault on a chip', () => {
  test.each<[Fault, string, string]>([
    [
      { match: { from: 'C', kind: 'ANY', nth: 4 }, do: 'drop' },
      'Drop client’s segment 4',
      '丢弃客户端第 4 个报文段',
    ],
    [
      { match: { from: 'S', kind: 'SYN', nth: 1 }, do: 'delay', byUs: 5_000 },
      'Delay SYN 1 of the server by 5 ms',
      '延迟服务器第 1 个 SYN：5 ms',
    ],
    [{ match: { kind: 'RST', nth: 'all' }, do: 'drop' }, 'Drop RST all', '丢弃所有 RST'],
    [{ match: { kind: 'ANY', nth: [1, 3] }, do: 'drop' }, 'Drop segment 1, 3', '丢弃第 1、3 个报文段'],
    [
      { match: { from: 'C', kind: 'DATA', nth: { from: 2 } }, do: 'duplicate', byUs: 0 },
      'Duplicate DATA 2+ of the client',
      '复制客户端第 2 个起的数据报文段',
    ],
  ])('%j', (fault, english, chinese) => {
    expect(told(fault, en)).toBe(english)
    expect(told(fault, zh)).toBe(chinese)
  })
})
