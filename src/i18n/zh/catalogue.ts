import type { Messages } from '../en.ts'

export const catalogue: Messages['catalogue'] = {
  title: '场景',
  find: '查找场景',
  placeholder: '名称、状态、标志、errno、RFC 章节',
  nothing: '没有匹配的场景。',
  results: (count) => `${count} 个场景`,
  variant: (n) => `变体 ${n}`,
}
