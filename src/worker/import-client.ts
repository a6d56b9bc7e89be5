import type { ImportedFile, ImportMessage, ImportRequest, OpenedStream } from './import-protocol.ts'

/** Reading files as the page uses it. */
export interface Importer {
  /** Reads one file; an earlier one that is not done is given up. */
  read(file: Blob, onProgress: (bytes: number, packets: number) => void): Promise<ImportedFile>
  /** Ends the read, whose answer is what has been read by then, or the opening of a stream. */
  cancel(): void
  /** Opens a stream of the last capture; null if it was given up for another, or cancelled. */
  openStream(id: number, onProgress: (share: number) => void): Promise<OpenedStream | null>
}

interface Port {
  post(request: ImportRequest): void
  end(): void
}

type OpenPort = (message: (message: ImportMessage) => void, broke: () => void) => Promise<Port>

/** Without a word for so long the reader is given up. */
const SILENCE_MS = 5_000

export function createImporter(open: OpenPort = openSomewhere): Importer {
  let port: Promise<Port> | null = null
  let finish: ((content: ImportedFile) => void) | null = null
  let progress: (bytes: number, packets: number) => void = () => {}
  let openProgress: (share: number) => void = () => {}
  let tickets = 0
  /** Who waits for a stream, by ticket: each is answered. */
  const waiting = new Map<number, (stream: OpenedStream | null) => void>()
  let watch: ReturnType<typeof setTimeout> | undefined

  const giveUp = () => {
    clearTimeout(watch)
    void port?.then((there) => there.end())
    port = null
    finish?.({ kind: 'gone' })
    finish = null
    for (const opened of waiting.values()) opened(null)
    waiting.clear()
  }
  const watchOver = () => {
    clearTimeout(watch)
    watch = setTimeout(giveUp, SILENCE_MS)
  }
  const hear = (message: ImportMessage) => {
    switch (message.kind) {
      case 'progress':
        watchOver()
        return progress(message.bytes, message.packets)
      case 'read':
        clearTimeout(watch)
        finish?.(message.content)
        finish = null
        return
      case 'opening':
        return openProgress(message.share)
      case 'stream-opened':
        waiting.get(message.ticket)?.(message.stream)
        waiting.delete(message.ticket)
    }
  }
  const post = (request: ImportRequest) => {
    port ??= open(hear, giveUp)
    void port.then((there) => there.post(request), giveUp)
  }

  return {
    read(file, onProgress) {
      if (finish !== null) giveUp()
      progress = onProgress
      watchOver()
      return new Promise((resolve) => {
        finish = resolve
        post({ kind: 'read', file })
      })
    },
    cancel: () => post({ kind: 'cancel' }),
    openStream(id, onProgress) {
      openProgress = onProgress
      return new Promise((resolve) => {
        const ticket = tickets++
        waiting.set(ticket, resolve)
        post({ kind: 'open-stream', ticket, id })
      })
    },
  }
}

/** In a thread of its own; in the page where none can be. */
async function openSomewhere(message: (message: ImportMessage) => void, broke: () => void): Promise<Port> {
  try {
    const { default: ImportWorker } = await import('./import.worker.ts?worker&inline')
    const worker = new ImportWorker()
    worker.addEventListener('message', ({ data }: MessageEvent<ImportMessage>) => message(data))
    worker.addEventListener('error', broke)
    return { post: (request) => worker.postMessage(request), end: () => worker.terminate() }
  } catch {
    const { serveImport } = await import('./serve-import.ts')
    let isOver = false
    const receive = serveImport((answer) => {
      if (!isOver) message(answer)
    })
    return {
      post: receive,
      end: () => {
        isOver = true
      },
    }
  }
}
