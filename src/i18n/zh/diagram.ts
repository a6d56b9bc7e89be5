import type { Messages } from '../en.ts'
import { count, duration, milliseconds, ms, seconds } from '../format.ts'

export const diagram: Messages['diagram'] = {
  hint: '用上下方向键逐个查看报文段，按 Enter 选中。',
  segments: '按时间排列的报文段',
  statesOf: { C: '客户端的状态', S: '服务器的状态' },
  stateFrom: (state, us) => `${state}，从 ${ms(us)} 起`,

  idle: (us) => `空闲 ${duration(us)}，已压缩`,
  blocked: '阻塞',
  lost: '丢失',
  dropped: '已丢弃',
  duplicate: '副本',
  injected: '注入',
  retransmission: (n) => `重传 ${n}`,
  arrival: (rank) => (['先到', '后到'][rank - 1] ?? `第 ${rank}`) as string,
  left: '剩余',
  restart: '重新计时',

  notes: {
    resend: 'RTO 到期，重传',
    'give-up': '放弃',
    'window-probe': '窗口探测',
    keepalive: '保活探测',
    'tail-probe': '尾部丢失探测',
    reboot: '重启',
  },
  resendBrief: 'RTO 重传',
  reasons: {
    'no-connection': '没有此连接',
    'not-for-listener': 'LISTEN 不接受',
    'outside-window': '在窗口之外',
    'received-before': '早已收到',
    'bad-ack': '确认号不可接受',
    'not-believed': '不予采信',
    old: '陈旧，忽略',
    'queue-full': '队列已满',
    discarded: '被丢弃',
  },

  toolbar: '改变这个报文段',
  drop: '丢弃',
  restore: '恢复',
  copy: '复制',
  delay: '延迟',
  delayBy: '额外时延，毫秒',
  unchangeable: '副本和注入的报文段不能更改。',
  grip: '拖动以延迟',
  showFuture: '显示未来',
  futureShown: '显示未来',
  futureHidden: '隐藏未来',
  trueScale: '真实比例',
  stretch: '放大时间',
  shrink: '缩小时间',
  backToNow: '回到当前',
  fork: '从这里分叉：与改动后的运行对比',
  asTable: '以表格阅读',
  asDiagram: '以图阅读',

  arrow: (from, numbers, sentUs, status, remarks) =>
    [
      from === 'C' ? '客户端到服务器' : '服务器到客户端',
      numbers,
      `${at(sentUs)} 发出`,
      status,
      ...remarks,
    ].join('，'),
  seq: (n) => `seq ${n}`,
  ack: (n) => `ack ${n}`,
  bytes: (n) => `${count(n)} 字节`,
  status: {
    future: '尚未发出',
    inFlight: '在途',
    delivered: (us) => `${at(us)} 送达`,
    lost: '在网络中丢失',
    dropped: '因更改而丢弃',
    discarded: (reason) => `被接收方丢弃：${reason}`,
  },
  remarkRetransmission: (n) => `第 ${n} 次重传`,
  remarkCopy: '网络产生的副本',
  remarkInjected: '注入',

  table: {
    name: '报文段与状态变化',
    time: '时间',
    where: '位置',
    what: '内容',
    numbers: '序号',
    outcome: '结果',
    page: (from, to, of) => `第 ${count(from)} 至 ${count(to)} 行，共 ${count(of)} 行`,
    previous: '前面的行',
    next: '后面的行',
    client: '客户端',
    server: '服务器',
    clientToServer: '客户端到服务器',
    serverToClient: '服务器到客户端',
  },

  changes: {
    name: '更改',
    count: (n) => `${n} 处更改`,
    reset: '重置',
    takeBack: (what) => `撤回：${what}`,
    link: {
      delayUs: '时延',
      jitterUs: '抖动',
      lossPpm: '丢包',
      reorderPpm: '乱序',
      duplicatePpm: '重复',
    },
    direction: { CtoS: ' \u2192', StoC: ' \u2190', both: '' },
    segment: (from, nth) => `${of(from)}${which(nth)}报文段`,
    kindOf: (kind, nth, from) => `${of(from)}${which(nth)}${kind === 'DATA' ? '数据报文段' : ` ${kind}`}`,
    drop: (what) => `丢弃${what}`,
    delay: (what, us) => `延迟${what}：${milliseconds(us)} ms`,
    duplicate: (what) => `复制${what}`,
    notAnyMore: (what) => `不再：${what}`,
    profile: (name) => `配置 ${name}`,
    seed: (seed) => `种子 ${seed}`,
    callTime: (call) => `${call}() 的时刻`,
    script: { C: '客户端的调用', S: '服务器的调用' },
    members: {
      title: '标题',
      notes: '备注',
      hosts: '主机',
      injections: '注入的报文段',
      reboots: '重启',
      stopUs: '运行的终点',
      maxEvents: '事件上限',
      gives_up: '例外',
    },
  },
}

const at = (us: number): string => (us < 1_000_000 ? ms(us) : seconds(us, 3))

const of = (from: 'C' | 'S' | null): string => (from === null ? '' : from === 'C' ? '客户端' : '服务器')

/** Which of them: `2`, `3+`, `1, 4` or `all`. */
function which(nth: string): string {
  if (nth === 'all') return '所有'
  return nth.endsWith('+') ? `第 ${nth.slice(0, -1)} 个起的` : `第 ${nth.replaceAll(', ', '、')} 个`
}
