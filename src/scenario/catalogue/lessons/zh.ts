import type { ScenarioLessons } from '../texts.ts'

export const zh: ScenarioLessons = {
  'open-normal': {
    question: '建立连接时线路上到底传了什么?哪一端先就绪?',
    lesson:
      '两端各发一个 SYN 报出自己的初始序号,并各自得到确认;服务器把 SYN 和 ACK 放进同一个报文段,所以三个报文段就够了。客户端进入 ESTABLISHED 比服务器早半个 RTT。第三个报文段是纯 ACK,不占序号,因此第一个数据字节的编号与它相同。',
  },
  'close-normal': {
    question: '连接怎样结束?最后停在 TIME-WAIT 的是哪一端?',
    lesson:
      '两个方向分别关闭:各一个 FIN,各一个 ACK。先关闭的一端(这里是客户端)最后进入 TIME-WAIT,停留 2MSL;另一端只要自己的 FIN 得到确认,就立即 CLOSED。',
  },
  'close-ack2-lost': {
    question: 'TIME-WAIT 究竟在等什么?',
    lesson:
      '服务器不知道自己的 FIN 已经送达,于是在 LAST-ACK 中重发 FIN。客户端还留在 TIME-WAIT,可以再确认一次,2MSL 也重新计时:结束时刻从 241.3 秒推迟到 242.3 秒。如果客户端早已忘掉这条连接,这个 FIN 换来的就是 RST。',
  },
}
