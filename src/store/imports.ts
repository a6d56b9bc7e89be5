import { create } from 'zustand'
import { Trace } from '../engine/trace/codec.ts'
import { createImporter, type Importer } from '../worker/import-client.ts'
import type { ImportedFile, OpenedStream } from '../worker/import-protocol.ts'
import { studio } from './store.ts'

/** A file from outside: how far its reading is, what it held, which of its streams is on screen. */
interface ImportState {
  readonly name: string
  readonly size: number
  readonly bytes: number
  readonly packets: number
  readonly isReading: boolean
  readonly content: ImportedFile | null
  /** Share of the stream that is being opened, 0 to 1; null if none is. */
  readonly opening: number | null
  readonly opened: OpenedStream | null
}

const NOTHING: ImportState = {
  name: '',
  size: 0,
  bytes: 0,
  packets: 0,
  isReading: false,
  content: null,
  opening: null,
  opened: null,
}

export const useImports = create<ImportState>()(() => NOTHING)

let importer: Importer | null = null
/** The file whose streams are listed: its bytes are read again where they are shown. */
let capture: Blob | null = null

/** Reads a file, whatever its name says. A scenario is opened in the studio, a capture in its own view. */
export async function importFile(file: Blob, name: string): Promise<void> {
  importer ??= createImporter()
  useImports.setState({ ...NOTHING, name, size: file.size, isReading: true })
  if (studio.getState().view !== 'capture') studio.getState().show('capture')
  const content = await importer.read(file, (bytes, packets) => useImports.setState({ bytes, packets }))
  useImports.setState({ content, isReading: false })
  capture = content.kind === 'capture' ? file : null
  if (content.kind === 'scenario')
    studio.getState().open(content.scenario, undefined, { where: { view: null, about: null } })
  const [first] = content.kind === 'capture' ? content.overview.streams : []
  if (first !== undefined) await openStream(first.id)
}

export function cancelImport(): void {
  importer?.cancel()
}

/** Counts the streams that were asked for: only the last is shown. */
let openings = 0

/** Shows one stream of the capture in the same views as a run. */
export async function openStream(id: number): Promise<void> {
  const mine = ++openings
  useImports.setState({ opening: 0 })
  const opened = await importer?.openStream(id, (opening) => useImports.setState({ opening }))
  if (mine !== openings) return
  useImports.setState({ opening: null })
  if (opened === undefined || opened === null) return
  useImports.setState({ opened })
  studio.getState().showCaptured(new Trace(opened.captured.trace), opened.scenario)
}

/** What the file has of a packet of the open stream: its frame, as far as it was captured. */
export async function frameOf(segment: number): Promise<Uint8Array | null> {
  const places = useImports.getState().opened?.places
  const at = places?.at[segment]
  if (places === undefined || at === undefined || capture === null) return null
  return new Uint8Array(await capture.slice(at, at + (places.captured[segment] ?? 0)).arrayBuffer())
}
