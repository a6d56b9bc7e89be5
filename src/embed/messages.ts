import type { PlayerEventDetails, PlayerState } from './player.d.ts'

/**
 * What the page round the frame and the frame say to each other (docs/embed-api.md). Every message is a plain object
 * `{ ns: 'synscope', v: 1, type, ... }`. The guards here are all that stands between a foreign page and us: they read
 * own fields only and make fresh objects.
 */
const NAMESPACE = 'synscope'
const VERSION = 1

/** What this frame understands and tells; named in `ready`. */
export const CAPABILITIES = [
  'load',
  'play',
  'pause',
  'step',
  'seek',
  'getState',
  'setTheme',
  'setLanguage',
  'state',
  'segment',
  'quiz',
  'resize',
  'error',
  'blur-request',
] as const

/** From the host, after the handshake. `by`: steps forward, negative back. */
export type Command =
  | { readonly type: 'load'; readonly link: string }
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'step'; readonly by: number }
  | { readonly type: 'seek'; readonly to: { readonly step: number } | { readonly tMs: number } }
  | { readonly type: 'getState' }
  | { readonly type: 'setTheme'; readonly theme: string }
  | { readonly type: 'setLanguage'; readonly language: string }

/** A command and the number under which its answer is expected, if one is. */
export interface Request {
  readonly command: Command
  readonly id: number | null
}

/** To the host. Before the handshake only `ready`, `resize`, `error` and `blur-request`. */
export type FrameEvent =
  | {
      [K in keyof PlayerEventDetails]: { readonly type: K } & PlayerEventDetails[K]
    }[keyof PlayerEventDetails]
  | {
      readonly type: 'answer'
      readonly id: number
      readonly ok: boolean
      readonly code?: string
      readonly state?: PlayerState
    }

/** Characters in one message. */
const LONGEST = 262_144

/** An event in its envelope. */
export const enveloped = (event: FrameEvent): object => ({ ns: NAMESPACE, v: VERSION, ...event })

/** The type of a message in our envelope, or null for everything else. */
export function messageType(data: unknown): string | null {
  if (!isPlain(data) || own(data, 'ns') !== NAMESPACE || own(data, 'v') !== VERSION) return null
  const type = own(data, 'type')
  return typeof type === 'string' ? type : null
}

/** Reads a command; null: it is none, or says something that we do not understand. */
export function readRequest(data: unknown): Request | null {
  const type = messageType(data)
  if (type === null || !isPlain(data)) return null
  const command = readCommand(type, data)
  const id = own(data, 'id')
  return command === null ? null : { command, id: isWhole(id) ? id : null }
}

function readCommand(type: string, data: object): Command | null {
  switch (type) {
    case 'load': {
      const link = own(data, 'link')
      return typeof link === 'string' && link.length <= LONGEST ? { type, link } : null
    }
    case 'step': {
      const by = own(data, 'by') ?? 1
      return isWhole(by) ? { type, by } : null
    }
    case 'seek': {
      const step = own(data, 'step')
      const tMs = own(data, 'tMs')
      if (isWhole(step)) return { type, to: { step } }
      return typeof tMs === 'number' && Number.isFinite(tMs) ? { type, to: { tMs } } : null
    }
    case 'setTheme': {
      const theme = own(data, 'theme')
      return typeof theme === 'string' ? { type, theme } : null
    }
    case 'setLanguage': {
      const language = own(data, 'language')
      return typeof language === 'string' ? { type, language } : null
    }
    case 'play':
    case 'pause':
    case 'getState':
      return { type }
    default:
      return null
  }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined
}
