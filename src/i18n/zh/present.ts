import type { Section } from '../sections.ts'

export const present: Section<'present'> = {
  name: '演示',
  leave: '退出',
  previous: '上一步',
  next: '下一步',
  fullScreen: '全屏',
  notes: '讲者备注',
  notesBlocked: '浏览器没有打开备注窗口。',
  lesson: '要点',
  keys: 'PageDown：下一步。PageUp：上一步。. 或 B：黑屏。W：白屏。F5：从头开始。Esc：退出。',
  black: '黑屏。按任意键返回。',
  white: '白屏。按任意键返回。',
  counter: (place, last) => `${place} / ${last}`,
  now: '现在',
  comes: '接下来',
  end: '结束',
  elapsed: '已用时间',
}
