import { PriorityQueue } from '../../base/priority-queue.ts'
import { draw } from '../../base/rng.ts'
import { Application } from '../host/application.ts'
import { SocketCalls } from '../host/calls.ts'
import { Host } from '../host/host.ts'
import type { Endpoint } from '../host/socket.ts'
import type { Packet } from '../host/world.ts'
import { Faults } from '../net/fault.ts'
import { PURPOSE } from '../net/link.ts'
import { settingsOf } from '../tcp/profiles.ts'
import type { TimerName } from '../tcp/event.ts'
import { otherSide, type Side, SIDES } from '../tcp/state.ts'
import { type TraceData, itemCause } from '../trace/codec.ts'
import { TraceBuilder } from '../trace/builder.ts'
import type { EndReason } from '../trace/trace.ts'
import { Injector } from './injector.ts'
import { RUN_LIMITS } from './limits.ts'
import { Recorder } from './recorder.ts'
import type { Scenario } from './scenario.ts'

/** Order of what happens at one instant: arrivals and losses as sent, then timers, then calls (tcp-facts P-22). */
const RANK = { arrival: 0, timer: 1, call: 2 } as const

/** What the loop waits for. */
export type LoopEvent =
  | { readonly kind: 'arrival'; readonly segment: number; readonly packet: Packet; readonly to: Side | null }
  | { readonly kind: 'loss'; readonly segment: number; readonly byFault: boolean }
  | {
      readonly kind: 'timer'
      readonly side: Side
      readonly endpoint: Endpoint
      readonly timer: TimerName
      readonly dueUs: number
    }
  | { readonly kind: 'call'; readonly side: Side; readonly step: number; readonly cause: number }
  | { readonly kind: 'injection'; readonly index: number }
  | { readonly kind: 'reboot'; readonly index: number }

/** Runs a scenario to its end. Pure: the same scenario gives the same bytes, everywhere (invariant D1). */
export function simulate(scenario: Scenario): TraceData {
  const simulation = new Simulation(scenario)
  simulation.advance(Number.POSITIVE_INFINITY)
  return simulation.finish()
}

/**
 * The event loop: the only place where TCP meets the network. Whoever has other things to do runs it in portions;
 * in which, changes nothing (invariant D5).
 */
export class Simulation {
  readonly #scenario: Scenario
  readonly #queue = new PriorityQueue<LoopEvent>()
  readonly #recorder: Recorder
  readonly #builder: TraceBuilder
  readonly #hosts: Readonly<Record<Side, Host>>
  readonly #applications: Readonly<Record<Side, Application>>
  readonly #injector: Injector
  readonly #stopUs: number
  readonly #mostEvents: number
  #created = 0
  readonly #mostBytes: number
  #events = 0
  #atThisInstant = 0
  /** Null until the run is over. */
  #reason: EndReason | null = null

