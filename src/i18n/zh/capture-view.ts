import { count, duration } from '../format.ts'
import type { Section } from '../sections.ts'

export const captureView: Section<'captureView'> = {
  choose: '选择文件',
  drop: '或把文件拖到任意位置，或粘贴',
  takes: 'pcap 和 pcapng 抓包、JSON 场景，或 packetdrill 风格的脚本。文件只在本机读取，不会发送到任何地方。',
  reading: (name) => `正在读取 ${name}`,
  progress: (packets, percent) => `${count(packets)} 个包，${percent} %`,
  cancel: '停止读取',
  file: (format, packets, tcp) => `${format}，${count(packets)} 个包，其中 TCP ${count(tcp)} 个`,
  cut: (n) => `只保留了开头部分的包：${count(n)} 个。`,
  streams: 'TCP 流',
  none: '这个抓包里没有 TCP 流。',
  more: (shown, all) => `列出 ${count(shown)} / ${count(all)} 条。`,
  packets: (n) => `${count(n)} 个包`,
  bytes: (n) => `${count(n)} B`,
  closed: { rst: '被重置', fin: '已关闭', half: '半关闭', open: '未关闭' },
  opening: (percent) => `正在打开流，${percent} %`,
  simulate: '模拟它',
  alone: '只看抓包',
  change: '在工作台中修改',
  simulateHint: '一个调用、时延和丢包都相同的场景：可与抓包并排对照，也可在工作台中修改。',
  simulating: '正在计算模拟的 TCP 会怎么做',
  notSimulated: '这条流无法模拟。',
  lossesLeftOut: (n) => `放不进场景的丢包：${count(n)} 个。`,
  here: '此处的异常与推断',
  certain: '此处没有异常，也没有推断。',
  errors: '无法使用这个文件：',
  gone: '读取时间过长，已放弃。',
  segment: (name, what) => `${name}：${what}`,
  doubtMarks: {
    'start-unknown': '假定',
    'loss-inferred': '推断',
    'arrival-unproved': '假定',
    'seen-from-later': '推断',
    'cause-unknown': '推断',
  },
  fromFile: (packet, at) => `文件中的字节：第 ${count(packet)} 个包，从第 ${count(at)} 字节起。`,
  checksum: (right) => (right ? '校验和正确。' : '校验和错误：途中损坏，或在网卡填写之前就被捕获。'),
  kept: (bytes, of) => `抓包只保留了 ${count(of)} B 中的 ${count(bytes)} B，因此无法检验校验和。`,
  runs: {
    captured: { name: '抓包', note: '线路上实际发生的' },
    simulated: { name: '模拟', note: '相同的调用、时延和丢包' },
  },
  position: '两次运行中的位置',
  differences: '不同之处',
  verdict: ({ differences, alike }) =>
    differences === 0
      ? `没有：全部 ${count(alike)} 个报文段都相同。`
      : `${count(alike)} 个报文段相同，${count(differences)} 个不同。`,
  times: ({ medianUs, mostUs }) =>
    `发送时刻之差：半数不超过 ${duration(medianUs)}，全部不超过 ${duration(mostUs)}。`,
  sentBy: (flags, from) => `${from === 'C' ? '客户端' : '服务器'}的 ${flags}`,
  onlyCaptured: (name) => `${name}：只在抓包中`,
  onlySimulated: (name) => `${name}：只在模拟中`,
  unlike: {
    flags: (name) => `${name}：模拟中标志不同`,
    length: (name) => `${name}：模拟中长度不同`,
    ack: (name) => `${name}：模拟中确认的内容不同`,
    repeated: (name) => `${name}：一边是重传，另一边不是`,
  },
  whyDifferent: '主机何时重发、一次确认多少，没有照抄：由模拟的 TCP 按自己的规则决定。',
}
