import type { Messages } from '../en.ts'

export const catalogue: Messages['catalogue'] = {
  title: '场景',
  find: '查找场景',
  placeholder: '名称、状态、标志、errno、RFC 章节',
  groups: { opening: '建立连接', closing: '关闭连接', 'time-wait': 'TIME-WAIT', trouble: '异常情形' },
  nothing: '没有匹配的场景。',
}
