import { lastAtOrBefore } from '../base/binary-search.ts'
import { advance, type QuietBand } from './clock.ts'

/**
 * The one clock and the one owner of requestAnimationFrame. Whatever moves with t asks `onFrame` to be told and
 * writes through refs; whatever changes with events is React, keyed on `step` of the store, which listens here too.
 */

/** Longest time between two frames that counts: a hidden or sleeping tab does not leap ahead. */
const LONGEST_FRAME_MS = 100
/** While playing, and under a hand, what React shows of events is renewed so often: nobody reads faster. */
const TELL_STEP_MS = 200
/**
 * An address says a moment that has stood for so long: Safari allows a hundred addresses in 30 s, and to pack one takes
 * time that a hand which scrubs would feel, ms.
 */
export const ADDRESS_RESTS_MS = 300
/** With reduced motion playing is a step each: nothing glides. */
const REDUCED_STEP_MS = 1200

type FrameListener = (tUs: number) => void
type StepListener = (step: number) => void
/** Gets the wall time since the frame before, ms (0 in its first); answers whether it goes on. */
type Glide = (elapsedMs: number) => boolean

class Playback {
  /** Simulated time, microseconds; between two events it may be a fraction. */
  tUs = 0
  /** The last event at or before t. Among those of one instant, the one that the reader stepped to. */
  step = 0
  playing = false
  speed = 0.1
  /** Time of each step, microseconds, ascending. */
  stepTimes: readonly number[] = [0]
  #endUs = 0
  #bands: readonly QuietBand[] = []
  #listeners = new Set<FrameListener>()
  #stepListeners = new Set<StepListener>()
  #toldStep = 0
  #toldMs = 0
  #stateListeners = new Set<() => void>()
  #glides = new Set<Glide>()
  #frame = 0
  #lastFrameMs = 0
  #sinceStepMs = 0
  /** Where a hand has moved to since the last frame, or null. */
  #draggedUs: number | null = null
  /** It is being brought there. */
  #isDragged = false

  /** Number of the last step. */
  get lastStep(): number {
    return this.stepTimes.length - 1
  }

  get endUs(): number {
    return this.#endUs
  }

