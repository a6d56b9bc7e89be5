import type { ScenarioLessons } from '../../texts.ts'

export const timeWait = {
  'no-time-wait-rst-surprise': {
    question: '先关闭的一端如果立刻忘掉连接，会怎样？',
    lesson:
      '假想规则：TIME-WAIT 长度为零。重传的 FIN 找不到连接，换来 RST，正常的结束变成了错误：read() 或 SO_ERROR 报 ECONNRESET，Java 抛出“Connection reset”。如果服务器用的是 close() 而不是 shutdown()，就连看到这个错误的人也没有了。',
  },
  'no-time-wait-old-data': {
    question: '旧连接的一个报文段，怎么会弄坏新连接？',
    lesson:
      '残留的副本正好占着 NEW-2 的序号，先到先收；NEW-2 反倒成了重复数据。校验和、确认号全都正确，程序读到的却是错的 100 字节。TIME-WAIT 的作用，是在这种副本可能存在期间拒绝新连接。如果实现还检查 ACK 字段是否太旧（RFC 5961），那就要两个方向同时重叠才会上当。这里的重叠是刻意安排的：ISN 随时钟增长时很少发生。',
  },
  'why-two-msl': {
    question: '“两倍”是从哪里来的？',
    lesson:
      '最后的 ACK 去程上最多存活一个 MSL；对端在最后一刻重发的 FIN，回程上又最多存活一个 MSL。两段都过去之后，两个方向上才不会再有这条连接的报文段。只等一个 MSL（这里是 2 秒），连接在 3.3 秒就被忘掉，而它的 FIN 到 4.15 秒才到达。2MSL 说的是报文段的寿命，不是往返时间。',
  },
  'time-wait-assassination': {
    question: '一个迟到的报文段能提前结束 TIME-WAIT 吗？',
    lesson:
      '旧报文段不可接受，TIME-WAIT 便以 ACK 作答；对端已经没有连接，把这个 ACK 变成 RST，序号分毫不差，连 RFC 5961 也会放行。RFC 1337 的建议是：在 TIME-WAIT 中忽略 RST。否则旧数据可能被当成新数据，两端序号可能永远对不上，下一条连接也可能被杀掉。',
  },
  'time-wait-reopen': {
    question: 'TIME-WAIT 中的四元组，整整 2MSL 都不能用吗？',
    lesson:
      '序号高于收到过的一切，这样的 SYN 必定是新的：服务器立刻重新打开，自己的 ISN 也高于旧的全部序号。旧 SYN 只会得到 ACK，但这个 ACK 可能引来杀死 TIME-WAIT 的 RST。看着像新的旧 SYN，会因 RST 露出原形：这时要回到 TIME-WAIT，原来的截止时刻 241.3 秒照旧。',
  },
  'time-wait-port-exhaustion': {
    question: '一个客户端每秒能向同一个服务器发起多少条短连接？',
    lesson:
      '先关闭的一端要把四元组保留 T 秒。P 个端口对同一个目的地就是每秒 P/T 条；再快，P/r 秒之后 connect() 就会返回 EADDRNOTAVAIL。这里只有 4 个端口、60 秒：每 15 秒一条。Linux 有 28232 个端口、60 秒：每秒 470 条；按 RFC 的数值是 68 条。由服务器先关闭，表项就留在服务器上，客户端的端口马上可用。',
  },
  'restart-eaddrinuse': {
    question: '服务器重启后为什么绑定失败？SO_REUSEADDR 改变了什么？',
    lesson:
      '不设这个选项，端口上的任何表项都碍事：旧监听者留下的连接，还有 TIME-WAIT。设了之后，碍事的只剩监听者。它只是 bind() 的一项检查：TIME-WAIT 一点不缩短，来自同一客户端端口的 SYN 仍要按序号判断；这些调用也不发送任何报文段。Windows 上同名选项的含义更宽，会让不相干的程序共用端口。',
  },
} satisfies Partial<ScenarioLessons>
