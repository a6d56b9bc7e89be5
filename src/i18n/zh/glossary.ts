import type { Section } from '../sections.ts'

export const glossary: Section<'glossary'> = {
  states: {
    CLOSED: {
      meaning: '没有连接：什么都不记，什么都不发。除 RST 之外，收到任何报文段都回 RST。',
      many: '没有什么可数的：CLOSED 的连接不占内存。ss 列成 UNCONN 的，是还没用过的套接字。',
    },
    LISTEN: {
      meaning: '服务器等待任意客户端的 SYN。监听套接字本身不会变成连接：每来一个 SYN，就另建一个。',
      many: '对外服务的端口各有一个。如果比预想的多，就是有不认识的程序：用 ss -ltnp 看是谁。',
    },
    'SYN-SENT': {
      meaning: 'connect() 已发出 SYN，正在等回应。',
      many: '对方没有回应。看看它们连往哪里（ss -tan state syn-sent）：吞掉 SYN 的防火墙、宕掉的后端，或者对面的全连接队列满了。给 connect() 自己设一个超时。',
    },
    'SYN-RECEIVED': {
      meaning: '收到了 SYN，已回 SYN,ACK，还缺对它的 ACK。这就是通常所说的半连接。',
      many: '要么是 SYN 洪泛，要么是客户端的 ACK 丢了。保持 SYN Cookie 打开，检查半连接队列和 SYN 的来源；确认是真实客户端，再调大 tcp_max_syn_backlog。',
    },
    ESTABLISHED: {
      meaning: '就本端所知，两个 SYN 都已确认，数据可以双向传送。这个状态不会自行结束。',
      many: '繁忙的服务器上很正常。如果都是空闲的，对端也许早就不在了：打开保活，或者在程序里给空闲连接设超时。',
    },
    'FIN-WAIT-1': {
      meaning: '我方已关闭并发出 FIN，还没有人确认。',
      many: '对端不可达，或者对端窗口关着，最后的数据发不出去。重试用完之后它们会自行消失；没有程序持有的那些，由 tcp_orphan_retries 决定何时放弃。',
    },
    'FIN-WAIT-2': {
      meaning: '我方的 FIN 已得到确认，我方已经发完。等对端也发完，其间还能接收。',
      many: '对端没有关闭，停在 CLOSE-WAIT：问题出在对端的程序。已经没有程序持有的，由 tcp_fin_timeout 结束；只调用了 shutdown() 的程序会一直等下去。',
    },
    'CLOSE-WAIT': {
      meaning: '对端已关闭。我方程序还没有调用 close()，仍然可以发送。',
      many: '是本机程序的 bug：读到文件结束之后没有关闭套接字。调任何参数都没用，描述符终会耗尽。用 ss -tanp 找出进程。',
    },
    CLOSING: {
      meaning: '双方同时关闭：两个 FIN 在途中交错，我方的还没有得到确认。',
      many: '很少见，一个往返之内就过去了。数量很多说明 ACK 在丢失。',
    },
    'LAST-ACK': {
      meaning: '对端先关闭，现在我方的 FIN 也已发出。等到它的 ACK，就忘掉这条连接。',
      many: '最后的 ACK 没有回来：对端消失了，或者防火墙已经忘了这些连接。重试用完之后自行结束。',
    },
    'TIME-WAIT': {
      meaning: '两个 FIN 都已确认，而且是我方先关闭。再等 2MSL，以便必要时重发最后的 ACK，并让旧报文段消失。',
      many: '多半无害：一个表项只要几百字节。只有当一个客户端到同一个服务器的端口用尽时才是问题：复用连接、让对方先关闭、增加地址或端口，或在客户端用 tcp_tw_reuse。不要调小 tcp_max_tw_buckets。',
    },
  },
  terms: {
    isn: {
      name: '初始序号（ISN）',
      match: 'ISN|初始序号',
      meaning:
        'SYN 的序号，一方的字节从它开始计数。它由时钟加一个带密钥的散列值得出：旧报文段都落在它下方，旁人也猜不到。',
    },
    msl: {
      name: '报文段最大生存时间（MSL）',
      match: '2MSL|1MSL|MSL',
      meaning: '报文段在网络中最多存在多久，规定为两分钟。TIME-WAIT 是它的两倍。',
    },
    rto: {
      name: '重传超时（RTO）',
      match: 'RTO',
      meaning: '等 ACK 等了这么久就重传：平滑往返时间加四倍的偏差，每重传一次加倍。',
    },
    r2: {
      name: 'R2',
      match: 'R2',
      meaning: '放弃重传的界限：数据至少 100 秒，SYN 至少 3 分钟。',
    },
    tcb: {
      name: '传输控制块（TCB）',
      match: 'TCB',
      meaning: '一端为一条连接记下的全部内容：状态、序号、窗口、定时器。',
    },
    'four-tuple': {
      name: '四元组',
      match: '四元组',
      meaning: '两个地址加两个端口，决定一个报文段属于哪条连接。',
    },
    incarnation: {
      name: '化身',
      match: '化身',
      meaning: '一条连接从建立到结束的一次存在。同样的地址和端口之间再建立的，是另一个化身，ISN 不同。',
    },
    'half-closed': {
      name: '半关闭',
      match: '半关闭',
      meaning: '一方已发出 FIN，另一方还在发数据。',
    },
    'half-open': {
      name: '半打开',
      match: '半打开',
      meaning: '只剩一端还记得连接，例如另一端重启之后。',
    },
    backlog: {
      name: 'backlog 与半连接队列',
      match: '半连接队列|backlog',
      meaning:
        'backlog 是 listen() 的参数：最多有多少个连接等待 accept()；它也限制半连接队列，即尚未确认的连接数。',
    },
    'accept-queue': {
      name: '全连接队列（accept 队列）',
      match: '全连接队列|accept 队列',
      meaning: '内核已完成握手、还没有被 accept() 取走的连接。',
    },
    'syn-cookie': {
      name: 'SYN Cookie',
      match: 'SYN Cookie',
      meaning: '一种特殊的 ISN：ACK 回来时，服务器能从中读出本来要记住的内容。因此队列满了也不用拒绝任何人。',
    },
    'syn-flood': {
      name: 'SYN 洪泛',
      match: 'SYN 洪泛|洪泛',
      meaning: '用伪造的源地址发出大量 SYN，使服务器的请求表塞满永远建立不起来的连接。',
    },
    'delayed-ack': {
      name: '延迟 ACK',
      match: '延迟 ACK',
      meaning: 'ACK 稍等片刻，好由数据捎带，或者一次确认两个报文段。',
    },
    'pure-ack': {
      name: '纯 ACK',
      match: '纯 ACK',
      meaning: '只带确认的报文段。不消耗序号，也从不重传。',
    },
    keepalive: {
      name: '保活',
      match: '保活',
      meaning: '连接长时间空闲后发出的探测，看对端是否还在。程序不要求就不开启。',
    },
    'challenge-ack': {
      name: '质询 ACK',
      match: '质询 ACK',
      meaning: '一个反问的 ACK：可疑的 RST 或 SYN 不予采信，真正的对端会用准确的序号回答。',
    },
    sack: {
      name: '选择确认（SACK）',
      match: 'SACK',
      meaning: '一个选项，告诉对方缺口之后已收到了什么，只需重传缺口。',
    },
    timestamps: {
      name: '时间戳与 PAWS',
      match: 'PAWS|时间戳',
      meaning: '一个带发送方时钟的选项：既能测往返时间，又能认出时间戳更旧的旧报文段。',
    },
    'window-scale': {
      name: '窗口扩大',
      match: '窗口扩大',
      meaning: '窗口字段的放大倍数，由两个 SYN 定下，因为 16 位对又快又长的路径不够用。',
    },
    mss: {
      name: '最大报文段长度（MSS）',
      match: 'MSS',
      meaning: '一方希望一个报文段最多带多少数据，写在自己的 SYN 里，通常是 1460 字节。',
    },
    'fast-open': {
      name: 'TCP Fast Open',
      match: 'TCP Fast Open|Fast Open|TFO',
      meaning: 'SYN 上的数据立刻交给程序，条件是客户端出示以前连接得到的 Cookie。',
    },
    'tail-loss-probe': {
      name: '尾部丢失探测',
      match: '尾部丢失探测|丢失探测',
      meaning: '重复最后一个报文段，赶在第一次超时之前或代替它，看末尾是否丢失；不会使 RTO 翻倍。',
    },
    assassination: {
      name: 'TIME-WAIT 暗杀',
      match: 'TIME-WAIT 暗杀',
      meaning: '迟到的旧报文段引来 ACK，ACK 引来 RST，RST 提前结束 TIME-WAIT。',
    },
    linger: {
      name: 'SO_LINGER',
      match: 'SO_LINGER 0|SO_LINGER',
      meaning: '时间设为 0 时 close() 变成强行中止：发 RST 而不是 FIN，未发的数据丢掉，没有 TIME-WAIT。',
    },
    'reuse-address': {
      name: 'SO_REUSEADDR',
      match: 'SO_REUSEADDR',
      meaning: '端口上还有不在监听的连接（多半处于 TIME-WAIT）时，bind() 也能成功。',
    },
    'ephemeral-port': {
      name: '临时端口',
      match: '临时端口',
      meaning: '系统为 connect() 挑选的端口，依系统不同有 16,384 到 55,536 个。',
    },
    econnreset: {
      name: 'ECONNRESET',
      match: 'ECONNRESET',
      meaning: '“Connection reset by peer”：连接被 RST 终止。',
    },
    econnrefused: {
      name: 'ECONNREFUSED',
      match: 'ECONNREFUSED',
      meaning: '“Connection refused”：SYN 得到的回答是 RST，那里没有人监听。',
    },
    etimedout: {
      name: 'ETIMEDOUT',
      match: 'ETIMEDOUT',
      meaning: '“Connection timed out”：所有重传都没有回音。',
    },
    eaddrinuse: {
      name: 'EADDRINUSE',
      match: 'EADDRINUSE',
      meaning: '“Address already in use”：bind() 或 listen() 的端口还有东西在用。',
    },
    eaddrnotavail: {
      name: 'EADDRNOTAVAIL',
      match: 'EADDRNOTAVAIL',
      meaning:
        '“Cannot assign requested address”：出自 connect() 时，表示到这个目的地已经没有空闲的本地端口。',
    },
    epipe: {
      name: 'EPIPE',
      match: 'EPIPE',
      meaning: '“Broken pipe”：在已被复位的连接上，或自己 shutdown() 之后，又去发送。',
    },
    'end-of-file': {
      name: '文件结束',
      match: '文件结束',
      meaning: 'recv() 返回 0：对端已发出 FIN，它之前的数据也都读完了。',
    },
    counterfactual: {
      name: '假想规则',
      match: '假想规则',
      meaning: '没有哪个 TCP 会用的规则，打开它只为看看会发生什么。',
    },
  },
  title: '状态与术语',
  statesTitle: '十一个状态',
  termsTitle: '术语',
  meaning: '含义',
  howLong: '持续多久',
  profile: '系统',
  leave: '怎样结束',
  leaveRare: (n) => `另有 ${n} 种`,
  ss: 'ss 的写法',
  many: '如果有成千上万个',
  stays: {
    'open-ended': '直到有一方关闭',
    'as-long-as-listening': '程序监听多久就有多久',
    'no-time': '不占时间：什么都不存在',
    exactly: (length) => length,
    'gives-up': (length) => `一个往返；没有回音则 ${length}`,
    'gives-up-not-before': (length) => `一个往返；没有回音则至少 ${length}`,
    'gives-up-after': (retries) => `一个往返；没有回音则重传 ${retries} 次`,
    orphan: (length) => `直到对端关闭；没有程序持有时 ${length}`,
    'never-orphan': '直到对端关闭，不论多久',
    'until-close': '直到我方程序调用 close()',
  },
  explain: (name) => `${name}：这是什么？`,
  more: '全部术语',
  card: (state) => `${state} 的卡片`,
  find: '查找术语',
}
