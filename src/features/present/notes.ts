import { playback } from '../../store/playback.ts'
import { hashOf } from '../../store/link.ts'
import { studio } from '../../store/store.ts'
import { next, previous, type Slide, useLecture } from './lecture.ts'

/** What the two windows say to each other, over one port. Nothing is stored. */
const NAMESPACE = 'synscope-notes'

interface Place {
  readonly slide: Slide
  readonly step: number
}

type Order = 'next' | 'previous'

/** Opens the window for the notes and keeps it in step. False: the browser did not let us. */
export function openNotes(): boolean {
  // At once, or it counts as a popup that nobody asked for.
  const notes = open('', 'synscope-notes', 'width=900,height=640')
  if (notes === null) return false
  const hash = hashOf({ ...studio.getState(), view: 'notes' })
  notes.location.replace(new URL(`./index.html${location.search}${hash}`, location.href))
  addEventListener('message', function greet({ source, origin, data, ports: [port] }) {
    if (source !== notes || origin !== location.origin || data !== NAMESPACE || port === undefined) return
    removeEventListener('message', greet)
    serve(port)
  })
  return true
}

function serve(port: MessagePort): void {
  const tell = () => {
    const place: Place = { slide: useLecture.getState().slide, step: playback.step }
    port.postMessage(place)
  }
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'next') next()
    if (data === 'previous') previous()
  }
  studio.subscribe((now, before) => now.step !== before.step && tell())
  useLecture.subscribe(tell)
  tell()
}

/** The other end: follows the lecture in the window that has opened this one. `onPlace` hears of the slide. */
export function followLecture(onPlace: (slide: Slide) => void): { readonly order: (order: Order) => void } {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }: MessageEvent<Place>) => {
    playback.pause()
    playback.seekStep(data.step)
    onPlace(data.slide)
  }
  const lecture = opener as Window | null
  lecture?.postMessage(NAMESPACE, location.origin, [port2])
  return { order: (order) => port1.postMessage(order) }
}
