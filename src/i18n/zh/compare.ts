import type { compare as English } from '../en/compare.ts'
import { count, ms, seconds } from '../format.ts'

type Side = 'C' | 'S'
const the = (side: Side) => (side === 'C' ? '客户端' : '服务器')

/** 用来比较的时长：有百分位就写到百分位。 */
const length = (us: number) => (us < 1_000_000 ? ms(us) : seconds(us, us % 1_000_000 === 0 ? 0 : 2))
/** 运行中的某个时刻。 */
const moment = (us: number) => (us < 10_000_000 ? ms(us) : seconds(us, 2))

export const compare: typeof English = {
  pairs: {
    'two-or-three-way': {
      question: '为什么不是两次握手？',
      answer:
        '服务器看不出一个 SYN 是旧的。三次握手时它会反问，RST 让它退回 LISTEN，accept() 从未返回；两次握手时它信以为真，于是有了一条谁也不要的连接。',
      runs: [
        { name: '三次握手', note: '服务器等待确认' },
        { name: '两次握手', note: '假想规则：收到 SYN 就相信' },
        { name: '两次握手，且 RST 丢失', note: '假想规则：没有人来纠正' },
      ],
    },
    'message-count': {
      question: '一次、两次、三次还是四次握手？',
      answer: '双方都必须知道自己的 SYN 已经到达。能让双方都知道，最少要三次；第四次不再带来任何新的信息。',
      runs: [
        { name: '一次握手', note: '假想规则' },
        { name: '两次握手', note: '假想规则' },
        { name: '三次握手', note: 'TCP' },
        { name: '四次握手', note: '假想规则：SYN 与 ACK 分开发送' },
      ],
    },
    'time-wait-or-rst': {
      question: '为什么要有 TIME-WAIT？最后的 ACK',
      answer:
        '最后的 ACK 丢了，服务器重发 FIN。在 TIME-WAIT 中的客户端会再确认一次；没有 TIME-WAIT，谁也不认识这条连接，正常的关闭以复位收场。',
      runs: [
        { name: '有 TIME-WAIT', note: '最后的 ACK 之后客户端再等 2MSL' },
        { name: '没有 TIME-WAIT', note: '假想规则：客户端立刻忘掉连接' },
      ],
    },
    'time-wait-or-old-data': {
      question: '为什么要有 TIME-WAIT？旧数据',
      answer:
        '旧报文段的一个副本还在路上。TIME-WAIT 在它消失之前拒绝同一对端口上的新连接；没有 TIME-WAIT，旧字节正好落在新序号里，程序把它们当成自己的数据读走。',
      runs: [
        { name: '有 TIME-WAIT', note: 'connect() 被拒绝' },
        { name: '没有 TIME-WAIT', note: '假想规则：端口立刻再用' },
      ],
    },
    'one-or-two-msl': {
      question: '为什么是 2MSL，而不是 1MSL？',
      answer:
        '最后的 ACK 去程上可能走满一个 MSL，它的迟到引出的 FIN 回程上又可能走满一个 MSL。2MSL 之后两者都已消失；只等 1MSL，FIN 到达时已经没有人记得这条连接。',
      runs: [
        { name: '2MSL', note: '这里 MSL 为 2 秒' },
        { name: '1MSL', note: '忘得太早' },
      ],
    },
    'three-or-four-segments': {
      question: '关闭用三个报文段还是四个？',
      answer:
        '服务器先确认对方的 FIN，等自己的程序关闭时再发出自己的 FIN。程序若立刻关闭，两者合在一个报文段里，FIN-WAIT-2 也就跳过了。',
      runs: [
        { name: '四个报文段', note: '服务器 200 ms 之后才关闭' },
        { name: '三个报文段', note: '服务器立刻关闭' },
      ],
    },
    'fin-or-rst': {
      question: 'FIN 还是 RST？',
      answer:
        '最后的数据丢了。FIN 排在全部数据之后，两者都会重传到被确认为止；RST 则是放弃：路上的数据不再送达，也没有 TIME-WAIT。',
      runs: [
        { name: 'close()', note: '以 FIN 结束' },
        { name: 'SO_LINGER 0', note: '以 RST 结束' },
      ],
    },
    assassination: {
      question: '一个迟到的报文段能让 TIME-WAIT 提前结束吗？',
      answer:
        '旧报文段引来 ACK，ACK 又引来序号分毫不差的 RST，RST 便结束了 TIME-WAIT。采用 RFC 1337 的办法，TIME-WAIT 中的 RST 不起作用。',
      runs: [
        { name: '不采用 RFC 1337', note: 'RST 结束 TIME-WAIT' },
        { name: '采用 RFC 1337', note: 'TIME-WAIT 中忽略 RST' },
      ],
    },
    'backlog-or-cookies': {
      question: '半连接队列满了：丢弃 SYN，还是用 SYN Cookie？',
      answer:
        '两个伪造的 SYN 占满队列。没有 Cookie 时，客户端的 SYN 一直被丢弃，直到这些表项超时；有 Cookie 时，服务器不占内存就能应答，客户端马上连上。',
      runs: [
        { name: '不用 Cookie', note: '长度为 2 的队列已满' },
        { name: 'SYN Cookie', note: '长度为 2 的队列一满就启用' },
      ],
    },
    'reuse-address': {
      question: '设不设 SO_REUSEADDR？',
      answer:
        '服务器先关闭，TIME-WAIT 便在它这一端。不设这个选项，重启的服务器绑定不了自己的端口；设了就能立刻监听。两种情况下 TIME-WAIT 一样长。',
      runs: [
        { name: '不设 SO_REUSEADDR', note: 'bind() 被拒绝' },
        { name: '设 SO_REUSEADDR', note: 'bind() 成功' },
      ],
    },
    'rfc-or-linux': {
      question: 'RFC 9293 还是 Linux？',
      answer:
        '第一个 FIN 丢了。Linux 过 300 ms 就重传，而不是 1 秒；TIME-WAIT 是 60 秒，而不是 240 秒。报文段和状态则完全相同。',
      runs: [
        { name: 'RFC 9293', note: '按条文' },
        { name: 'Linux', note: '按内核的做法' },
      ],
    },
  },
  title: '对比',
  choose: '用运行结果来回答的问题',
  chooseHint: '每个问题是两到四次只差一处的运行，再加一张表，列出结果有何不同。',
  own: '把实验台中的运行与它的改动对比',
  ownHint: '开始时两边相同。在任意一边选中报文段，让它丢失、延迟或复制。',
  ownFirst: '保持原样',
  ownSecond: '由你来丢弃、推迟或复制',
  otherQuestion: '换一个问题',
  run: (n) => `运行 ${n}`,
  changes: (n) => (n === 0 ? '与运行 1 相同' : `与运行 1 有 ${n} 处不同`),
  paneName: (name) => `时序图：${name}`,
  addRun: '添加运行',
  edit: (name) => `在实验台中打开“${name}”`,
  remove: (name) => `移除“${name}”`,
  differentFromStart: '一开始就不同',
  identicalUntil: (us) => `${moment(us)} 之前相同`,
  failed: '有一次运行无法计算。',
  position: '所有运行的当前时刻',

  tools: (name) => `改变 ${name}`,
  drop: '丢弃',
  restore: '恢复',
  later: '推迟 10 ms',
  earlier: '提前 10 ms',
  copy: '复制',

  table: '不同之处',
  noDifference: '还没有不同。在其中一次运行里选中一个报文段并改变它。',
  showAll: (n) => `显示全部 ${n} 处不同`,
  showAsked: '只看所问',
  rows: {
    'first-segment': () => '第一个不同的报文段',
    path: (side) => `${the(side)}此后的状态`,
    closed: () => '两端都已关闭',
    segments: () => '发送的报文段数',
    retransmissions: () => '重传次数',
    losses: () => '丢失的报文段数',
    resets: () => '发送的 RST 数',
    strays: () => '到达时连接已被忘掉的报文段数',
    foreign: (side) => `交给${the(side)}程序的、属于别的连接的数据`,
    undelivered: (side) => `${the(side)}发出却从未送达的数据`,
    established: (side) => `${the(side)}进入 ESTABLISHED`,
    confirmed: (side) => `${the(side)}知道自己的 SYN 已到达`,
    'time-wait': (side) => `${the(side)}处于 TIME-WAIT`,
    port: (side) => `${the(side)}的端口重新可用`,
    delivered: (side) => `交给${the(side)}程序的数据`,
    refused: (side) => `${the(side)}容纳不下的 SYN 数`,
    call: (side) => `${the(side)}调用`,
  },
  never: '从未',
  neverEstablished: '从未进入 ESTABLISHED',
  comma: '，',
  after: (us) => `${length(us)} 之后`,
  at: (us) => `${moment(us)} 时`,
  forTime: (us) => (us === 0 ? '没有' : length(us)),
  yes: '是',
  no: '否',
  notAtAll: '无',
  bytes: (n) => (n === 0 ? '无' : `${count(n)} 字节`),
  count: (n) => count(n),
  from: (side) => `来自${the(side)}`,
  lost: '丢失',
  copied: '副本',
  notCalled: '未调用',
  blocked: '一直阻塞到最后',
  endOfFile: '文件结束',
  ends: {
    acknowledged: '得到确认',
    reset: '被复位',
    resetUnacknowledged: '被复位，未得到确认',
    timeout: '超时',
    waited: '等满 2MSL',
    skipped: '立刻忘掉',
  },
}
