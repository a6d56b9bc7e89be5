import type { Messages } from '../en.ts'
import { edges } from './narration-edges.ts'
import { it, of, segment, what } from './narration-nouns.ts'

export const narration: Messages['narration'] = {
  nothingYet: '一切尚未开始。',
  listening: (a) => `${it(a.side)}正在监听。`,
  listeningAndAccepting: (a) => `${it(a.side)}正在监听，阻塞在 accept()。`,
  end: {
    finished: '所有连接都已关闭，再没有事情要发生。',
    'waiting-for-application': '在应用程序发出下一个调用之前，不会再发生什么。',
    stopped: '场景到此为止。',
    'event-limit': '事件数达到上限，运行停止。',
    'time-limit': '时间达到上限，运行停止。',
    loop: '同一时刻发生的事件过多，运行停止。',
    'size-limit': '运行记录达到最大长度，运行停止。',
    cancelled: '运行已取消。',
  },

  edges,
  finReached: (a) => `${segment(a.segment)} 补上了缺口，先到的 FIN 这时才生效，${it(a.side)}进入 ${a.to}。`,

  sends: (a) => `${it(a.side)}调用 send()，发出 ${what(a.text)}。`,
  sendsInParts: (a) => `${it(a.side)}调用 send()，${a.bytes} 字节分成 ${a.segments} 个报文段发出。`,
  sendWaits: (a) => `${it(a.side)}调用 send()，${a.bytes} 字节暂存在队列中，等到允许发送时再发。`,
  finWaits: (a) => `${it(a.side)}调用 ${a.call}()，FIN 要排在尚未发出的内容之后。`,
  callBlocks: (a) => `${it(a.side)}调用 ${a.call}() 并阻塞。`,
  callMade: (a) => `${it(a.side)}调用 ${a.call}()。`,
  callAtOnce: (a) =>
    `${it(a.side)}调用 ${a.call}()，${a.errno === '' ? `返回 ${a.result}` : `失败：${a.errno}`}。`,
  callReturns: (a) => `${a.call}() 返回 ${a.result}。`,
  callFails: (a) => `${it(a.side)}的 ${a.call}() 失败：${a.errno}。`,
  readsEndOfFile: (a) => `${a.call}() 返回 0，即文件结束。`,
  andCloses: (a) => `${it(a.side)}的应用程序随即调用 ${a.call}()，FIN 一并发出，进入 ${a.to}。`,

  inOrder: (a) =>
    `${it(a.side)}按序收到${segment(a.segment)}${a.reply === '' ? '，ACK 可以稍后再发' : '，并予以确认'}。`,
  foreignData: (a) =>
    `${a.isForged ? '伪造的数据' : '上一个连接的旧数据'}被当作真数据交给了读者：${what(a.text)}。`,
  beyondGap: (a) =>
    `${segment(a.segment)} 前面还有缺口。${it(a.side)}先存下它，并重复确认仍在等待的序号：ack=${a.ack}。`,
  acknowledges: (a) =>
    `${segment(a.segment)} 到达：ack=${a.ack} 之前的数据都已送达，${it(a.side)}的重传定时器${a.all ? '停止' : '重新计时'}。`,
  windowOpens: (a) => `${segment(a.segment)} 重新打开窗口，${it(a.side)}可以再发 ${a.bytes} 字节。`,
  windowCloses: (a) => `${segment(a.segment)} 通告窗口为 0，${it(a.side)}不得再发数据。`,
  finAgain: (a) =>
    a.wait === ''
      ? `${segment(a.segment)} 再次到达，说明发送方没有收到 ACK。${it(a.side)}再确认一次。`
      : `${segment(a.segment)} 再次到达，说明发送方没有收到最后的 ACK。${it(a.side)}重发 ACK，2MSL 重新计时：${a.wait}。`,
  finCopy: (a) =>
    `${segment(a.segment)} 到达。${it(a.side)}早已收到过，再确认一次${a.wait === '' ? '' : `，2MSL 重新计时：${a.wait}`}。`,
  probeAnswered: {
    keepalive: (a) => `${segment(a.segment)} 回应了保活探测：${it(a.segment.from)}还在。`,
    'zero-window': (a) => `${segment(a.segment)} 回应了窗口探测：窗口仍未打开。`,
  },
  discards: (a) => `${it(a.side)}丢弃了${segment(a.segment)}${a.reply === '' ? '' : `，并回复 ${a.reply}`}。`,
  arrives: (a) =>
    `${segment(a.segment)} 到达${it(a.side)}，${a.reply === '' ? '没有引起变化' : `${it(a.side)}回复 ${a.reply}`}。`,

  lost: (a) => `${segment(a.segment)} 在途中${a.byFault ? '被丢弃' : '丢失'}。`,
  lostMeans: {
    timer: (from) => `${it(from)}只有等不到 ACK 才会察觉。`,
    ack: '纯 ACK 本身不会重传。',
    rst: 'RST 只发送一次。',
    spare: '丢失的只是副本。',
  },
  duplicated: '网络复制了这个报文段，副本稍后到达。',

  resent: (a) =>
    `${of(a.side, a.segment)} 迟迟没有得到确认，${a.after} 后重传定时器到期，同一个 ${a.segment.flags === '' ? '报文段' : a.segment.flags}（seq=${a.seq}）再次发出。`,
  resentSyn: (a) =>
    `${of(a.side, a.segment)} 在 ${a.after} 内没有得到应答，定时器到期，同一个 ${what(a.segment)} 再次发出。`,
  stillInTimeWait: (a) => `${it(a.side)}仍停留在 TIME-WAIT，因此还有人能回应它。`,
  nextWait: (a) => `下一次要等更久：${a.wait}。`,
  timers: {
    retransmission: (a) =>
      `${a.after} 后${it(a.side)}的重传定时器到期${a.sent === '' ? '' : `，再次发出 ${a.sent}`}。`,
    persist: (a) => `窗口已关闭 ${a.after}，${it(a.side)}发出探测，询问窗口是否已经打开。`,
    'time-wait': (a) => `2MSL（${a.after}）已过。`,
    'delayed-ack': (a) => `${it(a.side)}的 ACK 等了 ${a.after}，没有等到可以捎带它的数据，于是单独发出。`,
    keepalive: (a) => `已经 ${a.after} 没有动静，${it(a.side)}发出保活探测，看看对端是否还在。`,
    'fin-wait-2': (a) => `${it(a.side)}已在 FIN-WAIT-2 中等了 ${a.after}。`,
    'user-timeout': (a) => `${it(a.side)}的用户超时（${a.after}）已到。`,
    connect: (a) => `${it(a.side)}建立连接的时限（${a.after}）已到。`,
    'loss-probe': (a) => `${a.after} 内没有 ACK，${it(a.side)}把最后一个报文段再发一次，作为尾部丢失探测。`,
    reorder: (a) =>
      `后发的报文段已经到达，${a.after} 后${it(a.side)}认定先发的已丢失${a.sent === '' ? '' : `，再次发出 ${a.sent}`}。`,
  },

  notes: {
    'rto-reset-after-syn-loss': 'SYN 曾经超时，所以 RTO 从 3 s 开始。',
    'time-wait-restarted': '2MSL 重新计时。',
    'time-wait-assassinated': 'TIME-WAIT 的保护就此失去。',
    'time-wait-reopened': '新序号从所有旧序号之上开始。',
    'time-wait-returned': '原来的等待继续到原定的时刻。',
    'time-wait-skipped': '再没有人能回应重传的 FIN。',
    'ack-out-of-range': '它确认的序号远在发送范围之外。',
    'challenge-ack-limited': '这类应答有数量限制，这次不再应答。',
    'rtt-sample': '测得一次往返时间。',
    'unread-data-lost': '尚未读取的数据随之丢失。',
    'data-after-close': '它在 close() 之后才到。',
    'two-way-open': '换成迟到的旧 SYN，也会同样被当真。',
    'syn-cookie-sent': '需要记住的都放进了 SYN,ACK 的序号：SYN Cookie。',
    'syn-cookie-accepted': '在此之前不占用任何队列。',
    'syn-cookie-invalid': 'Cookie 无效。',
    'syn-dropped-backlog-full': '半连接队列已满。',
    'accept-queue-full': '全连接队列已满。',
    'fast-open-accepted': 'Fast Open Cookie 有效，握手结束之前就交付数据。',
    'out-of-order-kept': '它在队列中等待缺失的部分。',
    'security-mismatch': '安全级不符。',
  },
  signals: {
    established: '连接已建立。',
    'remote-closed': '读端看到文件结束。',
    reset: '应用程序得到 ECONNRESET。',
    refused: '应用程序得到 ECONNREFUSED。',
    'timed-out': '应用程序得到 ETIMEDOUT。',
    closed: '发出的内容全部得到确认。',
    urgent: '收到紧急数据通知。',
    'send-space': '又有空间可以发送。',
  },
  queues: (a) => `${it(a.side)}现有 ${a.syn} 个半连接、${a.accept} 个未 accept 的连接。`,
  rebooted: (a) => `${it(a.side)}重启，忘掉了所有连接，也没有发送任何报文段。`,
  timerSet: (a) => `${it(a.side)}启动 ${a.timer} 定时器：${a.wait}。`,
  timerCancelled: (a) => `${it(a.side)}停止 ${a.timer} 定时器。`,
  injected: (a) => `场景在线路上放入${segment(a.segment)}。`,
  sent: (a) => `${segment(a.segment)} 发出。`,
  tcbChanged: (a) => `只有${it(a.side)}的变量有变化。`,
}
