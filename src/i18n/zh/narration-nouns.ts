import type { SegmentWords, Side } from '../en/narration-nouns.ts'

/** 中文句子怎样称呼主机和报文段。 */

const hosts = { C: '客户端', S: '服务器' } as const

export const it = (side: Side): string => hosts[side]
export const peer = (side: Side): string => hosts[side === 'C' ? 'S' : 'C']

const probes = { keepalive: '保活探测', 'zero-window': '窗口探测' } as const

/** What a host sends; a name that begins with a verb needs no 的. */
export const of = (side: Side, words: SegmentWords): string => {
  const name = what(words)
  return `${it(side)}${name.startsWith('携带') ? '' : '的 '}${name}`
}

export function what({ flags, bytes, label, probe }: SegmentWords): string {
  if (probe !== null) return probes[probe]
  if (bytes === 0) return flags
  const text = label === '' ? `${bytes} 字节数据` : `${label}（${bytes} 字节）`
  return flags === '' ? text : `携带 ${text}的 ${flags}`
}

export function segment(words: SegmentWords | null): string {
  if (words === null) return '一个报文段'
  const name = what(words)
  switch (words.origin) {
    case 'first':
      return of(words.from, words)
    case 'again':
      return `${it(words.from)}重传的 ${name}`
    case 'copy':
      return `${it(words.from)} ${name} 的副本`
    case 'old':
      return `上一个连接残留的 ${name}`
    case 'injected':
      return `注入的 ${name}`
  }
}
