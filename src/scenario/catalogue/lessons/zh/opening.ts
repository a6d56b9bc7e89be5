import type { ScenarioLessons } from '../../texts.ts'

export const opening = {
  'open-normal': {
    question: '建立连接时线路上到底传了什么？哪一端先就绪？',
    lesson:
      '两端各发一个 SYN 报出自己的初始序号，并各自得到确认；服务器把 SYN 和 ACK 放进同一个报文段，所以三个报文段就够了。客户端进入 ESTABLISHED 比服务器早半个 RTT。第三个报文段不占序号，第一个数据字节的序号与它相同。',
  },
  'open-syn-lost': {
    question: '第一个报文段就丢了：谁会发现？什么时候发现？',
    lesson:
      '只有客户端知道；服务器什么也没收到，一直停在 LISTEN。1 秒的初始 RTO 到期后，客户端用同一个 ISN 再发一次 SYN。SYN 重传过之后 TCP 会更谨慎：数据阶段的 RTO 从 3 秒起，所以丢失的 D1 要等三秒才重传，而不是一秒。',
  },
  'open-synack-lost': {
    question: '两端互相等待，由谁来补救？服务器已经收过 SYN，再来一个又算什么？',
    lesson:
      '两端各有一个定时器。重复的 SYN 落在服务器窗口的左边，照 RFC 9293 的字面只回一个纯 ACK；SYN-SENT 中的客户端用不上没有 SYN 的 ACK，还得等服务器自己的定时器重发 SYN,ACK。实际系统不绕这个弯，立即重发 SYN,ACK。在这里两种做法于同一时刻建成连接。',
  },
  'open-ack-lost': {
    question: '客户端以为连上了，服务器还没有，这会出问题吗？',
    lesson:
      '没有人会单独重传纯 ACK。要么服务器的定时器重发 SYN,ACK，早已 ESTABLISHED 的客户端再确认一次；要么客户端开始发数据，而每个报文段都带着确认号，第一个数据段就顺便完成了握手。',
  },
  'open-all-syn-lost': {
    question: '所有 SYN 都石沉大海，connect() 要等多久？',
    lesson:
      '起决定作用的不是某一个超时值，而是重试几次、间隔怎样增长。RFC 9293 要求 SYN 至少坚持三分钟（这里是 183 秒）；Linux 有意更早放弃：127 秒，6.5 起前几次重试相隔 1 秒，共 131 秒；BSD 一系在 75 秒停止。',
  },
  'open-refused': {
    question: '“连接被拒绝”和“连接超时”差在哪里？',
    lesson:
      '主机在线但没有人监听时，会立刻用 RST,ACK 说明。SYN 没有可以利用的确认号，所以这个 RST 的 SEQ 是 0，确认号是 x+1：客户端凭它知道被拒的正是自己的 SYN。一声不吭的防火墙带来的则是 ETIMEDOUT。',
  },
  'open-simultaneous': {
    question: '两端同时 connect() 对方，会建成几条连接？',
    lesson:
      '一条。两个 SYN 交叉而过，双方都经过 SYN-RECEIVED，一共四个报文段：SYN 与 ACK 无法合并时，握手就是这个样子。第二个变体是条文里的陷阱：交叉的 SYN,ACK 从 IRS 开始，在窗口左边，逐字执行序号检查就会丢掉它，连接只能靠由此引出的 ACK 建成。',
  },
  'old-dup-syn-three-way': {
    question: '服务器为什么需要第三个报文段？',
    lesson:
      '服务器看不出 SYN 是不是旧的，只能用对 x+1 的确认去问。没有这条连接或已在重新连接的主机，会回一个序号恰好是它的 RST，服务器退回 LISTEN，accept() 从未返回。处于 TIME-WAIT 的客户端则会重复最后的 ACK，服务器无法接受，回以 RST；这个 RST 恰好精确，提前结束了 TIME-WAIT，要到下一个 SYN,ACK 才会遭到否认。',
  },
  'old-dup-syn-two-way': {
    question: '如果服务器相信每一个 SYN，会出什么事？',
    lesson:
      '假想规则：一个 SYN 就算建成连接。客户端不出声时，服务器为一个不存在的对象占着套接字、缓冲区，也许还有线程，而且没有任何定时器会结束它。客户端主机在线时，RST 会收拾残局，但程序已经看到了一条不存在的连接。若第二个报文段丢失，服务器的序号没人确认，它发出的数据客户端只能丢弃。',
  },
  'handshake-message-count': {
    question: '最少要几个报文段才行？',
    lesson:
      '两个序号都要宣告、都要确认，一共四件事，服务器可以把中间两件放进一个报文段。少于三个，总有一个序号没有得到确认；多于三个，也确认不了新的东西，因为无论多少个，最后一个总可能丢。TCP 的办法是丢了再补，而不是再加。只有双方同时打开时，四个才是自然的。',
  },
  'options-negotiation': {
    question: '握手时约定了什么？有一端不支持又怎样？',
    lesson:
      '这类选项只出现在 SYN 报文段里。MSS 是宣告，不是协商，两个方向可以不同：这里发往服务器的每个报文段最多 1400 字节，启用时间戳后再少 12 字节。窗口扩大、SACK、时间戳要双方的 SYN 都带上才生效。SYN 自己的窗口字段从不放大；之后的 502 则可以表示 502 × 2^7 = 64256 字节。',
  },
  'isn-and-sequence-numbers': {
    question: '哪些报文段占用序号？2^32 − 1 之后是多少？',
    lesson:
      'SYN 和 FIN 各占一个，数据每字节一个，纯 ACK 和 RST 不占。ACK 字段写的是下一个想要的字节。4294967295 之后是 0：第二个变体里 D1 从 4294967247 开始，它后面的字节是 51，因为比较都按模 2^32 进行。',
  },
  'syn-flood-backlog': {
    question: '每秒几个小包，怎么就能让所有人都连不上？',
    lesson:
      '每个伪造的 SYN 都占住一个半连接表项，直到最后一次 SYN,ACK 也无人应答：Linux 上是 63 秒。速率为 a 时，表中有 63 × a 项，所以每秒 N/63 个就能塞满 N 个位置：256 个位置只需每秒 4.1 个。三次握手防不住它，被攻击的正是握手的中间状态。若地址属于在线主机，它的 RST 会立刻释放表项，所以攻击者专挑不出声的地址。',
  },
  'syn-flood-cookies': {
    question: '服务器能不能应答 SYN 而什么都不记？',
    lesson:
      '可以：把要记的东西藏进自己的 ISN，客户端会以 ACK − 1 的形式交回来。猜的数通不过检验，只得到 RST。代价是：放不下的选项没有了，SYN,ACK 不会重传；若 ACK 丢失，客户端独自处于 ESTABLISHED，直到它发出数据。如果协议要求服务器先开口，双方就一直等下去。',
  },
  'tfo-data-in-syn': {
    question: 'SYN 必须是空的吗？',
    lesson:
      '不必。TCP 禁止的是在握手证明 SYN 是新的之前就交付其中的数据。Fast Open 用上次访问得到的 Cookie 充当这个证明，答复可以随 SYN,ACK 一起发出。这样一来，重复的 SYN 可能让请求交付两次，请求本身必须经得起重复。Cookie 无效时只确认 SYN，数据再发一次。历史上的 T/TCP 曾用计数器做同样的事。',
  },
} satisfies Partial<ScenarioLessons>
