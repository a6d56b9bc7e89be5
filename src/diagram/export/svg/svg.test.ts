import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { simulate } from '../../../engine/sim/run.ts'
import { STATES } from '../../../engine/tcp/state.ts'
import { Trace } from '../../../engine/trace/codec.ts'
import { en } from '../../../i18n/en.ts'
import { CATALOGUE } from '../../../scenario/catalogue.ts'
import { animatedSvgText } from './animated.ts'
import { el } from './markup.ts'
import { PALETTES, THEMES } from './palette.ts'
import type { PictureOptions } from './svg-picture.ts'
import { svgText } from './still.ts'

const OPTIONS: PictureOptions = {
  title: 'The last ACK is lost',
  theme: 'light',
  addresses: { C: '192.0.2.10', S: '198.51.100.20' },
  words: en.diagram,
  hostNames: { C: 'Client', S: 'Server' },
}
const runs = CATALOGUE.map(({ id, variants }) => [id, new Trace(simulate(variants[0]))] as const)
const lost = runs.find(([id]) => id === 'close-ack2-lost')?.[1] as Trace

const EVIL = `"><script>alert(1)</script><image href='http://x' onload="y"/>&\u0000\ud800`

/** What an image may not hold: it would not play in an img, or would fetch something. */
const FORBIDDEN = /<script|<foreignObject|<image|\son\w+=|href=|url\((?!#)|@import|javascript:/i

/** Whether every element is closed by its own name. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, closing, name, , empty] of xml.matchAll(
    /<(\/?)([a-zA-Z]+)((?:\s[\w:-]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (closing === '/') {
      if (open.pop() !== name) return false
    } else if (empty === '') open.push(name ?? '')
  }
  const texts = xml.replace(/^<\?xml[^>]*\?>/, '').replace(/<\/?[a-zA-Z]+(?:\s[\w:-]+="[^"<]*")*\/?>/g, '')
  return open.length === 0 && !/[<>]/.test(texts)
}

describe.each(runs)('%s as a picture', (_id, trace) => {
  it.each([
    ['still', svgText],
    ['animated', animatedSvgText],
  ])('%s: well formed, without script and without anything from elsewhere', (_kind, write) => {
    const svg = write(trace, { ...OPTIONS, title: EVIL })
    expect(isWellFormed(svg)).toBe(true)
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '').replace(/>[^<]*</g, '><')).not.toMatch(
      FORBIDDEN,
    )
    expect(svg).not.toContain('NaN')
    expect(svg).not.toContain('undefined')
  })
})

describe('the picture of a run', () => {
  it('says what the diagram says', () => {
    const svg = svgText(lost, OPTIONS)
    for (const text of ['The last ACK is lost', 'TIME-WAIT', 'FIN ACK', 'lost', '192.0.2.10:49152', 'RTO'])
      expect(svg).toContain(text)
  })

  it('has the colours of the page', () => {
    const css = readFileSync(new URL('../../../ui/tokens.css', import.meta.url), 'utf8')
    for (const [index, theme] of THEMES.entries()) {
      const token = (name: string) =>
        new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.[index + 1]
      const palette = PALETTES[theme]
      for (const name of [
        'bg',
        'raised',
        'sunken',
        'ink',
        'ink2',
        'ink3',
        'ctl',
        'hair',
        'hair2',
        'lost',
      ] as const)
        expect([name, palette[name]]).toEqual([name, token(name)])
      for (const state of STATES) {
        expect(palette.fill[state]).toBe(token(`fill-${state.toLowerCase()}`))
        expect(palette.text[state]).toBe(token(`text-${state.toLowerCase()}`))
      }
    }
  })

  it('moves each segment between its own times, and stands still for who wants no motion', () => {
    const svg = animatedSvgText(lost, OPTIONS)
    expect(svg.match(/@keyframes s\d+/g)).toHaveLength(lost.segmentCount)
    expect(svg).toContain('prefers-reduced-motion:reduce')
  })

  it('takes nothing for markup', () => {
    expect(el('text', { x: 1.26, y: undefined, id: '"<' }, 'a < b & "c"\u0000').svg).toBe(
      '<text x="1.3" id="&quot;&lt;">a &lt; b &amp; &quot;c&quot;</text>',
    )
  })
})
