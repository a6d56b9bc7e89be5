import type { Messages } from '../en.ts'

export const shell: Messages['shell'] = {
  client: '客户端',
  server: '服务器',
}
