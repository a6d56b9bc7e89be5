import { describe, expect, it } from 'vitest'
import { NO_PROGRESS, PROGRESS_KEY, progressText, readProgress, withAnswer, withSeen } from './progress.ts'

class Memory {
  readonly values = new Map<string, string>()
  getItem(key: string): string | null {
    return this.values.get(key) ?? null
  }
  setItem(key: string, value: string): void {
    this.values.set(key, value)
  }
}

const stored = (text: string): Memory => {
  const memory = new Memory()
  memory.setItem(PROGRESS_KEY, text)
  return memory
}

const answer = { scenario: 'close-normal', kind: 'state', rule: 'RFC9293-3.10.7.4-FIN', right: true } as const

describe('progress in quizzes', () => {
  it('counts answers by scenario and kind, and each rule once', () => {
    const twice = withAnswer(withAnswer(NO_PROGRESS, answer), answer)
    const thrice = withAnswer(twice, { ...answer, rule: 'RFC5961-3.2', right: false })
    expect(thrice).toEqual({
      scenarios: { 'close-normal': { asked: 3, right: 2 } },
      kinds: { state: { asked: 3, right: 2 } },
      rules: ['RFC9293-3.10.7.4-FIN'],
      seen: { states: [], moves: [] },
    })
  })

  it('comes back as it was written, also from an exported file', () => {
    const progress = withAnswer(NO_PROGRESS, answer)
    expect(readProgress(stored(progressText(progress)))).toEqual({ progress, writable: true })
  })

  it('takes nothing that is no count, and nothing of a prototype', () => {
    const text =
      '{"version":1,"scenarios":{"a":{"asked":1,"right":2},"b":{"asked":-1,"right":0},"c":7,"d":{"asked":2,"right":1}},' +
      '"kinds":[],"rules":["x",3,"x"],"seen":{"states":["CLOSED",7],"moves":{"length":1}}}'
    expect(readProgress(stored(text)).progress).toEqual({
      scenarios: { d: { asked: 2, right: 1 } },
      kinds: {},
      rules: ['x'],
      seen: { states: ['CLOSED'], moves: [] },
    })
    const { progress } = readProgress(stored('{"version":1,"scenarios":{"__proto__":{"asked":1,"right":1}}}'))
    expect(({} as Record<string, unknown>).asked).toBeUndefined()
    expect(Object.getPrototypeOf(progress.scenarios)).toBe(Object.prototype)
  })

  it('remembers what was seen, each once, and leaves the answers alone', () => {
    const before = withAnswer(NO_PROGRESS, answer)
    const once = withSeen(before, { states: ['CLOSED', 'SYN-SENT'], moves: ['CLOSED>SYN-SENT'] })
    expect(once.seen).toEqual({ states: ['CLOSED', 'SYN-SENT'], moves: ['CLOSED>SYN-SENT'] })
    expect(once.kinds).toEqual(before.kinds)
    expect(withSeen(once, { states: ['CLOSED'], moves: [] })).toBe(once)
    expect(readProgress(stored(progressText(once))).progress).toEqual(once)
  })

  it('puts a damaged value aside and leaves a newer version alone', () => {
    const damaged = stored('{')
    expect(readProgress(damaged)).toEqual({ progress: NO_PROGRESS, writable: true })
    expect(damaged.getItem(`${PROGRESS_KEY}.damaged`)).toBe('{')
    expect(readProgress(stored('{"version":2}'))).toEqual({ progress: NO_PROGRESS, writable: false })
    expect(readProgress(null)).toEqual({ progress: NO_PROGRESS, writable: false })
  })
})
