import { count } from '../format.ts'

/** The view of captures: what to drop there, what it held, its streams. */
export const captureView = {
  choose: 'Choose a file',
  drop: 'or drop one anywhere, or paste it',
  takes:
    'pcap and pcapng captures, a scenario as JSON, or a packetdrill-like script. The file is read on this computer and sent nowhere.',
  reading: (name: string) => `Reading ${name}`,
  progress: (packets: number, percent: number) => `${count(packets)} packets, ${percent} %`,
  cancel: 'Stop reading',
  file: (format: string, packets: number, tcp: number) =>
    `${format}, ${count(packets)} packets, ${count(tcp)} of them TCP`,
  cut: (n: number) => `Packets of which the capture kept only the beginning: ${count(n)}.`,
  streams: 'TCP streams',
  none: 'There is no TCP stream in this capture.',
  more: (shown: number, all: number) => `${count(shown)} of ${count(all)} are listed.`,
  packets: (n: number) => (n === 1 ? '1 packet' : `${count(n)} packets`),
  bytes: (n: number) => `${count(n)} B`,
  closed: { rst: 'reset', fin: 'closed', half: 'half closed', open: 'open' },
  simulate: 'Simulate this',
  simulateHint: 'A scenario with the same calls, delays and losses, to change it.',
  lossesLeftOut: (n: number) => `Losses that did not fit into the scenario: ${count(n)}.`,
  here: 'What is unusual or inferred here',
  certain: 'Nothing here is unusual or inferred.',
  errors: 'This file cannot be used:',
  gone: 'Reading took too long and was given up.',
  segment: (name: string, what: string) => `${name}: ${what}`,
}
