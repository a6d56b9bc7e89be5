import { unreachable } from '../../base/assert.ts'
import type { Settings } from '../tcp/profiles.ts'
import type { Text } from '../tcp/segment.ts'
import type { Side } from '../tcp/state.ts'
import type { Outcome, SocketCalls } from './calls.ts'
import type { Host } from './host.ts'
import type { AppStep, SocketEvent } from './script.ts'
import type { CallId, World } from './world.ts'

/** recv() without a size takes what a common buffer would. */
const RECV_BYTES = 65_536

/** A step that has begun and not ended: its present call is blocked, or about to be tried. */
interface Running {
  readonly index: number
  readonly step: AppStep
  call: CallId
  /** Bytes a recvn has taken so far. */
  taken: number
  /** What a send() came to when it gave its bytes over; it may still have to wait. */
  given: Outcome | null
}

/** What the runner asks of the loop: to be called again later for a step. */
export interface Scheduler {
  schedule(side: Side, step: number, atUs: number): void
}

/**
 * The program on one host: it makes the scenario's socket calls, waits in those that block and goes on when they
 * return. What it does at once happens within the event that woke it.
 */
export class Application {
  readonly #side: Side
  readonly #steps: readonly AppStep[]
  readonly #host: Host
  readonly #calls: SocketCalls
  readonly #world: World
  readonly #scheduler: Scheduler
  #running: Running[] = []
  readonly #begun = new Set<number>()
  #crashed = false

  constructor(
    side: Side,
    steps: readonly AppStep[],
    host: Host,
    calls: SocketCalls,
    world: World,
    scheduler: Scheduler,
  ) {
    this.#side = side
    this.#steps = steps
    this.#host = host
    this.#calls = calls
    this.#world = world
    this.#scheduler = scheduler
  }

  /** Some call of the script is blocked, or waits for something that has not happened. */
  get isWaiting(): boolean {
    return this.#running.some(({ step }) => step.op !== 'accept')
  }

