import type { Messages } from '../en.ts'
import { count } from '../format.ts'

export const notices: Messages['notices'] = {
  firstVisit: '拖动箭头，让这个报文段晚些到达。',
  noDifference: '没有区别',
  linkDamaged: '链接不完整或已损坏，场景保持不变。',
  linkNewer: '这个链接由更新版本的 Synscope 生成。',
  linkTooLong: (limit, unit) => `链接超过了上限：${count(limit)} ${unit === 'bytes' ? '字节' : '个字符'}。`,
  linkUnknownScenario: (id) => `链接指向的场景不存在：${id}。`,
  linkInvalid: (sentence) => `链接无效。${sentence}`,
  updateReady: 'Synscope 新版本已就绪。',
  update: '载入',
  captured: '抓包记录的是已经发生的事。先“模拟它”，再修改。',
  engineRestarted: '引擎没有响应，已重新启动。',
  engineCrashed: (message) => `引擎因我们的错误而停止。${message}`,
  engineFailed: '引擎无法在此浏览器中启动。',
  fileUnread: '文件没有读取：读取文件的程序未能加载。请再拖入一次，或重新加载页面。',
  copyOriginal: '复制原链接',
  stopped: {
    'event-limit': (events) => `已在 ${count(events)} 个事件后停止。`,
    'time-limit': '已在模拟时间 24 小时后停止。',
    loop: '已停止：同样的事情会无限重复。',
    'size-limit': '已停止：运行记录达到 64 MB。',
    cancelled: '已提前停止。',
  },
}
