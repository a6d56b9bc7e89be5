import type { exported as English } from '../en/exported.ts'

export const exported: typeof English = {
  client: '客户端',
  server: '服务器',
  lost: '丢失',
  duplicate: '副本',
  injected: '注入',
  retransmission: (n) => `第 ${n} 次重传`,
}
