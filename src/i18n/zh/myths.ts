import type { myths as English } from '../en/myths.ts'

/** 误解卡片：常见说法与实际情况。状态名、标志位按 RFC 9293 的写法。 */
export const myths: typeof English = {
  cards: {
    'M-01': {
      claim: '后关闭的一方进入 TIME-WAIT。',
      truth:
        '进入 TIME-WAIT 的是先发 FIN 的一方；另一方走的是 CLOSE-WAIT、LAST-ACK、CLOSED。两个 FIN 在途中交错时，双方都会进入 TIME-WAIT。',
    },
    'M-02': {
      claim: '服务器发出 FIN 之后就处于 TIME-WAIT。',
      truth:
        '发出 FIN 之后是 FIN-WAIT-1 或 LAST-ACK。进入 TIME-WAIT 要同时满足两条：自己的 FIN 已被确认，对方的 FIN 也已收到。关键在谁先关闭，与谁是服务器无关。',
    },
    'M-03': {
      claim: '2MSL 就是一个来回的最长时间。',
      truth:
        'MSL 是报文段最多能存在多久，规定为两分钟，没有人去测量它。一个 MSL 留给最后的 ACK，另一个留给恰在它到达之前重传的 FIN。往返时间只有它的几千分之一。',
    },
    'M-04': {
      claim: 'TIME-WAIT 保证最后一个 ACK 到达。',
      truth: '它只保证：FIN 再来时，有人能再回一个 ACK。如果所有 ACK 都丢了，对端自己会放弃。',
    },
    'M-05': {
      claim: '最后一个 ACK 发出后，双方都是 CLOSED。',
      truth:
        '发出它的一方还要在 TIME-WAIT 里待满 2MSL；另一方要等 ACK 到达，也就是半个往返之后，才进入 CLOSED。',
    },
    'M-06': {
      claim: '没有 TIME-WAIT，对端就会永远挂在 LAST-ACK。',
      truth:
        '它重传的 FIN 会碰到一台没有这条连接的主机，换来 RST，LAST-ACK 立刻结束，只是以出错告终。如果根本没有人应答，重试用完之后它也会放弃。',
    },
    'M-07': {
      claim: '处于 TIME-WAIT 的四元组绝不能建立新连接。',
      truth:
        '序号或时间戳能证明是新的 SYN，可以把它重新打开。条件有两个：新的 ISN 要高于旧序号；万一这个 SYN 其实是旧的，还要退回 TIME-WAIT。',
    },
    'M-08': {
      claim: 'TIME-WAIT 占着端口，谁也连不上来。',
      truth:
        '占住的只是一个四元组，其他客户端照常连接同一个服务器端口。bind() 被拒绝是主机关于监听的规定，是另一回事。',
    },
    'M-09': {
      claim: 'TIME-WAIT 持续 240 秒（或者 1 分钟、4 分钟）。',
      truth:
        '要看系统：按 RFC 是 240 秒，Linux 和 FreeBSD 60 秒，macOS 30 秒，现在的 Windows 120 秒。换一个配置再看看。',
    },
    'M-10': {
      claim: 'RFC 1122 建议 MSL 取两分钟。',
      truth:
        '两分钟出自 RFC 793，也就是今天的 RFC 9293。RFC 1122 只是沿用 2MSL 等于 4 分钟，并规定何时可以提前重新打开。',
    },
    'M-11': {
      claim: 'IP 的 TTL 字段保证了 MSL。',
      truth: 'TTL 数的是跳数，不是秒数：一个报文段完全可能在某台路由器里等上很久。MSL 是对网络的一种假设。',
    },
    'M-12': {
      claim: 'TIME-WAIT 是浪费，应该打开 tcp_tw_recycle。',
      truth:
        '这个开关会让 NAT 后面的客户端连不上，Linux 4.12 已将它删除。TIME-WAIT 保护下一条连接不受这一条的残留报文段干扰，一个表项的开销很小。',
    },
    'M-13': {
      claim: '调小 net.core.tcp_max_tw_buckets 可以省内存。',
      truth:
        '键名是 net.ipv4.tcp_max_tw_buckets，内核文档还特别说明不要调小：超出的表项会被直接销毁，保护也随之消失。端口不够用时，该做的是减少对同一目的地每秒的连接数。',
    },
    'M-14': {
      claim: 'tcp_fin_timeout 能缩短 TIME-WAIT。',
      truth:
        '它限制的是已经没有程序持有的连接在 FIN-WAIT-2 中停留的时间。Linux 的 TIME-WAIT 是 60 秒，编译内核时就定死了。',
    },
    'M-15': {
      claim: '所有 TCP 都会忽略 TIME-WAIT 中的 RST。',
      truth:
        'RFC 9293 允许序号正确的 RST 结束 TIME-WAIT，Linux 默认也是如此。设 tcp_rfc1337 = 1 才有保护；FreeBSD 则一直有。',
    },
    'M-16': {
      claim: '由 FIN-WAIT-1 直接到 TIME-WAIT 几乎不会发生。',
      truth:
        '对端程序立刻关闭时就会这样：它的 FIN 与对我方 FIN 的 ACK 在同一个报文段里，FIN-WAIT-2 就跳过了。',
    },
    'M-17': {
      claim: '在 FIN-WAIT-1：ACK 先到就是 TIME-WAIT，FIN 先到就是 CLOSING。',
      truth:
        '如果 ACK 单独先到，走的是 FIN-WAIT-2。直接进入 TIME-WAIT，是因为同一个报文段既带来 FIN，又确认了我方的 FIN。',
    },
    'M-18': {
      claim: '2MSL 是为了让失效的连接请求消失。',
      truth:
        '所有旧报文段都要消失：数据、ACK、FIN 也算。真正危险的是旧数据，它可能正好落在新连接的序号里；旧的 SYN 自有握手来识破。',
    },
    'M-20': {
      claim: 'LAST-ACK 要等到所有分组都消失。',
      truth: 'LAST-ACK 只等一样东西：对自己 FIN 的 ACK。等报文段消失的是 TIME-WAIT。',
    },
    'M-21': {
      claim: 'CLOSE-WAIT 一定是程序有 bug。',
      truth:
        '它是正常状态：对方已经发完，我方还可以继续发。只有迟迟不结束的 CLOSE-WAIT 才是 bug，因为程序从来没有调用 close()。',
    },
    'M-22': {
      claim: 'close() 只关闭从客户端到服务器的方向。',
      truth:
        '那是 shutdown(SHUT_WR)。close() 连接收也放弃了：未读的数据，或之后才到的数据，得到的回答是 RST。',
    },
    'M-23': {
      claim: 'FIN-WAIT-2 表示自己还有数据要发。',
      truth: '自己的 FIN 已经发出并得到确认，不能再发了。还能发数据的是处于 CLOSE-WAIT 的对端。',
    },
    'M-24': {
      claim: 'FIN-WAIT-1 和 FIN-WAIT-2 都在等对方的 FIN。',
      truth: 'FIN-WAIT-1 等的是对自己 FIN 的 ACK，或者对方的 FIN，或者两者；FIN-WAIT-2 只等对方的 FIN。',
    },
    'M-25': {
      claim: 'FIN-WAIT-1 根本看不到。',
      truth:
        '通常它只有一个往返那么长。但如果 FIN 丢了、对端死了，或对端窗口关着，它会一直持续到 TCP 放弃，并且越积越多。',
    },
    'M-26': {
      claim: 'FIN-WAIT-2 就是“半连接”。',
      truth:
        '一个 FIN 之后叫半关闭；只剩一端还记得连接，比如一端重启之后，叫半打开；尚未确认的连接请求才叫半连接，状态是 SYN-RECEIVED。',
    },
    'M-27': {
      claim: 'FIN-ACK 是对 FIN 的回应。',
      truth:
        '抓包里的 FIN, ACK 是一个同时置了两个标志位的报文段，真实的 FIN 都是这样。对 FIN 的回应应当叫“FIN 的 ACK”。',
    },
    'M-28': {
      claim: '关闭连接一定要四个报文段。',
      truth: '需要的是两个 FIN 和两个 ACK。中间两个合在一起就是三个报文段；用 RST 则一个就够。',
    },
    'M-29': {
      claim: '必须双方达成一致，连接才能结束。',
      truth:
        '每一方随时可以结束自己的方向，RST 则一次结束两个方向。何况在会丢包的网络上，根本不可能确知双方已经一致。',
    },
    'M-30': {
      claim: 'FIN 的 ACK 丢了就会进入 CLOSING。',
      truth:
        '对端自己的 FIN 带着 ACK 字段，已经覆盖了我方的 FIN，丢失就此补上。CLOSING 要求两个 FIN 交错：对端在我方 FIN 到达之前已经发出了自己的。',
    },
    'M-31': {
      claim: '挥手的报文段不会重传。',
      truth: 'FIN 和数据一样，会一直重传到被确认或 TCP 放弃为止。从不重传的只有纯 ACK。',
    },
    'M-32': {
      claim: 'TIME-WAIT 之后的状态是 CLOSE。',
      truth: '状态叫 CLOSED。CLOSE 是调用的名字。',
    },
    'M-33': {
      claim: 'RST 和 FIN 只是两种告别方式。',
      truth:
        'FIN 排在全部数据之后，它前面的都会送达并得到确认。RST 立刻终止：路上的数据丢失，没有人确认，也没有 TIME-WAIT。',
    },
    'M-34': {
      claim: '“Connection reset”说明服务器崩溃了。',
      truth:
        '崩溃只是原因之一。还有：close() 时有未读数据、SO_LINGER 设为 0、数据发给了已关闭的套接字、主机重启、监听者已经不在、防火墙，或者对端没有 TIME-WAIT。',
    },
    'M-40': {
      claim: 'SYN-SENT 就是等待发送。',
      truth: 'SYN 已经发出去了，客户端等的是对方。',
    },
    'M-41': {
      claim: 'SYN-RECEIVED 就是等待接收。',
      truth: 'SYN 已经收到，自己的 SYN 也已发出，等的是对自己 SYN 的 ACK。',
    },
    'M-42': {
      claim: 'SYN-RECEIVED：收到了请求，还没有确认。',
      truth: 'SYN,ACK 已经确认过了。还缺的是另一个方向的确认。',
    },
    'M-43': {
      claim: '服务器收到之后，由 SYN-SENT 变为 ESTABLISHED。',
      truth: '那是客户端。服务器是从 SYN-RECEIVED 变过去的，要等第三个报文段到达。',
    },
    'M-44': {
      claim: '连不上服务器时，SYN-SENT 立刻结束。',
      truth:
        '只有收到 RST 才会立刻结束，报的是“连接被拒绝”。没有任何回音则要反复重试：BSD 和 macOS 约 75 秒，Linux 约 130 秒，按 RFC 至少三分钟。',
    },
    'M-45': {
      claim: '第三次握手是为了验证双向都通。',
      truth: '这只是顺带的结果，不是原因。服务器分不清 SYN 是新是旧，必须反问；双方的 ISN 也都需要得到确认。',
    },
    'M-46': {
      claim: '三次握手可以防御 SYN 洪泛。',
      truth:
        '洪泛攻击的恰恰是第一个报文段与第三个之间、服务器记着请求的那段时间。有用的是 SYN Cookie、更短的定时器、更大的表、过滤。',
    },
    'M-47': {
      claim: '只握手两次，服务器就会永远空等。',
      truth:
        '只有什么都没回来时才会。没有发起请求的主机会回 RST。真正的坏处是：一条谁也不要的连接，程序却已经接受了。',
    },
    'M-48': {
      claim: '两次握手和一次没有区别。',
      truth: '两次之后，客户端确实知道服务器听到了它；一无所知的是服务器。',
    },
    'M-49': {
      claim: '第四次握手有害，因为它可能丢失。',
      truth:
        '任何方案的最后一个报文段都可能丢失，第三次也一样。TCP 靠重传 SYN,ACK 或者后续数据来补救。第四次是多余，不是危险。',
    },
    'M-50': {
      claim: 'SYN 不能携带数据。',
      truth: '可以携带。接收方要把数据留到 ESTABLISHED 才交给程序，除非双方都使用 TCP Fast Open。',
    },
    'M-51': {
      claim: '初始序号就是随机数。',
      truth:
        '它随时钟增长，再加上每个四元组各有一个的保密偏移量：对同一个四元组总在变大，旧报文段都落在下方；对旁人则无法猜测。',
    },
    'M-52': {
      claim: '握手时协商窗口扩大、时间戳和服务质量。',
      truth:
        '窗口扩大、时间戳和 SACK 要两个 SYN 都带上才生效；MSS 不是协商，双方各报各的；服务质量则与 TCP 无关。',
    },
    'M-53': {
      claim: '最大窗口在握手时约定。',
      truth: '每个报文段都会重新通告窗口。SYN 只定下放大的倍数。',
    },
    'M-54': {
      claim: '同时打开会产生两条连接。',
      truth: '只有一条：两个 SYN 写的是同样的两对地址和端口。',
    },
    'M-55': {
      claim: 'ESTABLISHED 就是 accept() 已经返回。',
      truth: '握手由内核独自完成，连接放进队列；accept() 只是从队列里取，可能马上取，也可能很久以后。',
    },
    'M-56': {
      claim: '第三个报文段丢了，客户端会重传它。',
      truth:
        '纯 ACK 从不由定时器重传。服务器会重传 SYN,ACK，从而引出又一个 ACK；或者客户端的数据把 ACK 捎过去。',
    },
    'M-57': {
      claim: '三次握手是为了防止“延迟的重复数组”。',
      truth: '这是笔误：应为“重复分组”。要防的是迟到的重复报文段。',
    },
    'M-60': {
      claim: '保活探测每隔 75 分钟发一次。',
      truth: '在 Linux 和 BSD 上是 75 秒。两小时则是第一次探测之前要空闲的时间。',
    },
    'M-61': {
      claim: '连续十个保活探测没有回应就放弃。',
      truth: 'Linux 发 9 个，BSD 和 macOS 发 8 个；Windows 发 10 个，相隔一秒。RFC 没有规定数目。',
    },
    'M-62': {
      claim: '服务器都开着保活定时器。',
      truth: '保活默认关闭，要由程序在某个套接字上打开，哪一端都可以。打开之后通常要空闲两小时才开始。',
    },
    'M-63': {
      claim: 'SO_REUSEADDR 允许地址不同的套接字共用端口。',
      truth:
        '地址不同本来就不需要选项。SO_REUSEADDR 的作用是：端口上还有连接（多半处于 TIME-WAIT）时，bind() 也能成功。多个监听者共用端口，要用 SO_REUSEPORT。',
    },
    'M-64': {
      claim: 'SO_REUSEADDR 能消除 TIME-WAIT。',
      truth: 'TIME-WAIT 一点不少，照样保护它的四元组。变了的只是 bind() 检查什么。',
    },
    'M-65': {
      claim: '所有连接都断开之前，服务器不能重新监听。',
      truth: 'TCP 本身就要求监听可以与其他连接并存。拒绝的是没有设 SO_REUSEADDR 的 bind()。',
    },
    'M-66': {
      claim: 'TCP 有六个标志位。',
      truth: '现在用了八个控制位：CWR、ECE、URG、ACK、PSH、RST、SYN、FIN。',
    },
    'M-67': {
      claim: 'ACK 标志位为 0 时，确认号就是 0。',
      truth: '此时这个字段没有意义，不管里面写着什么。没有这个标志位的，只有第一个 SYN 和一部分 RST。',
    },
    'M-68': {
      claim: 'TCP 报文段最多 1500 字节。',
      truth: '1500 字节通常是以太网上 IP 分组的上限，留给数据的是 1460 字节。TCP 自己没有这样的限制。',
    },
    'M-69': {
      claim: '纯 ACK 要消耗一个序号。',
      truth: '只有 SYN、FIN 和数据消耗序号。所以第一个数据字节的序号，与它前面那个 ACK 的序号相同。',
    },
    'M-70': {
      claim: 'connect() 的超时是 75 秒。',
      truth:
        '它由重试的次数与间隔决定：BSD 和 macOS 75 秒，Windows 21 秒，Linux 127 或 131 秒，按 RFC 至少三分钟。',
    },
    'M-71': {
      claim: '第一次重传在 3 秒之后。',
      truth: '从 2011 年起是 1 秒。只有一种情况会回到 3 秒：SYN 超时过，数据阶段就以 3 秒的 RTO 开始。',
    },
    'M-72': {
      claim: '空闲的连接断了，TCP 会发现。',
      truth: '没有保活时，空闲连接不发任何报文段。对端重启了它也可能还在，要等下一次发数据才知道。',
    },
    'M-73': {
      claim: '一台机器最多只能有 65535 条连接。',
      truth:
        '那只是一个地址到一台服务器的一个端口之间的上限。服务器的一个端口上可以有上百万条连接，因为客户端各不相同。',
    },
    'M-74': {
      claim: 'RST 需要确认。',
      truth: '它从不被确认，从不重传，也从不引出应答。',
    },
    'M-75': {
      claim: '序号落在窗口里的 RST 都能断开连接。',
      truth: '按 RFC 5961，序号必须恰好等于期望的下一个。窗口内的其他序号只会引来质询 ACK，连接照常继续。',
    },
    'M-76': {
      claim: 'write() 返回了，对方就收到了。',
      truth: '数据只是拷进了自己内核的缓冲区。如果连接已经断了，要到后面的调用才会知道。',
    },
    'M-77': {
      claim: '连接是五元组，TIME-WAIT 按五元组计数。',
      truth: '第五个成员是协议，总是 TCP，说与不说都一样。RFC 的说法是一对套接字，大家通常说四元组。',
    },
    'M-78': {
      claim: '丢失的报文段等路由器修好后由网络送达。',
      truth: '旧的那份确实可能迟到；但补上缺口的，是发送方定时器重发的新的一份。两份同时存在，这才是要点。',
    },
    'M-79': {
      claim: '无用的连接只浪费服务器的资源。',
      truth: '哪一端都可能剩下一条对方早已忘记的连接，或者 TIME-WAIT 表项。',
    },
  },
  title: '关于 TCP 的种种说法',
  hint: '每张卡片说明实际情况和出处，并能打开一次运行，停在看得到它的那个时刻。',
  groups: {
    'time-wait': 'TIME-WAIT',
    closing: '关闭',
    opening: '建立',
    sockets: '报文段、定时器、套接字',
  },
  verdicts: {
    wrong: '错误',
    imprecise: '不准确',
    profile: '视情况而定',
    naming: '用词不当',
  },
  verdictHints: {
    wrong: '与协议相悖',
    imprecise: '只对了一部分',
    profile: '只适用于某个系统或年代',
    naming: '名称用错了',
  },
  all: '全部',
  filter: '判定',
  see: '看演示',
  seeAt: (title, moment) => `看演示：${title}，${moment}`,
  count: (n) => `${n} 张卡片`,
}
