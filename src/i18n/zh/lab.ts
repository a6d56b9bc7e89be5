import { count, duration, percent, seconds } from '../format.ts'
import type { Section } from '../sections.ts'

/** A count, or a share of one: `448`, `0.3`. */
const rate = (value: number) =>
  value >= 100 ? count(Math.round(value)) : String(Math.round(value * 10) / 10)
/** With its measure word: `8,000 个`, `160 万个`. */
const many = (value: number) =>
  value < 1_000_000 ? `${count(Math.round(value))} 个` : `${count(Math.round(value / 10_000))} 万个`
const clock = (us: number) => seconds(us, us % 1_000_000 === 0 ? 0 : 2)
/** How far a run is from theory; where percents say nothing any more, how many times as much it is. */
const percentOff = (share: number) =>
  share >= 9 ? `× ${rate(share + 1)}` : `${share >= 0 ? '+' : '−'}${Math.abs(share * 100).toFixed(1)} %`
const megabytes = (bytes: number) => `${count(Math.ceil(bytes / 1_048_576))} MB`

export const lab: Section<'lab'> = {
  title: '群体实验室',
  question: '问题',
  chooseQuestion: (title) => `问题：${title}。选择另一个`,
  presets: {
    'port-exhaustion': {
      title: '临时端口用尽',
      lesson: (t) =>
        `${count(t.ports)} 个端口，每个打开 ${duration(t.life)}，再在 TIME-WAIT 停留 ${duration(t.wait)}，因此对${t.destinations === 1 ? '一个目的地' : ` ${t.destinations} 个目的地`}每秒最多 ${rate(t.ceiling)} 个连接。`,
      next: '打开 tcp_tw_reuse：TIME-WAIT 和以前一样长，但一秒之后 connect() 就可以接管它的端口。',
    },
    'server-closes-first': {
      title: '服务器先关闭',
      lesson: (t) =>
        `TIME-WAIT 属于先关闭的一方。现在这 ${duration(t.wait)} 落在服务器上，不占用任何客户端端口，每秒 ${count(t.rate)} 个连接全部成功。`,
      next: '把服务器上的 TIME-WAIT 限制为 16,384 项（tcp_max_tw_buckets）：超出的立即被遗忘。',
    },
    'tw-reuse': {
      title: '接管端口：tcp_tw_reuse',
      lesson: (t) =>
        `有了时间戳，connect() 可以接管已在 TIME-WAIT 停留一秒的端口，所以每秒 ${count(t.rate)} 个连接只需要 ${count(t.ports)} 个端口。`,
      next: '要求每秒 8,000 个连接：这时即使一个端口只占用 4 s 也太久了。',
    },
    'close-wait-leak': {
      title: 'CLOSE-WAIT 直到 EMFILE',
      lesson: (t) =>
        `每秒 ${count(t.rate)} 个连接，其中 ${percent(t.leak)} 服务器忘了调用 close()。CLOSE-WAIT 没有定时器：它不断增长，直到 ${count(t.descriptors)} 个描述符用完。`,
      next: '把描述符上限加倍：失败只是晚来一倍的时间。',
    },
    'syn-flood': {
      title: 'SYN 洪泛，不用 SYN Cookie',
      lesson: (t) =>
        `每秒 ${count(t.flood)} 个伪造的 SYN，不到一秒就填满长度为 ${count(t.backlog)} 的 backlog，每一项都要等所有重传结束才释放。真正的客户端停在 SYN-SENT。`,
      next: '打开 tcp_syncookies：backlog 仍然是满的，真正的客户端却能连上。',
    },
    'syn-flood-cookies': {
      title: 'SYN 洪泛，用 SYN Cookie',
      lesson: (t) =>
        `同样是每秒 ${count(t.flood)} 个伪造的 SYN。backlog 满了以后，服务器用 SYN Cookie 应答新来的 SYN，随即忘掉，于是凡是会应答的都能连上。`,
      next: '让洪泛再强四倍：服务器仍然什么都不保留。',
    },
    'accept-queue-overflow': {
      title: '全连接队列溢出',
      lesson: (t) =>
        `每秒来 ${count(t.rate)} 个连接，accept() 只取走 ${count(t.accept)} 个。长度为 ${count(t.queue)} 的队列填满之后，握手的最后一个 ACK 被忽略，客户端以为连接已经建立，服务器却没有。`,
      next: '把队列加长到 4,096：不再有人被拒绝，人人都要等待。',
    },
    'restart-addrinuse': {
      title: '重启：EADDRINUSE',
      lesson: (t) =>
        `服务器先关闭，所以 ${duration(t.wait)} 的 TIME-WAIT 占住它自己的端口。在 ${clock(t.restart)} 重启后，必须等它们结束才能监听。`,
      next: '设置 SO_REUSEADDR：listen() 立即成功。',
    },
    million: {
      title: '一百万个连接',
      lesson: (t) =>
        `${count(t.connections)} 个连接，每秒 ${count(t.rate)} 个，每一个都由讲解所用的同一引擎逐个报文段地模拟。`,
      next: '每一百个报文段丢失一个：看看会引起多少次重传。',
    },
  },
  tryNext: '下一步试试',
  doIt: '试一试',

  summary: {
    opened: '已打开',
    ports: '占用的端口',
    failures: 'connect() 失败',
    ceiling: '速率上限',
    dropped: '丢弃的 SYN',
    memory: '内存',
  },
  perSecond: (value) => `${rate(value)} /s`,
  memory: megabytes,
  count,

  hosts: { C: '客户端主机', S: '服务器主机' },
  hostNames: { C: '客户端', S: '服务器' },
  byState: '各状态的套接字数',
  axis: (s) => `${count(s)} s`,
  ceilings: {
    ports: (n) => `${count(n)} 个临时端口`,
    synQueue: (n) => `半连接队列：${count(n)}`,
    acceptQueue: (n) => `全连接队列：${count(n)}`,
    descriptors: (n) => `${count(n)} 个描述符`,
  },
  portRange: ([low, high], destinations) =>
    `（${low} 至 ${high}，${destinations === 1 ? '一个目的地' : `${destinations} 个目的地`}）`,
  computing: '计算中',
  markers: {
    'ports-out': (t) => `${clock(t)} 端口用尽`,
    'connect-fails': (t) => `${clock(t)} 起 connect() 失败`,
    'flood-starts': (t, flood) => `${clock(t)} SYN 洪泛开始，${count(flood)} /s`,
    'backlog-full': (t) => `${clock(t)} backlog 已满：丢弃 SYN`,
    'accept-full': (t) => `${clock(t)} 全连接队列已满`,
    'descriptors-out': (t) => `${clock(t)} 描述符用完`,
    'process-ends': (t) => `${clock(t)} 进程重启`,
  },

  zoomIn: '放大',
  zoomOut: '缩小',
  zoomWhole: '显示整个运行',

  moment: '时刻',
  momentHint: '方向键、PageUp、PageDown、Home 和 End 移动它；点击可设定；+ 和 − 缩放。',
  momentText: (a) => `${clock(a.t)}，${a.host}：${a.states}`,
  noSockets: '没有套接字',
  sockets: (n, state) => `${state} ${count(n)}`,
  comma: '，',
  at: (t) => `${clock(t)} 时`,
  chooseState: '选择一个状态，查看处于该状态的连接。',
  showState: (a) => `${a.host}上处于 ${a.state} 的连接：${count(a.n)} 个套接字`,
  newest: '最近开始的连接',
  connectionsIn: (host, state) => `${host}上处于 ${state} 的一些连接`,
  searching: '正在重新运行其中一些连接',
  notFound: '重新运行的连接当时都不在这个状态。伪造的 SYN 不属于任何连接。',
  connection: '编号',
  began: '开始',
  port: '客户端端口',
  noPort: '无',
  state: { C: '客户端', S: '服务器' },
  segments: '报文段',
  outcome: '结果',
  outcomes: {
    untried: '尚未尝试',
    connecting: '仍在连接',
    open: '仍打开',
    closed: '已关闭',
    failed: '失败',
  },
  open: '打开',
  openInStudio: (n) => `在实验台中打开连接 ${count(n)}`,
  connectionTitle: (n, preset) => `连接 ${count(n)}：${preset}`,
  cannotOpen: '它没有发送任何报文段：connect() 立即失败。',
  clock,
  exact: (us) => seconds(us, 3),

  figures: '理论与运行',
  figure: '量',
  theory: '理论',
  run: '运行',
  deviation: '偏差',
  figureNames: {
    ceiling: '每秒连接数：端口数 / 占用时间',
    exhausted: '端口用尽：端口数 / 速率',
    timeWait: 'TIME-WAIT 项数：速率 × 2MSL（利特尔法则）',
    open: '打开的连接：速率 × 打开时间（利特尔法则）',
    synQueue: 'SYN-RECEIVED 项数：backlog，或速率 × 全部重试的时间',
    synQueueFull: 'backlog 填满：backlog / 洪泛速率',
    accepted: '每秒接受：accept() 的速率',
    descriptors: '描述符用完：上限 /（速率 × 泄漏比例）',
    restart: '重新监听：重启 + TIME-WAIT',
  },
  pending: '未达到',
  figureValue: {
    'per-second': (value) => `${rate(value)} /s`,
    time: (us) => seconds(us, 2),
    count: (value) => rate(value),
  },
  percentOff,
  theoryNote: '理论不考虑丢失，也不考虑队列已满。运行与它不同的地方，正是它略去的东西。',

  errors: '按 errno 统计的失败调用',
  call: '调用',
  drops: '按原因统计的丢弃、重传与 SYN Cookie',
  reason: '原因',
  times: '次数',
  noErrors: '没有调用失败。',
  noDrops: '没有任何丢弃。',
  reasons: {
    lost: '在路径上丢失',
    'syn-dropped-backlog-full': '丢弃 SYN：backlog 已满',
    'accept-queue-full': '忽略握手：全连接队列已满',
    other: (rule) => `按规则 ${rule} 丢弃`,
    retransmitted: '发送的重传',
    'syn-cookie-sent': '用 SYN Cookie 应答的 SYN',
  },

  table: '表格形式',
  tableOf: (host) => `${host}各状态的套接字数`,
  time: '时间',
  portsColumn: '端口',
  errorsColumn: '失败',

  parameters: '参数',
  reset: '重置',
  all: '全部参数',
  groups: {
    load: '负载',
    ports: '端口与 TIME-WAIT',
    queues: '服务器的队列',
    flood: 'SYN 洪泛',
    application: '应用程序',
    path: '路径与随机性',
  },
  names: {
    rate: '连接速率',
    pace: '到达方式',
    arrive: '新连接持续到',
    run: '运行时长',
    life: '连接寿命',
    closer: '先关闭的一方',
    request: '请求',
    reply: '回复',
    profile: '两台主机的配置',
    wait: '2MSL',
    ports: '临时端口范围',
    destinations: '目的地',
    reuse: 'tcp_tw_reuse',
    buckets: 'TIME-WAIT 项数上限',
    backlog: 'SYN backlog',
    queue: '全连接队列',
    accept: 'accept() 速率',
    flood: 'SYN 洪泛',
    floodFrom: '洪泛开始',
    floodTo: '洪泛结束',
    cookies: 'tcp_syncookies',
    leak: '忘记 close()',
    descriptors: '服务器描述符',
    clientDescriptors: '客户端描述符',
    restart: '服务器重启于',
    reuseAddr: 'SO_REUSEADDR',
    delay: '单程时延',
    jitter: '抖动',
    loss: '丢包',
    seed: '种子',
  },
  hints: {
    reuse: '发起连接时接管 TIME-WAIT，需要时间戳',
    cookies: '应答 SYN 而不保存状态',
    reuseAddr: '端口被 TIME-WAIT 占住时也能监听',
  },
  zero: {
    accept: '立即',
    flood: '无',
    buckets: '不限',
    descriptors: '不限',
    clientDescriptors: '不限',
    restart: '从不',
  },
  choices: {
    pace: ['均匀', '随机', '成批'],
    closer: ['客户端', '服务器'],
    off: '关',
    on: '开',
  },
  type: (name) => `输入数值：${name}`,

  started: (end) => `开始模拟 ${clock(end)}`,
  simulating: (t, end) => `正在模拟 ${clock(t)}，共 ${clock(end)}`,
  paused: (t, end) => `已暂停于 ${clock(t)}，共 ${clock(end)}`,
  cancelled: (t) => `已在 ${clock(t)} 取消`,
  done: (t) => `已模拟 ${clock(t)}`,
  finishedIn: (ms) => `用时 ${seconds(ms * 1_000, 1)}`,
  socketLimit: '已停止：同时存在的套接字超过 1,000,000 个。',
  counts: (tried, events) => `connect() ${count(tried)} 次，事件 ${many(events)}`,
  left: (done, s) => `${done} %，还剩 ${s} s`,
  estimating: '正在估算',
  asks: (events, s, bytes) => `约 ${many(events)}事件：在这台电脑上约需 ${s} s 和 ${megabytes(bytes)} 内存。`,
  start: '开始',
  pause: '暂停',
  resume: '继续',
  cancel: '取消',
  again: '再次运行',
  retry: '重试',
  failed: '模拟中断；已得到的结果保留。',
  progress: '模拟进度',
  refused: (a) =>
    `这个群体的${a.what}为 ${count(Math.round(a.given))}；${a.given > a.most ? `最多 ${count(a.most)}` : `最少 ${count(a.least)}`}。`,
  limits: {
    connections: '连接数',
    sockets: '同时存在的套接字数',
    bytes: '内存字节数',
    samples: '采样数',
    destinations: '目的地数',
    simulatedUs: '模拟时间（微秒）',
    perSecond: '每秒连接数',
    requestBytes: '请求的字节数',
    replyBytes: '回复的字节数',
  },
  problems: {
    'unknown-preset': (name) => `链接中的问题不存在：“${name}”。`,
    'unknown-parameter': (name) => `链接中有不是参数的内容：“${name}”。`,
    'out-of-range': (a) => `链接把“${a.name}”设为 ${a.given}；允许的范围是 ${a.low} 至 ${a.high}。`,
  },
}
