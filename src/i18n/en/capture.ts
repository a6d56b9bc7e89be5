import { count } from '../format.ts'

/** Captures that are read: what stopped the read, what is unusual, what is inferred. */
export const capture = {
  /** Reading ended early: `packets` were read before. */
  problem: (what: string, at: number, packet: number) =>
    `Reading stopped at byte ${count(at)}, at packet ${count(packet)}: ${what}.`,
  problems: {
    'not-a-capture': 'this is neither a pcap nor a pcapng file',
    compressed: 'the file is compressed; unpack it first',
    'unsupported-version': 'the format has a version that is not known',
    'cut-short': 'the file ends inside it',
    'bad-block': 'a block has an impossible length or form',
    'unknown-interface': 'it belongs to an interface that the file does not describe',
    'file-too-large': 'the file is larger than 64 MB',
    'packet-too-large': 'it is larger than 262,144 bytes',
    'too-many-packets': 'there are more than 200,000 packets',
    'too-many-interfaces': 'there are more than 1,024 interfaces',
    cancelled: 'it was cancelled',
  },
  skipped: {
    'link-type': (n: number, types: string) =>
      `Packets on a link type that is not read (${types}): ${count(n)}.`,
    'not-tcp': (n: number) => `Packets that are not TCP: ${count(n)}.`,
    fragment: (n: number) => `Later fragments of IP packets: ${count(n)}.`,
    damaged: (n: number) => `Damaged packets: ${count(n)}.`,
    'beyond-stream-limit': (n: number) => `Packets of streams beyond the first 5,000: ${count(n)}.`,
  },
  anomalies: {
    retransmission: 'retransmission',
    'fast-retransmission': 'fast retransmission',
    'spurious-retransmission': 'needless retransmission',
    'out-of-order': 'out of order',
    'segment-not-captured': 'a segment before it was not captured',
    'duplicate-ack': 'duplicate ACK',
    keepalive: 'keepalive probe',
    'keepalive-ack': 'answer to a keepalive probe',
    'zero-window': 'window closed',
    'zero-window-probe': 'window probe',
    reset: 'reset',
  },
  findings: {
    'no-handshake': 'begins without a handshake',
    'never-answered': 'the SYN was never answered',
    refused: 'refused',
    'handshake-unfinished': 'the handshake was not finished',
    reset: 'ended by a reset',
    'half-closed': 'only one end has closed',
    'never-closed': 'never closed',
  },
  doubts: {
    'start-unknown': 'assumed: the capture begins later',
    'loss-inferred': 'inferred: it was sent again before it was acknowledged',
    'arrival-unproved': 'assumed: nothing shows that it arrived',
    'seen-from-later': 'inferred from a later packet',
    'cause-unknown': 'inferred: several causes look the same',
  },
}
