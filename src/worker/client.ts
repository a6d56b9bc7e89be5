import { err } from '../base/result.ts'
import {
  type OpenPort,
  openExplorerInPage,
  openExplorerWorker,
  openInPage,
  openWorker,
  type Port,
} from './ports.ts'
import type { Exploration, ExploredRun } from '../scenario/explored.ts'
import type { EngineStatus, ExplorationAnswer, LinkAnswer, Message, Request, RunAnswer } from './protocol.ts'
import { installScriptPolicy } from './trusted-types.ts'
import { ENGINE_VERSION } from './version.ts'

/** The engine as the page uses it. */
export interface EngineClient {
  /** Runs a scenario, trusted or not. Only the newest run counts; one that is overtaken answers `stale`. */
  run(scenario: unknown): Promise<RunAnswer>
  /**
   * Many runs of one scenario, told as they are found. Takes its turn as a run does, and is overtaken as one. For the
   * client of `createExplorerClient`.
   */
  explore(scenario: unknown, exploration: Exploration, found: Found): Promise<ExplorationAnswer>
  /** Reads the part of an address after `#` in its packed form. */
  readPacked(hash: string): Promise<LinkAnswer>
  /** Nobody wants the run under way any more: it answers `stale`. */
  cancel(): void
  /** Calls back with the status as it is and at each change. */
  onStatus(listener: (status: EngineStatus) => void): () => void
  /** Ends the engine for good. */
  dispose(): void
}

export interface EngineOptions {
  readonly openWorker?: OpenPort
  readonly openInPage?: OpenPort
  /** An engine at work that says nothing for so many milliseconds is given up. */
  readonly silenceMs?: number
}

/** Starts the engine: in a worker, or in the page where no worker can be. */
export function createEngineClient(options: EngineOptions = {}): EngineClient {
  installScriptPolicy()
  return new Client({ openWorker, openInPage, silenceMs: 5_000, ...options })
}

/** Starts an engine that explores: a larger one, which also checks each run. Only this one answers `explore`. */
export function createExplorerClient(): EngineClient {
  return createEngineClient({ openWorker: openExplorerWorker, openInPage: openExplorerInPage })
}

type Pending = { readonly id: number } & (
  | { readonly kind: 'run'; readonly scenario: unknown; readonly resolve: (answer: RunAnswer) => void }
  | {
      readonly kind: 'explore'
      readonly scenario: unknown
      readonly exploration: Exploration
      readonly found: Found
      readonly resolve: (answer: ExplorationAnswer) => void
    }
  | { readonly kind: 'read-link'; readonly hash: string; readonly resolve: (answer: LinkAnswer) => void }
)

type Found = (runs: readonly ExploredRun[]) => void

const STALE = { ok: false, reason: 'stale' } as const
const GONE = { ok: false, reason: 'crashed', message: 'The engine gave no answer.' } as const

/** Silence is counted in ticks: a computer that slept wakes with one of them, not with all that it missed. */
const TICKS = 5

class Client implements EngineClient {
  readonly #options: Required<EngineOptions>
  readonly #listeners = new Set<(status: EngineStatus) => void>()
  #status: EngineStatus = 'starting'
  /** Null while no engine is there; requests wait for the next. */
  #port: Port | null = null
  /** Which engine it is, counted; what an earlier one still says is not heard. */
  #generation = 0
  #ready = false
  /** The engine before this one broke, and nothing has been run since. */
  #brokeBefore = false
  #lastId = 0
  /** Handed over and not answered. Of runs at most one; the next one waits until it is. */
  readonly #pending = new Map<number, Pending>()
  #next: Exclude<Pending, { kind: 'read-link' }> | null = null
  #watch: ReturnType<typeof setInterval> | undefined
  #silentTicks = 0

  constructor(options: Required<EngineOptions>) {
    this.#options = options
    this.#open(options.openWorker)
  }

  run(scenario: unknown): Promise<RunAnswer> {
    this.cancel()
    return new Promise((resolve) => {
      this.#next = { kind: 'run', id: ++this.#lastId, scenario, resolve }
      this.#handNext()
    })
  }

  explore(scenario: unknown, exploration: Exploration, found: Found): Promise<ExplorationAnswer> {
    this.cancel()
    return new Promise((resolve) => {
      this.#next = { kind: 'explore', id: ++this.#lastId, scenario, exploration, found, resolve }
      this.#handNext()
    })
  }

