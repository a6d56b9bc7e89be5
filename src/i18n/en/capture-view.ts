import { count, duration } from '../format.ts'

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
  opening: (percent: number) => `Opening the stream, ${percent} %`,
  simulate: 'Simulate this',
  alone: 'Back to the capture alone',
  change: 'Change it in the studio',
  simulateHint:
    'A scenario with the same calls, delays and losses: beside the capture to compare, in the studio to change.',
  simulating: 'Computing what the simulated TCP does',
  notSimulated: 'This stream cannot be simulated.',
  lossesLeftOut: (n: number) => `Losses that did not fit into the scenario: ${count(n)}.`,
  here: 'What is unusual or inferred here',
  certain: 'Nothing here is unusual or inferred.',
  errors: 'This file cannot be used:',
  gone: 'Reading took too long and was given up.',
  segment: (name: string, what: string) => `${name}: ${what}`,
  /** What somebody wrote into the file. */
  comment: (text: string) => `comment in the file: ${text}`,
  /** On the diagram, where nobody saw what is drawn. */
  doubtMarks: {
    'start-unknown': 'assumed',
    'loss-inferred': 'inferred',
    'arrival-unproved': 'assumed',
    'seen-from-later': 'inferred',
    'cause-unknown': 'inferred',
  },
  fromFile: (packet: number, at: number) =>
    `Bytes of the file: packet ${count(packet)}, from byte ${count(at)}.`,
  checksum: (right: boolean): string =>
    right
      ? 'The checksum is right.'
      : 'The checksum is wrong: damaged on the way, or captured before the network card filled it in.',
  kept: (bytes: number, of: number) =>
    `The capture kept ${count(bytes)} of ${count(of)} B, so the checksum cannot be checked.`,
  runs: {
    captured: { name: 'The capture', note: 'what was on the wire' },
    simulated: { name: 'Simulated', note: 'the same calls, delays and losses' },
  },
  position: 'Position in both runs',
  differences: 'What differs',
  verdict: ({ differences, alike }: { differences: number; alike: number }) =>
    differences === 0
      ? `Nothing: all ${count(alike)} segments are the same.`
      : `${count(alike)} ${alike === 1 ? 'segment is' : 'segments are'} the same, ${count(differences)} ${differences === 1 ? 'is' : 'are'} not.`,
  times: ({ medianUs, mostUs }: { medianUs: number; mostUs: number }) =>
    `Sent at the same time within ${duration(medianUs)} (half of them) and ${duration(mostUs)} (all).`,
  sentBy: (flags: string, from: 'C' | 'S') => `${flags} of the ${from === 'C' ? 'client' : 'server'}`,
  onlyCaptured: (name: string) => `${name}: only in the capture`,
  onlySimulated: (name: string) => `${name}: only in the simulation`,
  unlike: {
    flags: (name: string) => `${name}: with other flags in the simulation`,
    length: (name: string) => `${name}: with another length in the simulation`,
    ack: (name: string) => `${name}: acknowledges something else in the simulation`,
    repeated: (name: string) => `${name}: a retransmission in one and not in the other`,
  },
  whyDifferent:
    'When a host sends again and how much it acknowledges at once is not copied: that the simulated TCP decides by its own rules.',
}
