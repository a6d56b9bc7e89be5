import { ms, seconds } from '../format.ts'
import type { Section } from '../sections.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? '客户端' : '服务器')
const length = (us: number) => (us < 1_000_000 ? ms(us) : seconds(us, 2))

const late = (us: number) =>
  us < 6_000 ? `时间相差不超过 ${length(us)}。` : `内核的定时器会稍晚触发，这里最多晚 ${length(us)}。`

const captures: Section<'reality'>['captures'] = {
  'client-close-first': '建立连接，客户端先关闭',
  'server-close-first': '建立连接，服务器先关闭',
  'syn-lost-once': '第一个 SYN 丢失',
  'syn-lost-twice': '前两个 SYN 丢失',
  'synack-lost': 'SYN,ACK 丢失，客户端重发 SYN',
  'synack-lost-server-timer': 'SYN,ACK 和第二个 SYN 丢失，服务器重传',
  'handshake-ack-lost-idle': '握手的最后一个 ACK 丢失，之后没有数据',
  'handshake-ack-lost-client-data': '握手的最后一个 ACK 丢失，随后有数据',
  'handshake-ack-lost-client-fin': '握手的最后一个 ACK 丢失，随后是 FIN',
  'syn-all-lost': '所有 SYN 都丢失',
  'connect-refused': '没有人在监听',
  'simultaneous-open': '双方同时 connect()',
  'old-dup-syn-in-listen': '旧的 SYN 先到达监听方',
  'data-exchange': '请求 300 字节，应答 2,000 字节',
  'three-segment-close': '服务器一读到结尾就关闭',
  'half-close-server-data': '客户端 shutdown()，服务器继续发送',
  'simultaneous-close': '双方同时关闭',
  'simultaneous-close-fin-lost': '双方同时关闭，一个 FIN 丢失',
  'first-fin-lost': '第一个 FIN 丢失',
  'fin-all-lost-orphan': 'close() 之后的报文段全部丢失',
  'first-fin-ack-lost': '第一个 FIN 的 ACK 丢失',
  'second-fin-lost': '第二个 FIN 丢失',
  'last-ack-lost': '最后一个 ACK 丢失',
  'last-ack-gives-up': '服务器进入 LAST-ACK 之后全部丢失',
  'fin-before-data': 'FIN 赶到了数据前面',
  'data-lost-then-close': '数据丢失，FIN 紧随其后',
  'close-wait-forever': '服务器从不关闭',
  'fin-wait-2-orphan-timeout': 'close() 之后对方一直不关闭',
  'time-wait-full': 'TIME-WAIT 等满为止',
  'rst-in-time-wait': 'RST 到达 TIME-WAIT',
  'client-port-in-time-wait': '唯一的空闲端口还在 TIME-WAIT',
  'new-syn-in-time-wait': '新的 SYN 到达 TIME-WAIT',
  'bind-eaddrinuse': '重启，没有 SO_REUSEADDR',
  'bind-reuseaddr-ok': '重启，设了 SO_REUSEADDR',
  'abort-linger0': '用 SO_LINGER 0 中止',
  'close-unread-data': '还有数据没读就 close()',
  'write-after-peer-closed': '对方关闭之后又写了两次',
  'peer-reboot-data': '服务器重启后不记得连接，客户端照样发送',
  'keepalive-silent-peer': '对端毫无回应时的保活',
  'syn-in-established': 'ESTABLISHED 中收到 SYN',
  'blind-rst-in-window': '伪造的 RST，序号落在窗口内',
  'abort-before-accept': 'accept() 之前客户端就中止',
  'half-close-server-first': '服务器 shutdown()，客户端继续发送',
  'http10-style': '请求、应答，服务器随即关闭',
  'keepalive-answered': '得到应答的保活',
  'new-syn-in-time-wait-no-timestamps': '新的 SYN 到达 TIME-WAIT，没有时间戳',
  'rst-exact': '序号恰好等于期望值的 RST',
  'rst-out-of-window': '序号在窗口之外的 RST',
  'syn-duplicated': 'SYN 到达两次',
  'synack-duplicated': 'SYN,ACK 到达两次',
  'fin-duplicated': '第一个 FIN 到达两次',
  'syn-flood-syncookies': '六个伪造的 SYN，然后来了客户端',
  'syn-lost-twice-exponential': '前两个 SYN 丢失，按 RFC 6298 的节奏重发',
}

