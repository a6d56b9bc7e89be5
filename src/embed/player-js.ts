import { playback } from '../store/playback.ts'

/**
 * The player.js protocol (JSON strings, seconds), so that generic hosts can drive the frame: slides, Embedly. Answers
 * go to the page that asked, by its origin; one that has none gets none.
 */
const CONTEXT = 'player.js'
const VERSION = '0.0.11'
const LONGEST = 262_144
const METHODS = [
  'play',
  'pause',
  'getPaused',
  'getDuration',
  'getCurrentTime',
  'setCurrentTime',
  'addEventListener',
  'removeEventListener',
] as const
const EVENTS = ['ready', 'play', 'pause', 'ended', 'timeupdate'] as const
type EventName = (typeof EVENTS)[number]
/** Of the position, while playing. */
const TIME_EVERY_MS = 250

interface Call {
  readonly method: (typeof METHODS)[number]
  readonly value: unknown
  readonly listener: string | null
}

/** A call in this protocol, or null. */
export function readCall(data: unknown): Call | null {
  if (typeof data !== 'string' || data.length > LONGEST || !data.includes(CONTEXT)) return null
  let message: unknown
  try {
    message = JSON.parse(data)
  } catch {
    return null
  }
  if (typeof message !== 'object' || message === null) return null
  const { context, method, value, listener } = message as Record<string, unknown>
  const known = METHODS.find((name) => name === method)
  if (context !== CONTEXT || known === undefined) return null
  return { method: known, value, listener: typeof listener === 'string' ? listener : null }
}

/** Obeys calls. Returns what takes them, with the page that they came from. */
export function createPlayerJs(): (call: Call, origin: string) => void {
  const listening = new Map<EventName, Set<string | null>>()
  let origin = ''
  let toldAtMs = 0

  const answer = (event: string, value: unknown, listener: string | null) => {
    const message = {
      context: CONTEXT,
      version: VERSION,
      event,
      value,
      ...(listener !== null && { listener }),
    }
    if (/^https?:/.test(origin)) parent.postMessage(JSON.stringify(message), origin)
  }
  const tell = (event: EventName, value?: unknown) => {
    for (const listener of listening.get(event) ?? []) answer(event, value, listener)
  }
  const tellTime = () => tell('timeupdate', { seconds: playback.tUs / 1e6, duration: playback.endUs / 1e6 })

  playback.onState(() => {
    tell(playback.playing ? 'play' : 'pause')
    if (!playback.playing && playback.tUs >= playback.endUs && playback.endUs > 0) tell('ended')
  })
  playback.onFrame(() => {
    const now = performance.now()
    if (playback.playing && now - toldAtMs < TIME_EVERY_MS) return
    toldAtMs = now
    tellTime()
  })

  return ({ method, value, listener }, from) => {
    origin = from
    switch (method) {
      case 'play':
        return playback.play()
      case 'pause':
        return playback.pause()
      case 'setCurrentTime':
        if (typeof value === 'number' && Number.isFinite(value)) playback.seek(value * 1e6)
        return undefined
      case 'getPaused':
        return answer(method, !playback.playing, listener)
      case 'getDuration':
        return answer(method, playback.endUs / 1e6, listener)
      case 'getCurrentTime':
        return answer(method, playback.tUs / 1e6, listener)
      case 'addEventListener':
      case 'removeEventListener': {
        const event = EVENTS.find((name) => name === value)
        if (event === undefined) return undefined
        const listeners = listening.get(event) ?? new Set()
        if (method === 'addEventListener') listeners.add(listener)
        else listeners.delete(listener)
        listening.set(event, listeners)
        // It is: this script has come.
        if (event === 'ready' && method === 'addEventListener')
          answer('ready', { src: location.href, events: EVENTS, methods: METHODS }, listener)
        return undefined
      }
    }
  }
}
