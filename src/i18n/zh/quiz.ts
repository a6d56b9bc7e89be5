import { ms } from '../format.ts'
import type { Section } from '../sections.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? '客户端' : '服务器')

export const quiz: Section<'quiz'> = {
  title: '接下来会发生什么？',
  settings: '出题范围',
  settingsNow: (kinds, most) => `出题范围：${kinds.join('、')}${most === 0 ? '' : `，最多 ${most} 题`}`,
  kinds: {
    state: '状态',
    segment: '报文段',
    numbers: '序号与确认号',
    application: '应用程序',
  },
  most: '题数',
  all: '全部',
  nothingToAsk: '按上面选的类型，这次运行没有可以出的题。',
  waiting: '正在播放，停在下一个事件之前',
  progress: (n, of) => `第 ${n} 题，共 ${of} 题`,
  score: (right, of) => `${of} 题中答对 ${right} 题`,

  arrival: (a) => `${a.flags}（${a.numbers}）到达${the(a.to)}。`,
  timer: (a) => `${the(a.side)}的定时器到期：${a.timer}。`,
  call: (a) => `${the(a.side)}调用 ${a.call}()。`,
  timers: {
    retransmission: '重传',
    persist: '窗口探测',
    'time-wait': '2MSL',
    'delayed-ack': '延迟 ACK',
    keepalive: '保活',
    'fin-wait-2': 'FIN-WAIT-2',
    'user-timeout': '用户超时',
    connect: '连接尝试',
    'loss-probe': '丢失探测',
    reorder: '乱序等待',
  },

  ask: {
    state: (a) => `${the(a.side)}从 ${a.before} 进入哪个状态？`,
    segment: (a) => `${the(a.side)}发送什么？`,
    numbers: (a) => `${the(a.side)}发出 ${a.flags}，序号和确认号是多少？`,
    application: (a) => `${the(a.side)}上的程序从 ${a.call}() 得到什么？`,
  },
  hint: '用方向键或 1 到 4 选择，按 Enter 作答。',
  nothing: '什么也不发',
  blocks: '继续阻塞',
  stays: (state) => `留在 ${state}`,
  endOfFile: '文件结束',
  newSocket: '新的套接字',
  answer: '作答',
  next: '下一题',
  finish: '查看结果',

  right: '答对了。',
  wrong: '答错了。',
  rightWas: '正确答案是：',
  yours: '你的答案',
  rule: '规则',
  myth: '常见的误解',
  mythMore: '全部卡片',

  result: '你的结果',
  resultOf: (right, of) => `${of} 题中答对 ${right} 题`,
  again: '再来一次',
  overall: '在这个浏览器中的累计成绩',
  scenarios: (n, of) => `试过 ${of} 个场景中的 ${n} 个`,
  rules: (n, of) => `答对的题涉及 ${of} 条规则中的 ${n} 条`,
  byKind: (name, right, asked) => `${name}：${asked} 题中答对 ${right} 题`,
  inMemory: '这个浏览器不允许保存内容；想保留进度，请导出。',
  export: '导出',
  reset: '清除',
  resetSure: '确定清除',
  at: (us) => ms(us),
}
