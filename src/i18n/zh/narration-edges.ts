import type { EdgeWords } from '../en/narration-nouns.ts'
import type { Messages } from '../en.ts'
import { it, peer, segment } from './narration-nouns.ts'

export const edges: Messages['narration']['edges'] = {
  'open-passive': (a) => `${it(a.side)}打开监听套接字，进入 LISTEN。`,
  'open-active': (a) =>
    a.from === 'TIME-WAIT'
      ? `${it(a.side)}调用 connect()，复用处于 TIME-WAIT 的端口，发出序号高于以往的 SYN。`
      : `${it(a.side)}调用 connect()，发出携带初始序号的 SYN，在 SYN-SENT 中等待应答。`,
  'send-opens': (a) => `${it(a.side)}在 LISTEN 中发送数据，转为主动打开，发出 SYN。`,
  'rcv-syn': (a) =>
    a.from === 'SYN-SENT'
      ? `${segment(a.segment)} 与${it(a.side)}自己的 SYN 在途中相遇：同时打开。${it(a.side)}回复 SYN,ACK，进入 SYN-RECEIVED。`
      : `${segment(a.segment)} 到达。${it(a.side)}${synAck(a)}进入 SYN-RECEIVED。`,
  'rcv-syn-ack': (a) =>
    `${segment(a.segment)} 确认了${it(a.side)}的 SYN。${it(a.side)}${answers(a)}进入 ESTABLISHED。`,
  'rcv-syn-ack-fin': (a) =>
    `${segment(a.segment)} 在建立连接的同时又结束了数据流，${it(a.side)}进入 CLOSE-WAIT。`,
  'rcv-ack-of-syn': (a) => `${segment(a.segment)} 确认了${it(a.side)}的 SYN，${it(a.side)}进入 ESTABLISHED。`,
  'rcv-ack-of-syn-and-fin': (a) => `${segment(a.segment)} 完成握手并结束数据流，进入 CLOSE-WAIT。`,
  'rcv-ack-of-syn-close-queued': (a) =>
    `${segment(a.segment)} 完成握手，先前等待的 close() 随即生效，进入 FIN-WAIT-1。`,
  'rcv-crossing-syn-ack': (a) =>
    `${segment(a.segment)} 确认了${it(a.side)}的 SYN，无需再发报文段，${it(a.side)}进入 ESTABLISHED。`,
  'rcv-new-syn': (a) =>
    `${segment(a.segment)} 必定晚于旧连接，${it(a.side)}从 TIME-WAIT 重新打开，进入 SYN-RECEIVED。`,
  'rcv-syn-in-window': (a) =>
    a.to === 'LISTEN'
      ? `${segment(a.segment)} 与这次握手不符，${it(a.side)}退回 LISTEN。`
      : `${segment(a.segment)} 落在窗口内；不采用 RFC 5961 时连接会因此复位，${it(a.side)}变为 CLOSED。`,
  'cookie-accepted': (a) =>
    `${segment(a.segment)} 带回有效的 SYN Cookie，${it(a.side)}此时才建立连接，进入 ESTABLISHED。`,
  'two-way-open': (a) => `真实的 TCP 不会这样：${it(a.side)}一收到 SYN 就相信，未经确认便进入 ESTABLISHED。`,
  'one-way-open': (a) => `真实的 TCP 不会这样：只凭一个 SYN，${it(a.side)}就自认为 ESTABLISHED。`,
  'four-way-open': (a) =>
    `真实的 TCP 不会这样：对 SYN 的确认已单独到达，现在对方的 SYN 也到了，${it(a.side)}进入 ESTABLISHED。`,

  close: (a) => closeSentence(a),
  'close-unread': (a) =>
    `${it(a.side)}在还有未读数据时调用 close()，发出的是 RST 而不是 FIN，随即变为 CLOSED。`,
  abort: (a) =>
    a.reply === ''
      ? `${it(a.side)}中止连接，直接删除，不发送任何报文段。`
      : `${it(a.side)}以 SO_LINGER 0 中止连接：只发一个 ${a.reply}，立即变为 CLOSED。`,
  'rcv-fin': (a) => finSentence(a),
  'rcv-fin-and-ack-of-fin': (a) =>
    `${segment(a.segment)} 同时确认了${it(a.side)}自己的 FIN。${it(a.side)}跳过 FIN-WAIT-2，直接在 TIME-WAIT 等待 ${twoMsl(a.wait)}。`,
  'rcv-ack-of-fin': (a) => ackOfFinSentence(a),
  'time-wait-timeout': (a) => `${twoMsl(a.wait)}已过，本连接的报文段应已全部消失，${it(a.side)}变为 CLOSED。`,
  'time-wait-skipped': (a) =>
    `真实的 TCP 不会这样：TIME-WAIT 被关掉，收到最后的 FIN 后${it(a.side)}立即变为 CLOSED。`,
  'fin-wait-2-timeout': (a) =>
    `等了 ${a.wait} 仍没有 FIN，也没有进程持有该套接字，系统结束 FIN-WAIT-2，${it(a.side)}变为 CLOSED。`,
  'rcv-rst': (a) => rstSentence(a),
  'rcv-data-after-close': (a) =>
    `${segment(a.segment)} 到达，但 close() 之后已无人能读，于是回复 RST，${it(a.side)}变为 CLOSED。`,
  'user-timeout': (a) => `长时间没有收到确认，${it(a.side)}放弃连接，从 ${a.from} 变为 CLOSED。`,
  'keepalive-timeout': (a) => `保活探测始终没有应答，${it(a.side)}认定对端已失联，变为 CLOSED。`,
  'icmp-hard-error': (a) => `ICMP 硬错误终止了连接，${it(a.side)}变为 CLOSED。`,
  'security-mismatch': (a) => `安全级不符，${it(a.side)}复位连接，变为 CLOSED。`,
  'host-crash': (a) => `${it(a.side)}忘掉了处于 ${a.from} 的连接，也没有通知任何人。`,
}

