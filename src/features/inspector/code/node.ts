import { type Language, labelled, milliseconds, nameOf } from './language.ts'

/** `end()` is shutdown(SHUT_WR), `destroy()` is close(), `resetAndDestroy()` aborts. Reading cannot be shut down. */
const HOW = { rd: 'pause', wr: 'end', rdwr: 'end' } as const

export const node: Language = {
  head: [
    { line: "import net from 'node:net'", usedBy: /net\./ },
    { line: "import { once } from 'node:events'", usedBy: /once\(/ },
    { line: "import { setTimeout } from 'node:timers/promises'", usedBy: /setTimeout/ },
  ],
  comment: (text) => `// ${text}`,
  sleep: (us) => `await setTimeout(${milliseconds(us)})`,
  steps: {
    listen: ({ socket, port, backlog }, { ownPort }) => [
      `const ${nameOf(socket)} = net.createServer({ allowHalfOpen: true })`,
      `${nameOf(socket)}.listen({ port: ${port ?? ownPort}, backlog: ${backlog} })`,
    ],
    accept: ({ socket, as }) => [`const [${nameOf(as)}] = await once(${nameOf(socket)}, 'connection')`],
    connect: ({ socket, options }, { peerAddress, peerPort }) => [
      `const ${nameOf(socket)} = net.connect(${peerPort}, '${peerAddress}')`,
      `await once(${nameOf(socket)}, 'connect')`,
      ...(options?.keepalive === undefined ? [] : [`${nameOf(socket)}.setKeepAlive(true)`]),
    ],
    send: (step) => [labelled(`${nameOf(step.socket)}.write(Buffer.alloc(${step.bytes}))`, step, '//')],
    recv: ({ socket }) => [`await once(${nameOf(socket)}, 'data')`],
    recvn: ({ socket, bytes }) => [
      `await once(${nameOf(socket)}, 'readable')`,
      `${nameOf(socket)}.read(${bytes})`,
    ],
    drain: ({ socket }) => [`for await (const _ of ${nameOf(socket)});`],
    shutdown: ({ socket, how }) => [`${nameOf(socket)}.${HOW[how]}()`],
    close: ({ socket }) => [`${nameOf(socket)}.destroy()`],
    abort: ({ socket }) => [`${nameOf(socket)}.resetAndDestroy()`],
    vanish: ({ socket }) => [`// power failure: ${nameOf(socket)} is gone`],
    setopt: ({ socket, options }) => [
      options.keepalive === undefined
        ? `// setsockopt(${nameOf(socket)})`
        : `${nameOf(socket)}.setKeepAlive(true)`,
    ],
    sysctl: ({ settings }) => [`// sysctl: ${Object.keys(settings).join(', ')}`],
  },
}
