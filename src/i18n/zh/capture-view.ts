import { count } from '../format.ts'
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
  simulate: '模拟它',
  simulateHint: '生成调用、时延和丢包都相同的场景，以便修改。',
  lossesLeftOut: (n) => `放不进场景的丢包：${count(n)} 个。`,
  here: '此处的异常与推断',
  certain: '此处没有异常，也没有推断。',
  errors: '无法使用这个文件：',
  gone: '读取时间过长，已放弃。',
  segment: (name, what) => `${name}：${what}`,
}
