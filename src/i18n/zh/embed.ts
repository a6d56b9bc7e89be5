import type { Section } from '../sections.ts'

export const embed: Section<'embed'> = {
  title: (scenario) => `TCP 连接：${scenario}`,
  open: '在 Synscope 中打开',
  eachWay: (length) => `单程 ${length}`,
  bothWays: (there, back) => `去程 ${there}，回程 ${back}`,
  failed: '无法在此处显示这条连接。',
}
