import { type Language, labelled, nameOf } from './language.ts'

const HOW = { rd: 'SHUT_RD', wr: 'SHUT_WR', rdwr: 'SHUT_RDWR' } as const

const option = (socket: string, name: string): string => `${socket}.setsockopt(SOL_SOCKET, ${name}, 1)`

export const python: Language = {
  head: [
    { line: 'from socket import *', usedBy: /socket/ },
    { line: 'import struct', usedBy: /struct\./ },
    { line: 'import time', usedBy: /time\./ },
  ],
  comment: (text) => `# ${text}`,
  sleep: (us) => `time.sleep(${us / 1_000_000})`,
  steps: {
    listen: ({ socket, port, backlog, options }, { ownPort }) => [
      `${nameOf(socket)} = socket()`,
      ...(options?.reuseAddr === true ? [option(nameOf(socket), 'SO_REUSEADDR')] : []),
      `${nameOf(socket)}.bind(("", ${port ?? ownPort}))`,
      `${nameOf(socket)}.listen(${backlog})`,
    ],
    accept: ({ socket, as }) => [`${nameOf(as)}, _ = ${nameOf(socket)}.accept()`],
    connect: ({ socket, options }, { peerAddress, peerPort }) => [
      `${nameOf(socket)} = socket()`,
      ...(options?.keepalive === undefined ? [] : [option(nameOf(socket), 'SO_KEEPALIVE')]),
      `${nameOf(socket)}.connect(("${peerAddress}", ${peerPort}))`,
    ],
    send: (step) => [labelled(`${nameOf(step.socket)}.send(bytes(${step.bytes}))`, step, '#')],
    recv: ({ socket, bytes }) => [`data = ${nameOf(socket)}.recv(${bytes ?? 65536})`],
    recvn: ({ socket, bytes }) => [`data = ${nameOf(socket)}.recv(${bytes}, MSG_WAITALL)`],
    drain: ({ socket }) => [`while ${nameOf(socket)}.recv(65536): pass`],
    shutdown: ({ socket, how }) => [`${nameOf(socket)}.shutdown(${HOW[how]})`],
    close: ({ socket }) => [`${nameOf(socket)}.close()`],
    abort: ({ socket }) => [
      `${nameOf(socket)}.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))`,
      `${nameOf(socket)}.close()`,
    ],
    vanish: ({ socket }) => [`# power failure: ${nameOf(socket)} is gone`],
    setopt: ({ socket, options }) => [
      option(nameOf(socket), options.keepalive === undefined ? 'SO_LINGER' : 'SO_KEEPALIVE'),
    ],
    sysctl: ({ settings }) => [`# sysctl: ${Object.keys(settings).join(', ')}`],
  },
}