function answers({ reply }: EdgeWords): string {
  return reply === '' ? '' : `回复 ${reply}，`
}

function synAck({ reply }: EdgeWords): string {
  return reply === 'SYN,ACK' ? '用一个 SYN,ACK 既确认对方，又报出自己的初始序号，' : ''
}

function closeSentence({ side, from, to, call, reply }: EdgeWords): string {
  if (to === 'CLOSED') {
    return from === 'LISTEN'
      ? `${it(side)}关闭监听套接字。`
      : `${it(side)}在收到应答之前调用 close()，连接直接删除，不发送任何报文段。`
  }
  if (call === '') return `先前等待的 close() 生效，${it(side)}进入 ${to}。`
  const fin = reply === '' ? 'FIN 排在未发数据之后' : '发出 FIN，表示不再发送数据'
  if (to === 'LAST-ACK') return `${it(side)}也调用 ${call}()，${fin}，在 LAST-ACK 中等待最后的 ACK。`
  return `${it(side)}调用 ${call}()，${fin}，进入 FIN-WAIT-1。`
}

function finSentence(a: EdgeWords): string {
  const arrived = `${segment(a.segment)} 到达`
  if (a.to === 'CLOSING')
    return `${arrived}时，${it(a.side)}自己的 FIN 尚未得到确认：双方同时关闭，进入 CLOSING。`
  if (a.to === 'TIME-WAIT')
    return `${arrived}。${it(a.side)}发出最后的 ACK，在 TIME-WAIT 等待 ${twoMsl(a.wait)}。`
  const acknowledged = a.reply === '' ? '' : '予以确认，'
  return `${arrived}。${it(a.side)}${acknowledged}进入 CLOSE-WAIT。`
}

function ackOfFinSentence(a: EdgeWords): string {
  const acknowledged = `${segment(a.segment)} 确认了${it(a.side)}的 FIN`
  switch (a.to) {
    case 'FIN-WAIT-2':
      return `${acknowledged}。${it(a.side)}在 FIN-WAIT-2 中等待${peer(a.side)}的 FIN，仍可接收数据。`
    case 'TIME-WAIT':
      return `${acknowledged}，两个方向都已关闭，${it(a.side)}在 TIME-WAIT 等待 ${twoMsl(a.wait)}。`
    default:
      return `${acknowledged}。被动关闭方无需等待，立即变为 CLOSED。`
  }
}

function rstSentence(a: EdgeWords): string {
  const rst = segment(a.segment)
  if (a.from === 'SYN-SENT') return `${rst} 拒绝了连接，${it(a.side)}变为 CLOSED。`
  if (a.to === 'LISTEN') return `${rst} 撤销了那个 SYN，${it(a.side)}退回 LISTEN，accept() 毫不知情。`
  if (a.to === 'TIME-WAIT') return `${rst} 表明那个 SYN 是旧的，${it(a.side)}回到 TIME-WAIT。`
  if (a.from === 'TIME-WAIT')
    return `${rst} 使 TIME-WAIT 提前结束，${it(a.side)}变为 CLOSED（TIME-WAIT 暗杀）。`
  return `${rst} 终止了连接，${it(a.side)}立即变为 CLOSED，未完成的数据全部作废。`
}

function twoMsl(wait: string): string {
  return wait === '' ? '2MSL' : `2MSL（${wait}）`
}
