import type { PlayerLanguage, PlayerState, PlayerTheme, SynscopePlayer } from './player.d.ts'
import type { Command, FrameEvent } from './messages.ts'

/**
 * `embed.js`: the custom element `<synscope-player>` for pages elsewhere (docs/embed-api.md). One file without imports
 * and with a fixed name; player.d.ts has its types for those pages. The frame is made when the element comes near the screen, or at a click with `load="click"`.
 */
const QUERY = ['lang', 'theme', 'show', 'keys'] as const
const PLACE = ['at', 't', 'view'] as const
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads'
const ALLOW = 'fullscreen; clipboard-write; web-share; screen-wake-lock'
const NEAR = '300px'
const HEIGHT = 480
/** What a frame may ask for, px. */
const LEAST = 160
const MOST = 2000

const HERE = import.meta.url
const TITLES: Readonly<Record<string, string>> = {
  en: 'TCP connection, step by step',
  zh: 'TCP 连接，逐步演示',
}
const LOAD_LABELS: Readonly<Record<string, string>> = { en: 'Show the connection', zh: '显示连接' }

class Player extends HTMLElement implements SynscopePlayer {
  static readonly observedAttributes = ['scenario', 'at', 't', 'lang', 'theme']
  #frame: HTMLIFrameElement | null = null
  #port: MessagePort | null = null
  #lastId = 0
  #waiting = new Map<number, (answer: Extract<FrameEvent, { type: 'answer' }>) => void>()
  /** Said before the frame could hear it. */
  #unsaid: object[] = []
  #observer: IntersectionObserver | null = null
  /** What the page says about its own frames is not about this one. */
  readonly #shadow = this.attachShadow({ mode: 'open' })

  play(): Promise<PlayerState> {
    return this.#say({ type: 'play' })
  }

  pause(): Promise<PlayerState> {
    return this.#say({ type: 'pause' })
  }

  /** So many events forward, or back if negative. */
  step(by = 1): Promise<PlayerState> {
    return this.#say({ type: 'step', by })
  }

  seek(to: { readonly step: number } | { readonly tMs: number }): Promise<PlayerState> {
    return this.#say({ type: 'seek', ...to })
  }

  /** A link of Synscope from its `#`, with or without: `close-ack2-lost?at=12`. */
  load(link: string): Promise<PlayerState> {
    return this.#say({ type: 'load', link })
  }

  getState(): Promise<PlayerState> {
    return this.#say({ type: 'getState' })
  }

  setTheme(theme: PlayerTheme): Promise<PlayerState> {
    return this.#say({ type: 'setTheme', theme })
  }

  setLanguage(language: PlayerLanguage): Promise<PlayerState> {
    return this.#say({ type: 'setLanguage', language })
  }

  /** The address of the frame, from the attributes. */
  get src(): string {
    const url = new URL('embed.html', HERE)
    const given = (names: readonly string[]) =>
      names.flatMap((name) => (this.hasAttribute(name) ? [[name, this.getAttribute(name) ?? '']] : []))
    url.search = new URLSearchParams(given(QUERY)).toString()
    const place = new URLSearchParams(given(PLACE)).toString()
    const scenario = (this.getAttribute('scenario') ?? 'open-normal').replace(/^#/, '')
    url.hash = place === '' ? scenario : `${scenario}${scenario.includes('?') ? '&' : '?'}${place}`
    return url.href
  }

  connectedCallback(): void {
    this.style.display ||= 'block'
    this.style.minHeight ||= `${this.#givenHeight ?? HEIGHT}px`
    if (this.#frame !== null) return
    addEventListener('message', this.#hear)
    if (this.getAttribute('load') === 'click') this.#offer()
    else this.#waitUntilNear()
  }

  disconnectedCallback(): void {
    removeEventListener('message', this.#hear)
    this.#observer?.disconnect()
    this.#port?.close()
    this.#port = null
    this.#frame?.remove()
    this.#frame = null
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (this.#frame === null || before === now) return
    if (name === 'theme') void this.#say({ type: 'setTheme', theme: now ?? 'auto' })
    else if (name === 'lang') void this.#say({ type: 'setLanguage', language: now ?? 'en' })
    else void this.load(new URL(this.src).hash)
  }

  get #givenHeight(): number | null {
    const height = Number(this.getAttribute('height') ?? Number.NaN)
    return height > 0 ? height : null
  }

  #words(of: Readonly<Record<string, string>>): string {
    const lang = this.getAttribute('lang') ?? document.documentElement.lang
    return (lang.startsWith('zh') ? of.zh : of.en) ?? ''
  }

  #waitUntilNear(): void {
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#show()
      },
      { rootMargin: NEAR },
    )
    this.#observer.observe(this)
  }

  /** What the page has put into the element, a picture for example, stays until the click. */
  #offer(): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = `▶ ${this.#words(LOAD_LABELS)}`
    button.style.cssText =
      'display: block; margin: 1em auto; font: inherit; padding: 0.6em 1.2em; cursor: pointer'
    button.addEventListener('click', () => this.#show())
    this.#shadow.replaceChildren(document.createElement('slot'), button)
  }

  #show(): void {
    this.#observer?.disconnect()
    const frame = document.createElement('iframe')
    frame.src = this.src
    frame.title = this.getAttribute('title') ?? this.#words(TITLES)
    frame.setAttribute('sandbox', this.getAttribute('sandbox') ?? SANDBOX)
    frame.allow = ALLOW
    frame.referrerPolicy = 'no-referrer'
    frame.style.cssText = `display: block; width: 100%; height: ${this.#givenHeight ?? HEIGHT}px; border: 0`
    this.#frame = frame
    this.#shadow.replaceChildren(frame)
  }

  #hear = ({ source, data }: MessageEvent): void => {
    if (this.#frame === null || source !== this.#frame.contentWindow) return
    const event = data as ({ readonly ns?: unknown; readonly v?: unknown } & FrameEvent) | null
    if (event?.ns !== 'synscope' || event.v !== 1) return
    if (event.type === 'ready') this.#connect()
    else this.#take(event)
  }

  #connect(): void {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }: MessageEvent<FrameEvent>) => this.#take(data)
    this.#port?.close()
    this.#port = port1
    // A sandboxed frame has no origin to name; only our own frame hears it.
    this.#frame?.contentWindow?.postMessage({ ns: 'synscope', v: 1, type: 'connect' }, '*', [port2])
    for (const message of this.#unsaid.splice(0)) port1.postMessage(message)
  }

  #take(event: FrameEvent): void {
    if (event.type === 'answer') {
      this.#waiting.get(event.id)?.(event)
      this.#waiting.delete(event.id)
      return
    }
    if (event.type === 'resize' && this.#frame !== null && this.#givenHeight === null) {
      const height = `${Math.min(Math.max(event.height, LEAST), MOST)}px`
      this.#frame.style.height = height
      this.style.minHeight = height
    }
    if (event.type === 'blur-request') this.#frame?.blur()
    this.dispatchEvent(new CustomEvent(event.type, { detail: event }))
  }

  #say(command: { readonly type: Command['type'] } & Record<string, unknown>): Promise<PlayerState> {
    const id = ++this.#lastId
    const message = { ns: 'synscope', v: 1, id, ...command }
    if (this.#port === null) this.#unsaid.push(message)
    else this.#port.postMessage(message)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ ok, code, state }) => {
        if (ok && state !== undefined) resolve(state)
        else reject(new Error(code))
      })
    })
  }
}

if (customElements.get('synscope-player') === undefined) customElements.define('synscope-player', Player)