  /**
   * @param builder where the trace is written; one that is used again saves making its columns
   * @param mostBytes how large the trace may become
   */
  constructor(scenario: Scenario, builder = new TraceBuilder(), mostBytes: number = RUN_LIMITS.traceBytes) {
    this.#scenario = scenario
    this.#builder = builder
    this.#mostBytes = mostBytes
    this.#stopUs = scenario.stopUs ?? Number.POSITIVE_INFINITY
    this.#mostEvents = Math.min(scenario.maxEvents ?? RUN_LIMITS.events, RUN_LIMITS.events)
    this.#recorder = new Recorder(scenario, new Faults(scenario.faults), builder, (event, atUs) =>
      this.#push(event, atUs),
    )
    this.#hosts = { C: this.#makeHost('C'), S: this.#makeHost('S') }
    this.#applications = { C: this.#makeApplication('C'), S: this.#makeApplication('S') }
    this.#injector = new Injector(scenario, this.#recorder, this.#hosts)
    this.#recorder.handover.onHandedOver = (handed) => {
      for (const index of this.#injector.triggered(handed)) {
        const injection = scenario.injections[index]
        if (injection !== undefined && 'match' in injection.when) {
          this.#push({ kind: 'injection', index }, this.#recorder.now + injection.when.afterUs)
        }
      }
    }
    this.#start()
  }

  /** Goes on for at most so many events. Whether the run is over. */
  advance(events: number): boolean {
    for (let left = events; left > 0 && this.#reason === null; left--) this.#reason = this.#next()
    return this.#reason !== null
  }

  /** The trace; of a run that is not over, as far as it came. */
  finish(): TraceData {
    this.end()
    return this.#builder.data()
  }

  /** Writes the end of the run. */
  end(): void {
    let reason = this.#reason ?? 'cancelled'
    if (reason === 'finished' && this.#someoneWaits()) reason = 'waiting-for-application'
    this.#recorder.end(this.#endOf(reason), reason)
  }

  /** Step 0: what stands ready before the first event, and everything that is scheduled. */
  #start(): void {
    const scenario = this.#scenario
    this.#recorder.beginStep(0)
    for (const side of SIDES) {
      for (const [index, step] of scenario.apps[side].entries()) {
        if (!('atUs' in step.when)) continue
        const cause = itemCause('app-step', index, side)
        if (step.op === 'listen' && step.when.atUs === 0)
          this.#act(side, cause, () => this.#applications[side].begin(index))
        else this.#push({ kind: 'call', side, step: index, cause }, step.when.atUs)
      }
    }
    for (const [index, injection] of scenario.injections.entries()) {
      if ('atUs' in injection.when) this.#push({ kind: 'injection', index }, injection.when.atUs)
    }
    for (const [index, reboot] of scenario.reboots.entries())
      this.#push({ kind: 'reboot', index }, reboot.atUs)
  }

  /** One event, or why there are no more. */
  #next(): EndReason | null {
    if (this.#queue.size === 0) return this.#scenario.stopUs === undefined ? 'finished' : 'stopped'
    const tUs = this.#queue.nextTime
    if (tUs > this.#stopUs) return 'stopped'
    if (tUs > RUN_LIMITS.simulatedUs) return 'time-limit'
    this.#atThisInstant = tUs === this.#recorder.now ? this.#atThisInstant + 1 : 1
    if (this.#atThisInstant > RUN_LIMITS.eventsAtOneInstant) return 'loop'
    const event = this.#queue.pop()
    if (event === undefined || isDead(event)) return null
    if (++this.#events > this.#mostEvents) return 'event-limit'
    if (this.#builder.bytes > this.#mostBytes) return 'size-limit'
    this.#recorder.beginStep(tUs)
    this.#happen(event)
    this.#recorder.endStep()
    return null
  }

  #happen(event: LoopEvent): void {
    const recorder = this.#recorder
    switch (event.kind) {
      case 'arrival': {
        const cause = recorder.arrived(event.segment, event.to)
        const { to } = event
        if (to !== null) this.#act(to, cause, () => this.#hosts[to].arrive(event.packet))
        return
      }
      case 'loss':
        recorder.lost(event.segment, event.byFault)
        return
      case 'timer': {
        const cause = recorder.timerFired(event.side, event.endpoint, event.timer)
        this.#act(event.side, cause, () => this.#hosts[event.side].fire(event.endpoint, event.timer))
        return
      }
      case 'call':
        this.#act(event.side, event.cause, () => this.#applications[event.side].beginScheduled(event.step))
        return
      case 'injection':
        return this.#inject(event.index)
      case 'reboot':
        return this.#reboot(event.index)
    }
  }

  /** One thing happens on a host, its application reacts, and what is still owed is sent. */
  #act(side: Side, cause: number, what: () => void): void {
    this.#recorder.within(cause, () => {
      what()
      this.#recorder.within(this.#recorder.cause, () => this.#applications[side].wake())
      this.#hosts[side].settle()
    })
  }

  #inject(index: number): void {
    const injected = this.#injector.inject(index)
    this.#act(injected.to, injected.cause, () => this.#hosts[injected.to].arrive(injected.packet))
  }

  /** Everything that a host knew of its connections is gone, and nothing is sent (RFC 9293 3.5.1). */
  #reboot(index: number): void {
    const reboot = this.#scenario.reboots[index]
    if (reboot === undefined) return
    const { side, listenersReturn } = reboot
    const host = this.#hosts[side]
    const cause = this.#recorder.rebooted(side, itemCause('reboot', index, side))
    this.#recorder.within(cause, () => {
      host.crash(listenersReturn)
      this.#applications[side].crash(listenersReturn)
    })
  }

  #push(event: LoopEvent, atUs: number): void {
    const rank =
      event.kind === 'timer'
        ? RANK.timer
        : event.kind === 'call' || event.kind === 'reboot'
          ? RANK.call
          : RANK.arrival
    // What was sent earlier arrives earlier at one instant; rows are numbered in the order of sending.
    const order = event.kind === 'arrival' || event.kind === 'loss' ? event.segment : this.#created++
    this.#queue.push(atUs, rank, order, event)
  }

  #makeHost(side: Side): Host {
    const { hosts, profile, settings } = this.#scenario
    const own = hosts[side]
    const merged = settingsOf(own.profile ?? profile, { ...settings, ...own.settings })
    // No part of chance: where nothing is lost, two seeds give the same run, cookies included (invariant M1).
    const secret = draw(0, side === 'C' ? 1 : 2, 0, 0, PURPOSE.cookie)
    return new Host(side, own.address, merged, secret, this.#recorder)
  }

  #makeApplication(side: Side): Application {
    const { apps, hosts } = this.#scenario
    const host = this.#hosts[side]
    const calls = new SocketCalls(host, this.#recorder, hosts[side].port, hosts[otherSide(side)])
    const scheduler = {
      schedule: (of: Side, step: number, atUs: number): void =>
        this.#push({ kind: 'call', side: of, step, cause: this.#recorder.cause }, atUs),
    }
    return new Application(side, apps[side], host, calls, this.#recorder, scheduler)
  }

  /** L3: a connection that is not over although nothing can happen any more waits for its application. */
  #someoneWaits(): boolean {
    return SIDES.some((side) => this.#hosts[side].endpoints.size > 0)
  }

  #endOf(reason: EndReason): number {
    return reason === 'stopped'
      ? Math.max(this.#recorder.now, this.#scenario.stopUs ?? 0)
      : this.#recorder.now
  }
}

/** A timer that was cancelled or set anew leaves its old entry in the queue. */
function isDead(event: LoopEvent): boolean {
  if (event.kind !== 'timer') return false
  return event.endpoint.inbox.dead || event.endpoint.tcb.timers[event.timer] !== event.dueUs
}
