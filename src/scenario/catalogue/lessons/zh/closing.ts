import type { ScenarioLessons } from '../../texts.ts'

export const closing = {
  'close-normal': {
    question: '连接怎样结束？最后停在 TIME-WAIT 的是哪一端？',
    lesson:
      '两个方向分别关闭：各一个 FIN，各一个 ACK。先关闭的一端（这里是客户端）最后进入 TIME-WAIT，停留 2MSL；另一端只要自己的 FIN 得到确认，就立即变为 CLOSED。',
  },
  'close-three-segments': {
    question: '关闭一定要四个报文段吗？',
    lesson:
      '对端如果没有话要说了，它的 ACK 就搭在 FIN 上一起走，先关闭的一端从 FIN-WAIT-1 直接进入 TIME-WAIT。真实的抓包里这才是常态，并非例外。',
  },
  'close-half-close-data': {
    question: '对端的 ACK 和 FIN 为什么可以隔得很远？',
    lesson:
      'FIN 说的是“我不再发送”，不是“我不再听”。客户端用 shutdown(SHUT_WR) 之后，在 FIN-WAIT-2 里照样读、照样确认；它自己不再发送，所以 SEQ 一直是 x+2。一般情况下关闭需要四个报文段，原因就在这里。',
  },
  'close-simultaneous': {
    question: 'CLOSING 这个状态有什么用？',
    lesson:
      '两个 FIN 在对方的 FIN 到达之前就已发出，谁也没有确认谁。每一端都在自己的 FIN 未被确认时收到了 FIN，这就是 CLOSING。之后双方都进入 TIME-WAIT，都要付出 2MSL。仅仅丢了一个 ACK 不会走到这里，因为后来的 FIN 会把该说的捎到。',
  },
  'close-fin1-lost': {
    question: '第一个 FIN 丢了，谁会察觉？',
    lesson:
      '不是服务器：对它来说连接仍是 ESTABLISHED。客户端在等 ACK，RTO 到期后用同样的序号重发同一个 FIN。FIN 像一个数据字节那样受到保护。',
  },
  'close-ack1-lost': {
    question: '丢失的 ACK 会重传吗？',
    lesson:
      '不会单独重传。服务器关闭得晚，客户端就重发 FIN，处于 CLOSE-WAIT 的服务器再确认一次。服务器关闭得早，它的 FIN 带着同样的确认：这次丢失毫无代价，客户端从 FIN-WAIT-1 一步到 TIME-WAIT。',
  },
  'close-fin2-lost': {
    question: '一边 FIN-WAIT-2，一边 LAST-ACK，谁也不动。该谁动？',
    lesson:
      '该服务器：它的 FIN 还没有得到确认，定时器在它手里，它会从 LAST-ACK 重发。客户端在 FIN-WAIT-2 等待，TCP 在这里没有定时器；操作系统另有自己的。',
  },
  'close-ack2-lost': {
    question: 'TIME-WAIT 究竟在等什么？',
    lesson:
      '服务器不知道自己的 FIN 已经送达，于是从 LAST-ACK 重发 FIN。客户端还在 TIME-WAIT，可以再确认一次，2MSL 也重新计时：结束时刻从 241.3 秒推迟到 242.3 秒。如果客户端早已忘掉这条连接，这个 FIN 换来的就是 RST。',
  },
  'close-fin-reordered': {
    question: 'FIN 比它前面的数据先到，接收方能照办吗？',
    lesson:
      '不能。FIN 在字节流里有自己的位置，这里是 x+101，要等前面的全部到齐。在那之前服务器重复确认 x+1。程序总是先读到 D1，再读到文件结束。如果 D1 丢了，重传它就够了：一个 x+102 的 ACK 同时覆盖 D1 和排队的 FIN。',
  },
  'close-wait-leak': {
    question: '为什么 CLOSE-WAIT 会越积越多，而没有定时器来清理？',
    lesson:
      '离开 CLOSE-WAIT 只有 close() 一条路；程序也许还有数据要发，所以 TCP 在这里不设定时器。先失去耐心的是对端（Linux：没有进程持有套接字后，FIN-WAIT-2 只等 60 秒）。等服务器终于写数据，得到的就是 RST。每秒漏掉 r 个描述符的进程，经过“上限/r”秒后 accept() 就会以 EMFILE 失败。',
  },
  'fin-wait-2-timeout': {
    question: '一个始终不来的 FIN，可以等多久？',
    lesson:
      'TCP 没有限制：半关闭的连接可以维持几天。操作系统只对已经没有进程持有的套接字加了限制；过了时限连接就没了，迟到的 FIN 得到 RST。用 shutdown(SHUT_WR) 并保留套接字的程序不受此限。',
  },
  'last-ack-gives-up': {
    question: 'LAST-ACK 会不会永远挂着？',
    lesson:
      '不会。FIN 以越来越长的间隔重传，到 R2 为止，然后删除连接。没有人会知道，因为程序早已关闭。如果客户端主机在线却没有这条连接，它的 RST 会在一个往返之内结束 LAST-ACK。',
  },
} satisfies Partial<ScenarioLessons>