  /** Begins a step: its time has come, or what it waited for has happened. */
  begin(index: number): void {
    const step = this.#steps[index]
    if (step === undefined || this.#begun.has(index) || this.#crashed) return
    this.#begun.add(index)
    const running: Running = { index, step, call: -1, taken: 0, given: null }
    this.#running = [...this.#running, running]
    this.#makeCall(running)
    this.#advance(running)
  }

  /** Gives every blocked call another try, in the order in which they were made, until none gets on. */
  wake(): void {
    let progress = true
    while (progress) {
      progress = this.#startOnEvents()
      // The list is replaced, never changed, so this goes over what was blocked when the round began.
      for (const running of this.#running) {
        if (this.#running.includes(running) && this.#advance(running)) progress = true
      }
    }
  }

  /** The process dies with its host; scheduled steps still come, to a host that has forgotten everything. */
  crash(listenersReturn: boolean): void {
    this.#running = listenersReturn ? this.#running.filter(({ step }) => step.op === 'accept') : []
    this.#calls.loseAll(listenersReturn)
  }

  #makeCall(running: Running): void {
    const { step } = running
    const what = describe(step)
    const conn = this.#calls.socket(step.socket)?.endpoint?.conn ?? -1
    running.call = this.#world.callMade(this.#side, conn, {
      ...what,
      socket: step.socket,
      appStep: running.index,
    })
  }

  /** Tries the present call of a step; true if it returned. */
  #advance(running: Running): boolean {
    const outcome = this.#attempt(running)
    if (outcome === null) return false
    const conn = this.#calls.socket(socketOf(running.step))?.endpoint?.conn ?? -1
    const label = outcome.texts === undefined ? '' : this.#labels(outcome.texts)
    this.#world.callReturned(running.call, conn, outcome.result, outcome.errno, label)
    running.taken += Math.max(0, outcome.result)
    if (wantsMore(running.step, outcome, running.taken)) {
      this.#makeCall(running)
      this.#advance(running)
    } else {
      this.#running = this.#running.filter((other) => other !== running)
      this.#afterReturn(running)
    }
    return true
  }

  #labels(texts: readonly Text[]): string {
    return [...new Set(texts.map((text) => this.#world.labelOf(text)).filter((label) => label !== ''))].join(
      ' ',
    )
  }

  #attempt(running: Running): Outcome | null {
    const { step } = running
    const calls = this.#calls
    switch (step.op) {
      case 'listen':
        return calls.listen(step.socket, step)
      case 'accept':
        return calls.accept(step.socket, step.as)
      case 'connect':
        return this.#connect(running)
      case 'send':
        running.given ??= calls.send(step.socket, step.bytes, step.label ?? '')
        return calls.sent(step.socket, running.given)
      case 'recv':
        return calls.recv(step.socket, step.bytes ?? RECV_BYTES)
      case 'recvn':
        return calls.recv(step.socket, step.bytes - running.taken)
      case 'drain':
        return calls.recv(step.socket, RECV_BYTES)
      case 'shutdown':
        return calls.shutdown(step.socket, step.how)
      case 'close':
        return calls.close(step.socket)
      case 'abort':
        return calls.abort(step.socket)
      case 'vanish':
        return calls.vanish(step.socket)
      case 'setopt':
        return calls.setOptions(step.socket, step.options)
      case 'sysctl':
        return this.#sysctl(step.settings)
      default:
        return unreachable(step)
    }
  }

  /** The first try sends the SYN, every later one asks what has become of it. */
  #connect(running: Running): Outcome | null {
    const { step } = running
    if (step.op !== 'connect') return null
    if (running.taken !== 0) return this.#calls.connected(step.socket)
    running.taken = Number.NEGATIVE_INFINITY
    return this.#calls.connect(step.socket, step)
  }

  #sysctl(settings: Partial<Settings>): Outcome {
    this.#host.settings = { ...this.#host.settings, ...settings }
    return { result: 0, errno: null }
  }

  /** Steps that waited for this one: at once, or when their delay is over. */
  #afterReturn(running: Running): void {
    const id = idOf(this.#side, running.step, running.index)
    for (const [index, step] of this.#steps.entries()) {
      if (!('after' in step.when) || step.when.after !== id) continue
      this.#beginAfter(index, step.when.delayUs ?? 0)
    }
  }

  #beginAfter(index: number, delayUs: number): void {
    if (delayUs === 0) return this.begin(index)
    this.#scheduler.schedule(this.#side, index, this.#world.now + delayUs)
  }

  /** Steps that wait for something to happen to a socket; true if one began or was scheduled. */
  #startOnEvents(): boolean {
    let started = false
    for (const [index, step] of this.#steps.entries()) {
      if (
        !('on' in step.when) ||
        this.#begun.has(index) ||
        !this.#hasHappened(step.when.on, step.when.socket)
      )
        continue
      started = true
      const { delayUs } = step.when
      if (delayUs === undefined || delayUs === 0) this.begin(index)
      else {
        this.#begun.add(index)
        this.#scheduler.schedule(this.#side, index, this.#world.now + delayUs)
      }
    }
    return started
  }

  /** A step whose wait was counted from an event has its time now. */
  beginScheduled(index: number): void {
    const step = this.#steps[index]
    if (step !== undefined && 'on' in step.when) this.#begun.delete(index)
    this.begin(index)
  }

  #hasHappened(event: SocketEvent, name: string): boolean {
    const inbox = this.#calls.socket(name)?.endpoint?.inbox
    if (inbox === undefined) return false
    switch (event) {
      case 'established':
        return inbox.established
      case 'readable':
        return inbox.readable.length > 0
      case 'eof':
        return inbox.endOfFile
      case 'error':
        return inbox.pendingError !== null
      case 'closed':
        return inbox.dead
    }
  }
}

/** Steps without an id are named c1, c2 ... or s1, s2 ... by position. */
function idOf(side: Side, step: AppStep, index: number): string {
  return step.id ?? `${side === 'C' ? 'c' : 's'}${index + 1}`
}

/** accept() and connect() answer for the socket they make. */
function socketOf(step: AppStep): string {
  return step.op === 'accept' ? step.as : step.socket
}

/** drain goes on until end of file or an error, recvn until it has its bytes. */
function wantsMore(step: AppStep, outcome: Outcome, taken: number): boolean {
  if (outcome.result <= 0) return false
  return step.op === 'drain' || (step.op === 'recvn' && taken < step.bytes)
}

/** The POSIX call that a step makes, as the diagram writes it. */
function describe(step: AppStep): { call: string; args: string; label: string } {
  switch (step.op) {
    case 'send':
      return { call: 'send', args: String(step.bytes), label: step.label ?? '' }
    case 'recv':
    case 'recvn':
    case 'drain':
      return { call: 'recv', args: '', label: '' }
    case 'shutdown':
      return { call: 'shutdown', args: `SHUT_${step.how.toUpperCase()}`, label: '' }
    case 'abort':
      return { call: 'close', args: 'SO_LINGER 0', label: '' }
    case 'setopt':
      return { call: 'setsockopt', args: Object.keys(step.options).join(' '), label: '' }
    case 'sysctl':
      return { call: 'sysctl', args: Object.keys(step.settings).join(' '), label: '' }
    case 'listen':
      return { call: 'listen', args: String(step.backlog), label: '' }
    case 'vanish':
      return { call: 'crash', args: '', label: '' }
    case 'accept':
    case 'connect':
    case 'close':
      return { call: step.op, args: '', label: '' }
  }
}
