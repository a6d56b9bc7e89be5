/**
 * Types of embed.js, the custom element <synscope-player>. Keep a copy beside your code and refer to it:
 *
 *   /// <reference path="./embed.d.ts" />
 *
 * The page it comes from, with the messages that lie under it: docs/embed-api.md in the project.
 */

/** A moment of the run. */
export interface PlayerState {
  /** The last event at or before the moment, from 0. */
  readonly step: number
  /** Number of the last step. */
  readonly steps: number
  /** Simulated time, ms. */
  readonly tMs: number
  readonly playing: boolean
  /** The address of what is on screen, from its `#`. */
  readonly link: string
}

/** One segment; numbers count from the ISNs, times are ms. */
export interface SegmentInfo {
  readonly id: number
  readonly from: 'C' | 'S'
  readonly flags: readonly string[]
  readonly seq: number
  readonly ack: number | null
  readonly length: number
  readonly sentMs: number
  readonly endMs: number
  readonly fate: string
  readonly retransmission: number
}

export type PlayerTheme = 'auto' | 'light' | 'dark' | 'contrast' | 'projector'
export type PlayerLanguage = 'en' | 'zh'

/** `detail` of each event of the element. */
export interface PlayerEventDetails {
  /** The frame hears; `caps`: what it understands and tells. */
  readonly ready: { readonly caps: readonly string[] }
  readonly state: PlayerState
  /** What the reader selected, or null. */
  readonly segment: { readonly segment: SegmentInfo | null }
  /** An answer in `view=predict`; `rule` is what the right one rests on. */
  readonly quiz: {
    readonly scenario: string | null
    readonly kind: string
    readonly rule: string | null
    readonly right: boolean
  }
  /** Height in px that suits the width. */
  readonly resize: { readonly height: number }
  readonly error: { readonly code: string }
  /** The reader pressed Esc: take the focus back. */
  readonly 'blur-request': object
}

/** Every method resolves to the state afterwards, or rejects with an Error whose message is a code. */
export interface SynscopePlayer extends HTMLElement {
  play(): Promise<PlayerState>
  pause(): Promise<PlayerState>
  /** So many events forward, or back if negative; 1 if absent. */
  step(by?: number): Promise<PlayerState>
  seek(to: { readonly step: number } | { readonly tMs: number }): Promise<PlayerState>
  /** A link of Synscope from its `#`, with or without: `close-ack2-lost?at=12`. */
  load(link: string): Promise<PlayerState>
  getState(): Promise<PlayerState>
  setTheme(theme: PlayerTheme): Promise<PlayerState>
  setLanguage(language: PlayerLanguage): Promise<PlayerState>
  /** The address of the frame, from the attributes. */
  readonly src: string

  addEventListener<K extends keyof PlayerEventDetails>(
    type: K,
    listener: (this: SynscopePlayer, event: CustomEvent<PlayerEventDetails[K]>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void
}

declare global {
  interface HTMLElementTagNameMap {
    'synscope-player': SynscopePlayer
  }
}
