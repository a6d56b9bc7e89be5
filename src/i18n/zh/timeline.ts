import type { Messages } from '../en.ts'

export const timeline: Messages['timeline'] = {
  position: '时间位置',
  step: (step, last) => `第 ${step} 步，共 ${last} 步`,
  play: '播放',
  pause: '暂停',
  previous: '上一个事件',
  next: '下一个事件',
  speed: (speed) => `速度 ${speed}`,
  clock: '模拟时间',
  chapters: '章节',
  goToChapter: (name, time) => `${name}，${time}`,
  chapter: {
    handshake: '三次握手',
    data: '数据',
    closes: { C: '客户端关闭', S: '服务器关闭' },
    retransmits: 'RTO 到期',
    'two-msl-over': '2MSL 结束',
    reset: 'RST',
    keepalive: '保活',
    reboots: { C: '客户端重启', S: '服务器重启' },
  },
  event: {
    sent: (flags) => `${flags} 发出`,
    arrives: (flags) => `${flags} 到达`,
    lost: (flags) => `${flags} 丢失`,
    injected: (flags) => `${flags} 注入`,
    fires: (timer) => `${timer} 到期`,
    reboots: '重启',
  },
  lost: '丢失',
  idle: (length) => `空闲 ${length}`,
}
