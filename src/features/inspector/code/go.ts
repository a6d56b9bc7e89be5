import { type Language, labelled, milliseconds, nameOf } from './language.ts'

const HOW = { rd: 'CloseRead', wr: 'CloseWrite', rdwr: 'CloseWrite' } as const

const tcp = (socket: string): string => `${nameOf(socket)}.(*net.TCPConn)`

export const go: Language = {
  head: [{ line: 'buf := make([]byte, 65536)', usedBy: /\bbuf\b/ }],
  comment: (text) => `// ${text}`,
  sleep: (us) => `time.Sleep(${milliseconds(us)} * time.Millisecond)`,
  steps: {
    // The backlog of a Go listener is the system's.
    listen: ({ socket, port }, { ownPort }) => [
      `${nameOf(socket)}, _ := net.Listen("tcp", ":${port ?? ownPort}")`,
    ],
    accept: ({ socket, as }) => [`${nameOf(as)}, _ := ${nameOf(socket)}.Accept()`],
    connect: ({ socket, options }, { peerAddress, peerPort }) => [
      `${nameOf(socket)}, err := net.Dial("tcp", "${peerAddress}:${peerPort}")`,
      ...(options?.keepalive === undefined ? [] : [`${tcp(socket)}.SetKeepAlive(true)`]),
    ],
    send: (step) => [labelled(`${nameOf(step.socket)}.Write(buf[:${step.bytes}])`, step, '//')],
    recv: ({ socket, bytes }) => [`${nameOf(socket)}.Read(buf${bytes === undefined ? '' : `[:${bytes}]`})`],
    recvn: ({ socket, bytes }) => [`io.ReadFull(${nameOf(socket)}, buf[:${bytes}])`],
    drain: ({ socket }) => [`io.Copy(io.Discard, ${nameOf(socket)})`],
    shutdown: ({ socket, how }) => [`${tcp(socket)}.${HOW[how]}()`],
    close: ({ socket }) => [`${nameOf(socket)}.Close()`],
    abort: ({ socket }) => [`${tcp(socket)}.SetLinger(0)`, `${nameOf(socket)}.Close()`],
    vanish: ({ socket }) => [`// power failure: ${nameOf(socket)} is gone`],
    setopt: ({ socket, options }) => [
      options.keepalive === undefined ? `${tcp(socket)}.SetLinger(0)` : `${tcp(socket)}.SetKeepAlive(true)`,
    ],
    sysctl: ({ settings }) => [`// sysctl: ${Object.keys(settings).join(', ')}`],
  },
}
