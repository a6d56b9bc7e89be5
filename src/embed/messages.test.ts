import { describe, expect, it } from 'vitest'
import { createQueue } from './command-queue.ts'
import { messageType, readRequest, type Request } from './messages.ts'
import { naturalHeight } from './natural-height.ts'
import { PARTS, readParameters } from './parameters.ts'
import { readCall } from './player-js.ts'

const message = (fields: object) => ({ ns: 'synscope', v: 1, ...fields })

describe('a message from the page round the frame', () => {
  it('is a command if it is one of ours, in every detail', () => {
    expect(readRequest(message({ type: 'seek', step: 3, id: 7 }))).toEqual({
      command: { type: 'seek', to: { step: 3 } },
      id: 7,
    })
    expect(readRequest(message({ type: 'step' }))?.command).toEqual({ type: 'step', by: 1 })
    expect(readRequest(message({ type: 'load', link: '#open-normal', more: 1 }))).toEqual({
      command: { type: 'load', link: '#open-normal' },
      id: null,
    })
  })

  it('is nothing otherwise', () => {
    const inherited = Object.create(message({ type: 'play' })) as object
    const nothing = [
      null,
      'play',
      42,
      [],
      new Date(),
      inherited,
      { type: 'play' },
      { ns: 'synscope', v: 2, type: 'play' },
      { ns: 'other', v: 1, type: 'play' },
      message({ type: 'toString' }),
      message({ type: '__proto__' }),
      message({ type: ['play'] }),
      message({ type: 'load' }),
      message({ type: 'load', link: 'x'.repeat(300_000) }),
      message({ type: 'seek', tMs: Number.NaN }),
      message({ type: 'step', by: 0.5 }),
      message({ type: 'setTheme', theme: {} }),
    ]
    for (const data of nothing) expect(readRequest(data)).toBeNull()
    expect(messageType(message({ type: 'hello' }))).toBe('hello')
  })
})

describe('commands that come too fast', () => {
  const seek = (step: number): Request => ({ command: { type: 'seek', to: { step } }, id: null })

  it('wait, and of each type only the newest', () => {
    let now = 0
    const timers: (() => void)[] = []
    const handled: Request[] = []
    const push = createQueue((request) => handled.push(request), {
      nowMs: () => now,
      later: (run) => timers.push(run),
    })
    for (let step = 1; step <= 100; step++) push(seek(step))
    expect(handled).toHaveLength(60)
    now = 1000
    timers.shift()?.()
    expect(handled.slice(60)).toEqual([seek(100)])
  })
})

describe('player.js', () => {
  it('is understood as far as it plays, pauses and moves', () => {
    const call = { context: 'player.js', version: '0.0.11', method: 'setCurrentTime', value: 2 }
    expect(readCall(JSON.stringify(call))).toEqual({ method: 'setCurrentTime', value: 2, listener: null })
    expect(readCall(JSON.stringify({ ...call, method: 'constructor' }))).toBeNull()
    expect(readCall(JSON.stringify({ ...call, context: 'other.js' }))).toBeNull()
    expect(readCall('{"context":"player.js"')).toBeNull()
    expect(readCall(call)).toBeNull()
  })
})

describe('the frame', () => {
  it('is 480 px high as a rule, and as high as the parts that it shows', () => {
    expect(naturalHeight(720, 16, new Set(PARTS))).toBe(480)
    expect(naturalHeight(390, 16, new Set(PARTS))).toBe(500)
    expect(naturalHeight(720, 16, new Set(['axis', 'transport']))).toBe(392)
  })

  it('shows what its address says, and all of it where that says nothing', () => {
    expect(readParameters('')).toEqual({ show: new Set(PARTS), keys: true })
    expect(readParameters('?show=transport,%20header,confetti&keys=off')).toEqual({
      show: new Set(['header', 'transport']),
      keys: false,
    })
    expect(readParameters('?show=').show.size).toBe(0)
  })
})
