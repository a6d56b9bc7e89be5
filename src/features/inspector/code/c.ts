import { type Language, labelled, nameOf } from './language.ts'

const HOW = { rd: 'SHUT_RD', wr: 'SHUT_WR', rdwr: 'SHUT_RDWR' } as const

const option = (socket: string, level: string, name: string, value: string): string =>
  `setsockopt(${socket}, ${level}, ${name}, ${value}, sizeof ${value.replace('&', '')});`

export const c: Language = {
  head: [
    { line: 'char buf[65536];', usedBy: /\bbuf\b/ },
    { line: 'ssize_t n;', usedBy: /\bn = / },
    { line: 'int on = 1;', usedBy: /&on\b/ },
  ],
  comment: (text) => `// ${text}`,
  sleep: (us) => `usleep(${us});`,
  steps: {
    listen: ({ socket, port, backlog, options }, { ownPort }) => [
      `int ${nameOf(socket)} = socket(AF_INET, SOCK_STREAM, 0);`,
      ...(options?.reuseAddr === true ? [option(nameOf(socket), 'SOL_SOCKET', 'SO_REUSEADDR', '&on')] : []),
      `bind(${nameOf(socket)}, &any, sizeof any);  // port ${port ?? ownPort}`,
      `listen(${nameOf(socket)}, ${backlog});`,
    ],
    accept: ({ socket, as }) => [`int ${nameOf(as)} = accept(${nameOf(socket)}, NULL, NULL);`],
    connect: ({ socket, options }, { peerAddress, peerPort }) => [
      `int ${nameOf(socket)} = socket(AF_INET, SOCK_STREAM, 0);`,
      ...(options?.keepalive === undefined
        ? []
        : [option(nameOf(socket), 'SOL_SOCKET', 'SO_KEEPALIVE', '&on')]),
      `connect(${nameOf(socket)}, &peer, sizeof peer);  // ${peerAddress}:${peerPort}`,
    ],
    send: (step) => [labelled(`send(${nameOf(step.socket)}, buf, ${step.bytes}, 0);`, step, '//')],
    recv: ({ socket, bytes }) => [`n = recv(${nameOf(socket)}, buf, ${bytes ?? 'sizeof buf'}, 0);`],
    recvn: ({ socket, bytes }) => [`n = recv(${nameOf(socket)}, buf, ${bytes}, MSG_WAITALL);`],
    drain: ({ socket }) => [`while ((n = recv(${nameOf(socket)}, buf, sizeof buf, 0)) > 0);`],
    shutdown: ({ socket, how }) => [`shutdown(${nameOf(socket)}, ${HOW[how]});`],
    close: ({ socket }) => [`close(${nameOf(socket)});`],
    abort: ({ socket }) => [
      'struct linger off = {1, 0};',
      option(nameOf(socket), 'SOL_SOCKET', 'SO_LINGER', '&off'),
      `close(${nameOf(socket)});`,
    ],
    vanish: ({ socket }) => [`// power failure: ${nameOf(socket)} is gone`],
    setopt: ({ socket, options }) => [
      option(
        nameOf(socket),
        'SOL_SOCKET',
        options.keepalive === undefined ? 'SO_LINGER' : 'SO_KEEPALIVE',
        '&on',
      ),
    ],
    sysctl: ({ settings }) => [`// sysctl: ${Object.keys(settings).join(', ')}`],
  },
}
