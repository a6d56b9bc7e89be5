import { playback } from '../store/playback.ts'
import type { FrameAddress } from './address.ts'
import { createQueue } from './command-queue.ts'
import { obey } from './commands.ts'
import { stateNow, tellEvents } from './events.ts'
import {
  CAPABILITIES,
  enveloped,
  type FrameEvent,
  messageType,
  type Request,
  readRequest,
} from './messages.ts'
import { naturalHeight } from './natural-height.ts'
import type { Part } from './parameters.ts'
import { createPlayerJs, readCall } from './player-js.ts'

/** What may be told before the handshake, to whatever page is round us: no word about what is on screen. */
const FOR_ANYBODY = new Set<FrameEvent['type']>(['ready', 'resize', 'error', 'blur-request'])

export interface Host {
  /** Asks the page round the frame to take the focus back. */
  readonly leave: () => void
}

/**
 * The conversation with the page round the frame. The frame says `ready`; the host answers `connect` with a
 * MessagePort, and all further words go through that. Only the parent is listened to.
 */
export function greetHost(address: FrameAddress, root: HTMLElement, show: ReadonlySet<Part>): Host {
  let port: MessagePort | null = null
  let link = location.hash
  address.onHash((hash) => {
    link = hash
  })

  const tell = (event: FrameEvent) => {
    if (port !== null) port.postMessage(enveloped(event))
    else if (FOR_ANYBODY.has(event.type)) parent.postMessage(enveloped(event), '*')
  }
  const greet = () => tell({ type: 'ready', caps: CAPABILITIES })
  const handle = createQueue((request: Request) => {
    void obey(request.command, address).then((code) => {
      if (request.id === null) return
      const answer = { type: 'answer', id: request.id, ok: code === null } as const
      tell({ ...answer, ...(code !== null && { code }), state: stateNow(link) })
    })
  })
  const connect = (next: MessagePort) => {
    port?.close()
    port = next
    port.onmessage = ({ data }) => {
      const request = readRequest(data)
      if (request !== null) handle(request)
    }
    greet()
    tell({ type: 'state', ...stateNow(link) })
    tellHeight(true)
  }
  let told = 0
  const tellHeight = (again = false) => {
    const height = naturalHeight(root.clientWidth, textSize(), show)
    if (height === told && !again) return
    told = height
    tell({ type: 'resize', height })
  }

  const playerJs = createPlayerJs()
  addEventListener('message', ({ source, data, ports, origin }) => {
    if (source !== parent) return
    const [first] = ports
    const type = messageType(data)
    if (type === 'hello') greet()
    else if (type === 'connect' && first !== undefined) connect(first)
    else if (typeof data === 'string') hearOtherProtocols(data, origin)
  })
  function hearOtherProtocols(data: string, origin: string): void {
    // reveal.js: a slide has come into sight, or goes.
    if (data === 'slide:start') return playback.play()
    if (data === 'slide:stop') return playback.pause()
    const call = readCall(data)
    if (call !== null) playerJs(call, origin)
  }

  new ResizeObserver(() => requestAnimationFrame(() => tellHeight())).observe(root)
  tellEvents(tell, () => link)
  greet()
  return { leave: () => tell({ type: 'blur-request' }) }
}

const textSize = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
