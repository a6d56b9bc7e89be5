import { beforeEach, describe, expect, it, vi } from 'vitest'
import { startFullScreen } from './screen.ts'

/** A browser that gives the whole screen when it is told to, and says so later. */
class Screen extends EventTarget {
  fullscreenElement: object | null = null
  readonly documentElement = {
    requestFullscreen: () =>
      new Promise<void>((resolve) => {
        this.grant = () => {
          this.fullscreenElement = this.documentElement
          resolve()
        }
      }),
  }
  grant = (): void => {}
  readonly exitFullscreen = vi.fn<() => Promise<void>>(async () => {
    this.fullscreenElement = null
  })
  tell = () => this.dispatchEvent(new Event('fullscreenchange'))
}

describe('the full screen of a lecture', () => {
  let screen: Screen
  beforeEach(() => {
    screen = new Screen()
    vi.stubGlobal('document', screen)
    return () => vi.unstubAllGlobals()
  })
  const settled = () => new Promise((resolve) => setTimeout(resolve))

  it('takes the lecture with it, also when the browser tells of both changes after the second', async () => {
    const leave = vi.fn<() => void>()
    startFullScreen(leave)
    screen.grant()
    await settled()
    screen.fullscreenElement = null
    screen.tell()
    screen.tell()
    expect(leave).toHaveBeenCalledOnce()
  })

  it('does not stay when the lecture was left before it came', async () => {
    const stop = startFullScreen(() => {})
    stop()
    screen.grant()
    await settled()
    expect(screen.exitFullscreen).toHaveBeenCalledOnce()
  })

  it('does not take a lecture with it that began while an earlier one’s was ending', async () => {
    const leave = vi.fn<() => void>()
    screen.fullscreenElement = screen.documentElement
    startFullScreen(leave)
    await settled()
    screen.fullscreenElement = null
    screen.tell()
    expect(leave).not.toHaveBeenCalled()
  })
})
