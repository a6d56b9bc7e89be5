/** One picture of the gallery: where it is, and what is pressed once it is there. */
export interface Item {
  readonly name: string
  readonly page?: 'embed.html'
  /** Part of the address after the `#`. */
  readonly hash: string
  readonly keys?: readonly string[]
  readonly width: number
  readonly height: number
}

const STUDIO = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const LOST = 'close-ack2-lost?t=1332'

export const ITEMS: readonly Item[] = [
  { name: 'studio', hash: LOST, ...STUDIO },
  { name: 'studio, first visit', hash: '', ...STUDIO },
  { name: 'studio, start', hash: 'close-ack2-lost', ...STUDIO },
  { name: 'studio, end', hash: 'close-ack2-lost', keys: ['End'], ...STUDIO },
  { name: 'studio, true scale, future hidden', hash: `${LOST}&scale=true&future=hidden`, ...STUDIO },
  { name: 'studio, simultaneous close', hash: 'close-simultaneous', keys: ['End'], ...STUDIO },
  { name: 'studio, refused', hash: 'open-refused', keys: ['End'], ...STUDIO },
  { name: 'studio, damaged link', hash: '1.damaged', ...STUDIO },
  { name: 'tab TCB', hash: LOST, keys: ['2'], ...STUDIO },
  { name: 'tab Why', hash: LOST, keys: ['3'], ...STUDIO },
  { name: 'tab Code', hash: LOST, keys: ['4'], ...STUDIO },
  { name: 'tab Terminal', hash: LOST, keys: ['5'], ...STUDIO },
  { name: 'narrow studio', hash: LOST, width: 1100, height: 800 },
  { name: 'tablet', hash: LOST, width: 800, height: 1100 },
  { name: 'phone', hash: LOST, ...PHONE },
  { name: 'small phone', hash: LOST, width: 320, height: 640 },
  { name: 'large screen', hash: LOST, width: 1920, height: 1080 },
  { name: 'palette', hash: LOST, keys: ['/'], ...STUDIO },
  { name: 'shortcuts', hash: LOST, keys: ['?'], ...STUDIO },
  { name: 'editor', hash: LOST, keys: ['e'], ...STUDIO },
  { name: 'editor on a phone', hash: LOST, keys: ['e'], ...PHONE },
  { name: 'share', hash: LOST, keys: ['s'], ...STUDIO },
  { name: 'capture', hash: `${LOST}&view=capture`, ...STUDIO },
  { name: 'compare', hash: `${LOST}&view=compare`, ...STUDIO },
  { name: 'two runs', hash: `${LOST}&view=compare&about=time-wait-or-rst`, ...STUDIO },
  { name: 'four runs', hash: `${LOST}&view=compare&about=message-count`, ...STUDIO },
  { name: 'three runs on a phone', hash: `${LOST}&view=compare&about=two-or-three-way`, ...PHONE },
  { name: 'explore', hash: `${LOST}&view=explore`, ...STUDIO },
  { name: 'explore on a phone', hash: `${LOST}&view=explore`, ...PHONE },
  { name: 'predict', hash: `${LOST}&view=predict`, ...STUDIO },
  { name: 'predict on a phone', hash: `${LOST}&view=predict`, ...PHONE },
  { name: 'myths', hash: `${LOST}&view=myths`, ...STUDIO },
  { name: 'lab', hash: `${LOST}&view=lab&about=restart-addrinuse`, ...STUDIO },
  { name: 'lab on a phone', hash: `${LOST}&view=lab&about=syn-flood`, ...PHONE },
  { name: 'reality', hash: `${LOST}&view=reality`, ...STUDIO },
  { name: 'a kernel beside us', hash: `${LOST}&view=reality&about=last-ack-lost`, ...STUDIO },
  { name: 'glossary', hash: `${LOST}&view=glossary`, ...STUDIO },
  { name: 'present', hash: `${LOST}&view=present`, width: 1920, height: 1080 },
  { name: 'speaker notes', hash: `${LOST}&view=notes`, width: 800, height: 600 },
  { name: 'embed', page: 'embed.html', hash: LOST, width: 720, height: 480 },
]

export const LANGUAGES = ['en', 'zh'] as const
export const THEMES = ['light', 'dark', 'contrast', 'projector'] as const

/** The address of an item, from the folder of the site. */
export function addressOf(item: Item, language: string, theme: string): string {
  const hash = item.hash === '' ? '' : `#${item.hash}`
  return `./${item.page ?? 'index.html'}?lang=${language}&theme=${theme}${hash}`
}
