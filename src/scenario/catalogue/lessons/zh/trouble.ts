import type { ScenarioLessons } from '../../texts.ts'

export const trouble = {
  'abort-rst': {
    question: '连接被复位而不是关闭，会丢掉什么？',
    lesson:
      '中止会丢弃未发送和未确认的一切，只发一个 RST 就忘掉连接：没有 FIN，没有 TIME-WAIT，RST 也不重传。服务器看到的是 ECONNRESET，D1 可能根本没读到。如果 D1 丢失，RST 落在窗口内但不精确；按 RFC 5961，服务器先以 ACK 询问，由此引来的 RST 才是精确的。',
  },
  'rst-vs-fin': {
    question: '普通的 close() 为什么有时会使对端复位？',
    lesson:
      'FIN 承诺没有数据被扔掉。如果关闭时还有数据没读，或者数据到达时已经没有人能读，TCP 就必须用 RST 说明。用 shutdown(SHUT_WR) 则保留了读的一侧，同样的往来可以有序收场。',
  },
  'half-open-reboot': {
    question: '一端忘掉了一切，怎样才会被发现？',
    lesson:
      '双方都沉默时，发现不了。没重启的一端发送数据，重启的主机以 RST 回答。重启的主机再次连接时，对方确认的是它最后所知的序号；新的 SYN 从没发过那些，于是换来一个精确的 RST，重传的 SYN 再打开新的连接。如果谁都不发送，只有保活能发现。',
  },
  'keepalive-dead-peer': {
    question: '没有往来的连接，怎么知道对端已经不在？',
    lesson:
      '探测报文段重复一个早已确认过的序号，故意让人无法接受，活着的对端必须回 ACK。一次没有回音说明不了什么：按常见数值要等 7200 秒，再加 9 次、每次相隔 75 秒的探测，共 7875 秒。重启过的对端会回 RST。程序不要求，这套机制就不启用。',
  },
  'challenge-ack': {
    question: '外人要切断一条连接有多难？',
    lesson:
      '没有 RFC 5961，窗口内的任何 RST 都管用：64 KiB 的窗口约猜 65537 次。有了它，序号必须完全准确，猜中的机会只有 2^32 分之一；窗口内的其他序号只会引出一个 ACK，真正的对端还活着，不予理会。SYN 再也不能使连接复位。',
  },
} satisfies Partial<ScenarioLessons>
