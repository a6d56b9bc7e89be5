import type { script as English } from '../en/script.ts'

export const script: typeof English = {
  sentence: (line, column, problem) => `第 ${line} 行第 ${column} 列：${problem}。`,
  problems: {
    'too-many-bytes': ({ limit }) => `脚本超过 ${limit} 字节`,
    'too-many-lines': ({ limit }) => `脚本超过 ${limit} 行`,
    'line-too-long': ({ limit }) => `这一行超过 ${limit} 个字符`,
    shell: ({ what }) => `不会运行 shell 命令：${what}`,
    code: ({ what }) => `不会运行嵌入的代码：${what}`,
    expected: ({ what }) => `此处应为：${what}`,
    'left-over': ({ found }) => `无法理解：${found}`,
    'unknown-call': ({ name }) => `未知的调用 ${name}()`,
    'unknown-option': ({ name }) => `未知的选项 --${name}`,
    'unknown-word': ({ name }) => `此处不认识 ${name}`,
    'bad-value': ({ name, found }) => `${found} 不是 ${name} 的值`,
    'numbers-disagree': ({ from, length, to }) => `从 ${from} 起 ${length} 字节到不了 ${to}`,
    'ack-without-number': () => '带 ACK（.）的报文段要写明确认号：ack 1',
    'not-a-scenario': () => '这不能构成有效的场景',
  },
  surprise: (line, expected, found) => `第 ${line} 行写的是 ${expected}，实际是 ${found}。`,
  nothing: '没有这样的报文段',
}
