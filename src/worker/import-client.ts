import type { ImportedFile, ImportMessage, ImportRequest, OpenedStream } from './import-protocol.ts'

/** Reading files as the page uses it. */
export interface Importer {
  /** Reads one file; an earlier one that is not done is given up. */
  read(file: Blob, onProgress: (bytes: number, packets: number) => void): Promise<ImportedFile>
  /** Ends the read; what has been read by then is answered. */
  cancel(): void
  /** Opens a stream of the last capture. */
  openStream(id: number): Promise<OpenedStream>
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
  let opened: ((stream: OpenedStream) => void) | null = null
  let watch: ReturnType<typeof setTimeout> | undefined

  const giveUp = () => {
    clearTimeout(watch)
    void port?.then((there) => there.end())
    port = null
    finish?.({ kind: 'gone' })
    finish = null
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
      case 'stream-opened':
        opened?.(message.stream)
        opened = null
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
    openStream(id) {
      return new Promise((resolve) => {
        opened = resolve
        post({ kind: 'open-stream', id })
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