  readPacked(hash: string): Promise<LinkAnswer> {
    return new Promise((resolve) => this.#hand({ kind: 'read-link', id: ++this.#lastId, hash, resolve }))
  }

  cancel(): void {
    this.#next?.resolve(STALE)
    this.#next = null
    for (const pending of this.#pending.values()) {
      if (pending.kind === 'read-link') continue
      pending.resolve(STALE)
      this.#port?.post({ kind: 'cancel', id: pending.id })
    }
  }

  onStatus(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener)
    listener(this.#status)
    return () => this.#listeners.delete(listener)
  }

  dispose(): void {
    this.#close()
    this.#dropAll()
    this.#listeners.clear()
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }

  // --- Opening and losing an engine ---------------------------------------------------------------------------

  #open(how: OpenPort): void {
    const generation = ++this.#generation
    const current = () => generation === this.#generation
    const inPage = how === this.#options.openInPage
    const broke = () => {
      if (!current()) return
      if (this.#ready) this.#replace()
      else if (inPage) this.#fail()
      else this.#moveIntoPage()
    }
    const message = (heard: Message) => {
      if (current()) this.#hear(heard, inPage)
    }
    how({ message, broke }).then((port) => {
      if (!current()) return port.end()
      this.#port = port
      for (const pending of this.#pending.values()) port.post(requestOf(pending))
      this.#watchOver()
    }, broke)
  }

  #close(): void {
    this.#generation++
    this.#port?.end()
    this.#port = null
    this.#ready = false
    clearInterval(this.#watch)
    this.#watch = undefined
  }

  /** No worker can start here: what was asked of it is asked in the page. */
  #moveIntoPage(): void {
    this.#close()
    this.#open(this.#options.openInPage)
  }

  /** What it was at may be what broke it: that is not run again by itself. Twice in a row is a failure. */
  #replace(): void {
    if (this.#brokeBefore) return this.#fail()
    this.#close()
    this.#dropAll()
    this.#brokeBefore = true
    this.#open(this.#options.openWorker)
    this.#setStatus('restarted')
  }

  #fail(): void {
    this.#close()
    this.#dropAll()
    this.#setStatus('failed')
  }

  #dropAll(): void {
    for (const pending of [...this.#pending.values(), ...(this.#next === null ? [] : [this.#next])]) {
      if (pending.kind === 'read-link') pending.resolve(err({ code: 'damaged' }))
      else pending.resolve(GONE)
    }
    this.#pending.clear()
    this.#next = null
  }

  // --- Requests and answers -------------------------------------------------------------------------------------

  #handNext(): void {
    const busy = [...this.#pending.values()].some((pending) => pending.kind !== 'read-link')
    if (busy || this.#next === null) return
    this.#hand(this.#next)
    this.#next = null
  }

  #hand(pending: Pending): void {
    if (this.#status === 'failed') {
      this.#setStatus('starting')
      this.#open(this.#options.openWorker)
    }
    this.#pending.set(pending.id, pending)
    this.#port?.post(requestOf(pending))
    this.#watchOver()
  }

  #hear(message: Message, inPage: boolean): void {
    this.#silentTicks = 0
    switch (message.kind) {
      case 'ready':
        if (message.version !== ENGINE_VERSION) return this.#fail()
        this.#ready = true
        this.#watchOver()
        if (this.#status !== 'restarted') this.#setStatus(inPage ? 'on-page' : 'ready')
        return
      case 'alive':
        return
      case 'ran': {
        const pending = this.#settle(message.id)
        const { answer } = message
        // One that was cancelled has its answer already: a promise takes only the first.
        if (pending?.kind === 'run') {
          pending.resolve(!answer.ok && answer.reason === 'cancelled' ? STALE : answer)
        }
        this.#isSound(inPage)
        return
      }
      case 'found': {
        const pending = this.#pending.get(message.id)
        if (pending?.kind === 'explore') pending.found(message.runs)
        return
      }
      case 'explored': {
        const pending = this.#settle(message.id)
        const { answer } = message
        if (pending?.kind === 'explore') {
          pending.resolve(!answer.ok && answer.reason === 'cancelled' ? STALE : answer)
        }
        this.#isSound(inPage)
        return
      }
      case 'link-read': {
        const pending = this.#settle(message.id)
        if (pending?.kind === 'read-link') pending.resolve(message.link)
      }
    }
  }

  /** It has come to the end of something: what broke before did not break it again. */
  #isSound(inPage: boolean): void {
    this.#brokeBefore = false
    if (this.#status === 'restarted') this.#setStatus(inPage ? 'on-page' : 'ready')
    this.#handNext()
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    this.#watchOver()
    return pending
  }

  /** While an engine is starting or at work it must give signs of life. */
  #watchOver(): void {
    const needed = this.#port !== null && (!this.#ready || this.#pending.size > 0)
    if (needed === (this.#watch !== undefined)) return
    clearInterval(this.#watch)
    this.#silentTicks = 0
    this.#watch = needed ? setInterval(() => this.#tick(), this.#options.silenceMs / TICKS) : undefined
  }

  #tick(): void {
    if (++this.#silentTicks < TICKS) return
    if (this.#ready) this.#replace()
    else this.#moveIntoPage()
  }
}

function requestOf(pending: Pending): Request {
  switch (pending.kind) {
    case 'run':
      return { kind: 'run', id: pending.id, scenario: pending.scenario }
    case 'explore':
      return {
        kind: 'explore',
        id: pending.id,
        scenario: pending.scenario,
        exploration: pending.exploration,
      }
    case 'read-link':
      return { kind: 'read-link', id: pending.id, hash: pending.hash }
  }
}