const reasons: Section<'reality'>['reasons'] = {
  'syn-options': {
    name: 'SYN 上的选项',
    text: 'RFC 9293 只要求 MSS。Linux 还提出选择确认、时间戳和窗口扩大；只有两个 SYN 都带的才会使用。',
    source: 'RFC 7323、RFC 2018',
  },
  'linear-syn': {
    name: '按固定间隔重发 SYN',
    text: '按 RFC 6298，每次等待都要加倍：1、2、4 s。Linux 的前几个 SYN 每隔一秒发一次，之后才开始加倍，这样短暂的中断能更快过去。',
    source: 'tcp_syn_linear_timeouts = 4',
  },
  'tail-loss-probe': {
    name: '尾部丢失探测（TLP）',
    text: '一批报文段的最后一个若丢失，后面没有别的报文段能暴露这一点。Linux 在大约“往返时间加 200 ms”之后就再发一次，而且不算作超时；按 RFC 6298 至少要等 1 s。',
    source: 'RFC 8985 第 7 节',
  },
  'rto-minimum': {
    name: '更短的重传超时',
    text: 'RFC 6298 规定重传超时至少 1 s。Linux 允许 200 ms：平滑往返时间加 200 ms，每次重传加倍。',
    source: 'RFC 6298 第 2.4 节，tcp_rto_min_us',
  },
  rack: {
    name: '凭时间看出丢失，不等超时',
    text: '乱序到达的部分已经用 SACK 报告，发送方因此知道前面那个报文段早该到了。Linux 只过往返时间的一小部分就重发它。',
    source: 'RFC 8985 第 6 节',
  },
  'delayed-ack': {
    name: '延迟确认',
    text: 'Linux 会把 ACK 压住片刻（4 到 40 ms），好让数据或 FIN 捎带它。所以现实中很多关闭只有三个报文段。我们的 RFC 配置立即确认。',
    source: 'RFC 9293 第 3.8.6.3 节',
  },
  dsack: {
    name: '报告收到了重复',
    text: '同样的序号又到了一次。Linux 回一个 ACK，用 SACK 块指明是哪些，让发送方知道这次重发是多余的。',
    source: 'RFC 2883',
  },
  'duplicate-syn': {
    name: '对重复 SYN 的应答',
    text: '在 SYN-RECEIVED 中 Linux 还没有连接，只有一条请求。对重复的 SYN，它再发同样的 SYN,ACK。按 RFC 9293 应答的是 ACK。',
    source: 'RFC 9293 第 3.10.7.4 节',
  },
  'syn-after-rst': {
    name: '立刻再发 SYN',
    text: '收到不对的 SYN,ACK 并回了 RST 之后，Linux 不等超时，大约 10 ms 内就再发一次 SYN。',
    source: 'Linux，tcp_rcv_synsent_state_process()',
  },
  'listen-queue': {
    name: '还能再收一个 SYN',
    text: 'listen() 给出一个数目。Linux 比它多留一个请求，再来的 SYN 就用 SYN Cookie 应答，不占内存。我们的 RFC 配置严格按这个数目，也不用 Cookie，于是丢弃 SYN。',
    source: 'tcp_syncookies = 1',
  },
  'reset-with-ack': {
    name: 'RST 带 ACK',
    text: '中止连接要发 RST。Linux 同时置上 ACK；RFC 9293 没有这个要求。对接收方来说两者一样。',
    source: 'RFC 9293 第 3.10.5 节',
  },
  'segment-size': {
    name: '报文段更小',
    text: '双方都提出 MSS 1,460 字节。用了时间戳，每个报文段多 12 字节选项，留给数据的是 1,448 字节。',
    source: 'RFC 9293 第 3.7.1 节',
  },
  'time-wait-length': {
    name: 'TIME-WAIT 的长度',
    text: 'RFC 9293 要求 2MSL，即 4 min。Linux 固定为 60 s，没有设置可以改它。',
    source: 'RFC 9293 第 3.6.1 节，TCP_TIMEWAIT_LEN',
  },
  errno: {
    name: '错误码不同',
    text: '在 CLOSE-WAIT 中收到的复位，Linux 报告为 EPIPE，而不是 ECONNRESET。',
    source: 'Linux，tcp_reset()',
  },
  follows: {
    name: '由此而来',
    text: '这些是上面那些差别的后果。',
    source: '',
  },
}

export const reality: Section<'reality'> = {
  title: '真实的内核也这样做吗？',
  hint: '让两台 Linux 主机执行同样的系统调用，经历同样的时延和丢包，再把每份抓包与我们的运行逐个报文段对照。',
  other: '其他抓包',
  kernel: '内核',
  kernelNote: '抓包',
  ours: '我们',
  oursNote: '同样的调用和丢包',
  pane: { kernel: '内核做了什么', ours: '我们做了什么' },
  profile: '我们的配置',
  profiles: { rfc9293: 'RFC 9293', linux: 'Linux' },
  position: '两次运行的时间',
  open: '在实验台中打开我们的运行',
  captureOf: (side) => `${the(side)}一侧的抓包`,
  loading: '正在获取抓包',
  failed: '没能取得这份抓包。它是单独的文件，需要原来的网站；请联网后再试。',
  retry: '再试一次',

  differences: '差别',
  verdict: (a) => `${a.same ? `同样的 ${a.n} 个报文段，顺序相同。` : `${a.n} 个报文段相同。`}${late(a.us)}`,
  captures,
  reasons,
  unexplained: '原因不明',
  shows: {
    waits: (a) => `${the(a.from)}的 ${a.flags}：Linux 在 ${length(a.kernel)} 后，我们在 ${length(a.ours)} 后`,
    onlyKernel: (a) => `${the(a.from)}的 ${a.flags}：只有 Linux 发`,
    onlyOurs: (a) => `${the(a.from)}的 ${a.flags}：只有我们发`,
    said: (a) => `Linux：${a.kernel}；我们：${a.ours}`,
    both: (a) => `${the(a.from)}的 ${a.flags}`,
    end: 'TIME-WAIT 的结束',
  },
  mark: (n) => `差别 ${n}`,
  how: (kernel) => `${kernel}，两个网络命名空间，单程 50 ms。抓包中的时间取整到毫秒。`,
}
