import { beforeEach, describe, expect, it, vi } from 'vitest'
import { playback } from './playback.ts'

/** Two events share the instant 50 ms. */
const TIMES = [0, 50_000, 50_000, 100_000]
const END_US = 150_000

let frames: ((nowMs: number) => void)[] = []
let reduced = false

function frame(nowMs: number): void {
  const due = frames
  frames = []
  for (const callback of due) callback(nowMs)
}

beforeEach(() => {
  frames = []
  reduced = false
  vi.stubGlobal('requestAnimationFrame', (callback: (nowMs: number) => void) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = []
  })
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }))
  playback.pause()
  playback.setQuietBands([])
  playback.setSpeed(0.1)
  playback.setRun(TIMES, END_US)
  playback.seekStep(0)
})

describe('dragging', () => {
  it('shows in the next frame where the hand is by then, and only that', () => {
    const shown: number[] = []
    const stop = playback.onFrame((tUs) => shown.push(tUs))
    playback.drag(20_000)
    playback.drag(60_000)
    expect(shown).toEqual([0])
    frame(16)
    frame(32)
    frame(1000)
    stop()
    expect(shown).toEqual([0, 60_000])
    expect(frames).toEqual([])
  })

  it('does not take back what came after it', () => {
    playback.drag(60_000)
    playback.seekStep(3)
    frame(16)
    expect(playback.tUs).toBe(100_000)
  })
})

describe('stepping', () => {
  it('visits each event of one instant, forth and back', () => {
    const visited: (readonly [number, number])[] = []
    const note = () => visited.push([playback.step, playback.tUs])
    for (let i = 0; i < 3; i++) {
      playback.next()
      note()
    }
    for (let i = 0; i < 3; i++) {
      playback.previous()
      note()
    }
    expect(visited).toEqual([
      [1, 50_000],
      [2, 50_000],
      [3, 100_000],
      [2, 50_000],
      [1, 50_000],
      [0, 0],
    ])
  })

  it('goes back from between two events to the last that happened', () => {
    playback.seek(75_000)
    expect(playback.step).toBe(2)
    playback.previous()
    expect([playback.step, playback.tUs]).toEqual([2, 50_000])
  })

  it('stays inside the run', () => {
    playback.previous()
    expect(playback.step).toBe(0)
    playback.seek(1e12)
    expect(playback.tUs).toBe(END_US)
    playback.seekStep(99)
    expect(playback.step).toBe(3)
  })
})

describe('listening', () => {
  it('tells the moment at once, then only when it or the step changed', () => {
    const told: number[] = []
    const stop = playback.onFrame((tUs) => told.push(tUs))
    playback.seekStep(1)
    playback.seekStep(1)
    playback.seekStep(2)
    stop()
    playback.seekStep(3)
    expect(told).toEqual([0, 50_000, 50_000])
  })
})

describe('playing', () => {
  it('goes on by wall time, pauses at the end and begins again from there', () => {
    playback.play()
    frame(1000)
    frame(1100)
    expect(playback.tUs).toBe(10_000)
    for (let now = 1200; playback.playing; now += 100) frame(now)
    expect([playback.tUs, playback.step]).toEqual([END_US, 3])
    playback.play()
    expect(playback.tUs).toBe(0)
  })

  it('does not leap after a pause of the browser', () => {
    playback.play()
    frame(1000)
    frame(60_000)
    expect(playback.tUs).toBe(10_000)
  })

  it('makes a step every 1.2 s where motion is not wanted', () => {
    reduced = true
    playback.play()
    const steps: number[] = []
    for (let now = 1000; now <= 3500; now += 100) {
      frame(now)
      steps.push(playback.step)
    }
    expect(new Set(steps)).toEqual(new Set([0, 1, 2]))
    expect(steps.indexOf(1)).toBe(12)
    expect(steps.indexOf(2)).toBe(24)
  })
})

describe('what moves by wall time', () => {
  it('hears of every frame until it has arrived, whether t moves or not', () => {
    const elapsed: number[] = []
    playback.glide((ms) => elapsed.push(ms) < 3)
    for (const now of [1000, 1016, 1040, 1050]) frame(now)
    expect(elapsed).toEqual([0, 16, 24])
    expect(frames).toEqual([])
    expect(playback.tUs).toBe(0)
  })

  it('goes before t, which listeners write', () => {
    const order: string[] = []
    const stop = playback.onFrame(() => order.push('t'))
    order.length = 0
    playback.play()
    const halt = playback.glide(() => order.push('glide') > 0)
    frame(1000)
    frame(1100)
    halt()
    stop()
    expect(order).toEqual(['glide', 'glide', 't'])
  })
})

describe('steps', () => {
  it('are told at once, but while playing through a crowd only so often, the last of them in the end', () => {
    const crowd = Array.from({ length: 101 }, (_, i) => i * 1000)
    playback.setRun(crowd, 100_000)
    playback.seekStep(0)
    const told: number[] = []
    const stop = playback.onStep((step) => told.push(step))
    playback.seekStep(1)
    playback.seekStep(2)
    expect(told).toEqual([1, 2])
    playback.play()
    for (let now = 1000; playback.playing; now += 20) frame(now)
    stop()
    expect(told.length).toBeLessThan(10)
    expect(told.at(-1)).toBe(100)
  })

  it('are told under a hand as often, the last of them also when it rests', () => {
    const told: number[] = []
    const stop = playback.onStep((step) => told.push(step))
    playback.drag(60_000)
    frame(10_000)
    playback.drag(110_000)
    frame(10_020)
    expect(told).toEqual([2])
    for (let now = 10_040; frames.length > 0; now += 20) frame(now)
    stop()
    expect(told).toEqual([2, 3])
  })
})

describe('another run', () => {
  it('keeps the moment and the step of one instant', () => {
    playback.seekStep(1)
    playback.setRun([0, 50_000, 50_000, 120_000], 200_000)
    expect([playback.step, playback.tUs]).toEqual([1, 50_000])
  })

  it('ends earlier: the moment becomes its end', () => {
    playback.seek(140_000)
    playback.setRun([0, 50_000], 60_000)
    expect([playback.step, playback.tUs]).toEqual([1, 60_000])
  })
})