  /** Takes the times of another run. The moment stays, or the end if the run is over before; so does the step. */
  setRun(stepTimes: readonly number[], endUs: number): void {
    this.stepTimes = stepTimes
    this.#endUs = Math.max(endUs, stepTimes.at(-1) ?? 0)
    const tUs = Math.min(this.tUs, this.#endUs)
    const sameInstant = this.stepTimes[this.step] === tUs
    this.#moveTo(tUs, sameInstant ? this.step : this.#stepAt(tUs))
  }

  setQuietBands(bands: readonly QuietBand[]): void {
    this.#bands = bands
  }

  play(): void {
    if (this.playing) return
    if (this.tUs >= this.#endUs) this.seek(0)
    this.#setPlaying(true)
    this.#sinceStepMs = 0
    this.#run()
  }

  pause(): void {
    if (!this.playing) return
    if (this.#glides.size === 0 && this.#draggedUs === null) {
      cancelAnimationFrame(this.#frame)
      this.#frame = 0
    }
    this.#setPlaying(false)
  }

  /**
   * Moves something by wall time: once a frame until it answers that it has arrived. Before t moves on, because to
   * scroll lays out the page, which costs least while nothing is written yet. Returns how to stop that.
   */
  glide(glide: Glide): () => void {
    this.#glides.add(glide)
    this.#run()
    return () => this.#glides.delete(glide)
  }

  toggle(): void {
    if (this.playing) this.pause()
    else this.play()
  }

  /** Goes to a moment, whether playing or not. */
  seek(tUs: number): void {
    this.#draggedUs = null
    const at = Math.min(Math.max(tUs, 0), this.#endUs)
    this.#moveTo(at, this.#stepAt(at))
  }

  /**
   * Goes to a moment in the next frame. For hands, which tell more places than there are frames; and what is written
   * while they are heard, the browser would lay out at once for the next who asks where something is.
   */
  drag(tUs: number): void {
    this.#draggedUs = tUs
    this.#run()
  }

  /** The hand lets go: where it was last is the moment now. */
  land(): void {
    if (this.#draggedUs !== null) this.seek(this.#draggedUs)
  }

  /** Goes to an event, which tells apart those of one instant. */
  seekStep(step: number): void {
    this.#draggedUs = null
    const n = Math.min(Math.max(step, 0), this.lastStep)
    this.#moveTo(this.stepTimes[n] ?? 0, n)
  }

  next(): void {
    this.pause()
    this.seekStep(this.step + 1)
  }

  /** Between two events the previous one is the last that happened. */
  previous(): void {
    this.pause()
    const isOnStep = this.stepTimes[this.step] === this.tUs
    this.seekStep(isOnStep ? this.step - 1 : this.step)
  }

  setSpeed(speed: number): void {
    this.speed = speed
    this.#tellState()
  }

  /** Calls the listener with t now and whenever t or the step changed. Returns how to stop that. */
  onFrame(listener: FrameListener): () => void {
    this.#listeners.add(listener)
    listener(this.tUs)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Calls the listener when the step changed: at once, but while playing or dragging through a crowd of events only so
   * often.
   */
  onStep(listener: StepListener): () => void {
    this.#stepListeners.add(listener)
    return () => this.#stepListeners.delete(listener)
  }

  /** Calls the listener when playing or the speed changed. */
  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  #stepAt(tUs: number): number {
    return Math.max(0, lastAtOrBefore(this.stepTimes, tUs))
  }

  #moveTo(tUs: number, step: number): void {
    if (tUs === this.tUs && step === this.step) return
    this.tUs = tUs
    this.step = step
    for (const listener of this.#listeners) listener(tUs)
    if (!this.playing && !this.#isDragged) this.#tellStep()
  }

  #tellStep(): void {
    if (this.step === this.#toldStep) return
    this.#toldStep = this.step
    this.#toldMs = this.#lastFrameMs
    for (const listener of this.#stepListeners) listener(this.step)
  }

  #setPlaying(playing: boolean): void {
    this.playing = playing
    this.#tellStep()
    this.#tellState()
  }

  #tellState(): void {
    for (const listener of this.#stateListeners) listener()
  }

  #run(): void {
    if (this.#frame !== 0) return
    this.#lastFrameMs = 0
    this.#frame = requestAnimationFrame(this.#onFrame)
  }

  #onFrame = (nowMs: number): void => {
    const elapsedMs = this.#lastFrameMs === 0 ? 0 : Math.min(nowMs - this.#lastFrameMs, LONGEST_FRAME_MS)
    this.#lastFrameMs = nowMs
    for (const glide of this.#glides) if (!glide(elapsedMs)) this.#glides.delete(glide)
    this.#isDragged = this.#draggedUs !== null
    this.land()
    this.#isDragged = false
    if (this.playing) this.#advance(elapsedMs)
    if (nowMs - this.#toldMs >= TELL_STEP_MS) this.#tellStep()
    // A hand that rests does not move t: what is still to be told has to be told all the same.
    const goesOn = this.playing || this.#glides.size > 0 || this.step !== this.#toldStep
    this.#frame = goesOn ? requestAnimationFrame(this.#onFrame) : 0
  }

  #advance(elapsedMs: number): void {
    if (prefersReducedMotion()) this.#stepAfter(elapsedMs)
    else this.seek(advance(this.tUs, elapsedMs * 1000, this.speed, this.#bands))
    if (this.tUs >= this.#endUs && this.step === this.lastStep) this.pause()
  }

  #stepAfter(elapsedMs: number): void {
    this.#sinceStepMs += elapsedMs
    if (this.#sinceStepMs < REDUCED_STEP_MS) return
    this.#sinceStepMs = 0
    this.seekStep(this.step + 1)
  }
}

function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}

export const playback = new Playback()
