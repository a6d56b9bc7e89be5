import type { ScenarioTitles } from '../texts.ts'

export const zh: ScenarioTitles = {
  'open-normal': { title: '三次握手', variants: [] },
  'open-syn-lost': { title: 'SYN 丢失', variants: [] },
  'open-synack-lost': {
    title: 'SYN,ACK 丢失',
    variants: ['重复的 SYN 只换来 ACK（按 RFC 字面）', '重复的 SYN 换来 SYN,ACK（实际系统）'],
  },
  'open-ack-lost': {
    title: '握手的最后一个 ACK 丢失',
    variants: ['客户端不说话：靠服务器的定时器补救', '客户端发数据：数据捎带了 ACK'],
  },
  'open-all-syn-lost': {
    title: '始终无应答：ETIMEDOUT',
    variants: [
      'RFC 9293：间隔翻倍，上限 60 秒，R2 为 180 秒',
      'Linux 6.4 及以前：重试 6 次',
      'Linux 6.5 起：先以 1 秒间隔重试 4 次',
    ],
  },
  'open-refused': { title: '连接被拒绝', variants: [] },
  'open-simultaneous': {
    title: '同时打开',
    variants: ['如 RFC 图 7 所画', '逐字执行序号检查'],
  },
  'old-dup-syn-three-way': {
    title: '旧 SYN 遇上三次握手',
    variants: ['客户端已经放弃', '客户端正在重新连接', '客户端处于 TIME-WAIT'],
  },
  'old-dup-syn-two-way': {
    title: '旧 SYN 遇上两次握手',
    variants: ['客户端的 RST 丢失', '客户端以 RST 回应', '第二个报文段丢失'],
  },
  'handshake-message-count': {
    title: '一次、两次、三次还是四次？',
    variants: [
      '一次（假想规则）',
      '两次（假想规则）',
      '三次：真正的 TCP',
      '四次，SYN 与 ACK 分开（假想规则）',
      '真实存在的四次：同时打开',
    ],
  },
  'options-negotiation': {
    title: 'SYN 里约定了什么',
    variants: ['双方支持全部选项', '服务器只给出 MSS'],
  },
  'isn-and-sequence-numbers': {
    title: 'SEQ 与 ACK 怎么数',
    variants: ['双向都有数据', '越过 2^32 从 0 继续'],
  },
  'syn-flood-backlog': { title: 'SYN 洪泛：一个表项占 63 秒', variants: [] },
  'syn-flood-cookies': {
    title: 'SYN Cookie',
    variants: ['收到 ACK 之前什么都不存', 'ACK 丢失', '猜出来的 Cookie'],
  },
  'tfo-data-in-syn': {
    title: 'SYN 携带数据：Fast Open',
    variants: ['Cookie 有效', 'Cookie 无效'],
  },
  'close-normal': { title: '四次挥手', variants: [] },
  'close-three-segments': { title: '三个报文段完成挥手', variants: [] },
  'close-half-close-data': { title: '半关闭：对端还在发送', variants: [] },
  'close-simultaneous': { title: '同时关闭', variants: [] },
  'close-fin1-lost': { title: '第一个 FIN 丢失', variants: [] },
  'close-ack1-lost': {
    title: '第一个 FIN 的 ACK 丢失',
    variants: ['服务器晚关闭：FIN 重传', '服务器早关闭：它的 FIN 捎带 ACK'],
  },
  'close-fin2-lost': { title: '第二个 FIN 丢失', variants: [] },
  'close-ack2-lost': { title: '最后一个 ACK 丢失', variants: [] },
  'close-fin-reordered': {
    title: 'FIN 跑到数据前面',
    variants: ['数据被 FIN 超车', '数据丢失'],
  },
  'close-wait-leak': { title: 'CLOSE-WAIT 泄漏：忘了 close()', variants: [] },
  'fin-wait-2-timeout': {
    title: '卡在 FIN-WAIT-2',
    variants: ['Linux：孤儿套接字只等 60 秒', 'RFC 9293：没有定时器'],
  },
  'last-ack-gives-up': {
    title: 'LAST-ACK 最终放弃',
    variants: ['RFC 9293：R2 为 100 秒', 'Linux：孤儿套接字重试 8 次'],
  },
  'no-time-wait-rst-surprise': { title: '没有 TIME-WAIT：等来的是 RST', variants: [] },
  'no-time-wait-old-data': {
    title: '没有 TIME-WAIT：旧数据混进新连接',
    variants: [
      '没有 TIME-WAIT，两个方向的序号都重叠',
      '有 TIME-WAIT，新连接只能等待',
      '没有 TIME-WAIT，但旧的 ACK 露了馅',
    ],
  },
  'why-two-msl': { title: '为什么要等两个 MSL', variants: ['等待 2 MSL', '只等 1 MSL'] },
  'time-wait-assassination': {
    title: 'TIME-WAIT 暗杀',
    variants: ['RST 生效', '忽略 RST（RFC 1337）'],
  },
  'time-wait-reopen': {
    title: 'TIME-WAIT 中收到 SYN',
    variants: ['新的 SYN，序号高于旧连接', '旧的 SYN，RST 生效', '旧的 SYN，RST 被忽略', '看着像新的旧 SYN'],
  },
  'time-wait-port-exhaustion': {
    title: 'TIME-WAIT 耗尽端口',
    variants: ['端口用得比收回得快', '足够慢', '由服务器先关闭'],
  },
  'restart-eaddrinuse': {
    title: '服务器重启：EADDRINUSE',
    variants: ['不设 SO_REUSEADDR', '设置 SO_REUSEADDR', 'Windows 上的 SO_REUSEADDR'],
  },
  'abort-rst': {
    title: '强行中止：SO_LINGER 0 与 RST',
    variants: ['数据和 RST 依次到达', '数据丢失：RST 的序号不精确'],
  },
  'rst-vs-fin': {
    title: '发 RST 还是 FIN？',
    variants: ['close() 时还有未读数据', 'close() 之后数据才到', 'shutdown(SHUT_WR) 之后数据才到'],
  },
  'half-open-reboot': {
    title: '重启造成的半打开连接',
    variants: ['没重启的一端发送数据', '重启的一端再次连接'],
  },
  'keepalive-dead-peer': {
    title: '保活：对端在线、失联或重启',
    variants: ['对端在线', '路径已断', '对端已重启'],
  },
  'challenge-ack': {
    title: '质询 ACK：盲猜的 RST 与 SYN',
    variants: ['RST 落在窗口内', 'SYN 的序号靠猜', 'RST 的序号完全准确', '没有 RFC 5961：落在窗口内即可'],
  },
}
