/** What can be left out of the frame. The diagram itself cannot. */
export const PARTS = ['header', 'axis', 'narration', 'transport'] as const
export type Part = (typeof PARTS)[number]

/** How the page that embeds this one wants it; language and theme are read with the preferences. */
export interface Parameters {
  readonly show: ReadonlySet<Part>
  /** Whether keys act while the focus is in the frame. */
  readonly keys: boolean
}

/** Reads `?show=header,transport&keys=off`; what we do not know is not there. An empty `show` leaves the diagram. */
export function readParameters(query: string): Parameters {
  const values = new URLSearchParams(query)
  const show = values.get('show')
  const wanted = show?.split(',').map((name) => name.trim())
  return {
    show: new Set(wanted === undefined ? PARTS : PARTS.filter((part) => wanted.includes(part))),
    keys: values.get('keys') !== 'off',
  }
}
