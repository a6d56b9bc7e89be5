import { create } from 'zustand'
import { chapterAt, chaptersOf } from '../../store/chapters.ts'
import { playback } from '../../store/playback.ts'
import { studio } from '../../store/store.ts'

/** Title, then the run event by event, then the lesson. */
export type Slide = 'title' | 'run' | 'lesson'

interface LectureState {
  readonly slide: Slide
  /** The screen is given back to the lecturer. */
  readonly blank: 'black' | 'white' | null
}

/** Where the lecture stands; the moment itself is the playback's. */
export const useLecture = create<LectureState>()(() => ({ slide: 'run', blank: null }))

const show = (slide: Slide) => useLecture.setState({ slide })

/** The event that is being played up to, or null. */
let target: number | null = null
let stop: (() => void) | null = null

/** For each run that comes on screen: at the title if nothing of it has happened yet, else where the reader is. */
export function beginLecture(): void {
  if (playback.step === 0 && playback.tUs === 0) show('title')
  else if (useLecture.getState().slide === 'title') show('run')
}

/** The next lecture does not begin where this one ended. */
export function endLecture(): void {
  arrive()
  useLecture.setState({ slide: 'run', blank: null })
}

/** The next event is played up to; asked again at once, it is cut to. */
export function next(): void {
  if (unblank()) return
  const { slide } = useLecture.getState()
  if (slide === 'lesson') return
  show('run')
  if (slide === 'title' && playback.step > 0) return
  if (target !== null) return cutTo(target)
  if (playback.step >= playback.lastStep) return show('lesson')
  playTo(playback.step + 1)
}

export function previous(): void {
  if (unblank()) return
  const { slide } = useLecture.getState()
  if (slide === 'lesson') return show('run')
  const at = target ?? playback.step
  if (slide === 'title') return
  if (at <= 1) {
    cutTo(0)
    show('title')
  } else cutTo(at - 1)
}

/** Over chapters: 1 forward, -1 back. */
export function toChapter(direction: 1 | -1): void {
  const { trace } = studio.getState()
  if (unblank() || trace === null) return
  const chapters = chaptersOf(trace)
  const chapter = chapters[chapterAt(chapters, playback.step) + direction]
  if (chapter !== undefined) show('run')
  cutTo(chapter?.step ?? (direction === 1 ? playback.lastStep : 0))
  if (chapter === undefined) show(direction === 1 ? 'lesson' : 'title')
}

export function fromTheStart(): void {
  cutTo(0)
  useLecture.setState({ slide: 'title', blank: null })
}

/** The same again shows the lecture. */
export function blank(colour: 'black' | 'white'): void {
  useLecture.setState((state) => ({ blank: state.blank === colour ? null : colour }))
}

function unblank(): boolean {
  if (useLecture.getState().blank === null) return false
  useLecture.setState({ blank: null })
  return true
}

function cutTo(step: number): void {
  arrive()
  playback.pause()
  playback.seekStep(step)
}

function playTo(step: number): void {
  const isNow = playback.stepTimes[step] === playback.tUs
  if (isNow || matchMedia('(prefers-reduced-motion: reduce)').matches) return cutTo(step)
  target = step
  playback.play()
  stop = playback.onFrame(() => {
    if (playback.step >= step) cutTo(step)
  })
}

function arrive(): void {
  target = null
  stop?.()
  stop = null
}
