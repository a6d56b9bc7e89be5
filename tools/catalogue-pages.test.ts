import { expect, test } from 'vitest'
import { CARD, cardOf } from './card-picture.mjs'
import { oembedOf, pageOf, siteOf } from './catalogue-pages.mjs'

test('the address of the site ends with a slash, whatever was given', () => {
  expect(siteOf(undefined)).toBeNull()
  expect(siteOf('')).toBeNull()
  expect(siteOf('https://example.org')).toBe('https://example.org/')
  expect(siteOf('https://example.org/tcp?x#y')).toBe('https://example.org/tcp/')
  expect(() => siteOf('ftp://example.org')).toThrow('SYNSCOPE_URL')
})

const SITE = 'https://example.org/tcp/'
const ENTRY = {
  id: 'close-ack2-lost',
  title: 'The last "ACK" is lost',
  question: 'a < b?',
  lesson: 'So it is.',
}

test('an oEmbed description has every member that the format requires of a rich one, and a real thumbnail', () => {
  const described = JSON.parse(oembedOf(SITE, ENTRY)) as Record<string, unknown>
  expect(described).toMatchObject({
    version: '1.0',
    type: 'rich',
    width: 720,
    height: 480,
    title: ENTRY.title,
    thumbnail_url: `${SITE}scenario/close-ack2-lost.png`,
    thumbnail_width: CARD.width,
    thumbnail_height: CARD.height,
  })
  expect(described.html).toMatch(/^<iframe src="https:\/\/example\.org\/tcp\/embed\.html#close-ack2-lost" /)
  expect(described.html).toContain('title="The last &quot;ACK&quot; is lost"')
})

test('the page of a scenario leads programs to both, with addresses that are absolute', () => {
  const page = pageOf(SITE, ENTRY)
  expect(page).toContain(`<meta property="og:image" content="${SITE}scenario/close-ack2-lost.png" />`)
  expect(page).toContain(`type="application/json+oembed" href="${SITE}oembed/close-ack2-lost.json"`)
  expect(page).toContain('a &lt; b?')
  expect(page).not.toContain('"ACK"')
})

test('a card is a PNG of the size that it says, and shows words', async () => {
  const svg = (text: string) =>
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="820" height="400" viewBox="0 0 820 400"><text x="40" y="90" font-family="'Inter Variable', sans-serif" font-size="40">${text}</text></svg>`
  const png = await cardOf(svg('SYN'))
  const view = new DataView(png.buffer, png.byteOffset)
  expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([
    0x89504e47,
    CARD.width,
    CARD.height,
  ])
  expect(png.length).toBeGreaterThan((await cardOf(svg(''))).length)
})
