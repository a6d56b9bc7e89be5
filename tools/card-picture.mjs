// Draws the SVG of a run as the PNG that previews of links show: they take no SVG. No browser, no system fonts, so two
// builds draw the same bytes.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

/** Size of a card in px, as those who show them ask for it. */
export const CARD = { width: 1200, height: 630 }
const MARGIN = 15
/** Of a longer run the card shows the beginning: smaller, it could not be read. In px of the SVG. */
const MOST_HEIGHT = 800

/** @param {string} file of an installed package */
const bytesOf = (file) => new Uint8Array(readFileSync(fileURLToPath(import.meta.resolve(file))))

const FONTS = [
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  '@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
]

/** @type {Promise<Uint8Array[]> | null} */
let ready = null

async function prepare() {
  await initWasm(bytesOf('@resvg/resvg-wasm/index_bg.wasm'))
  return FONTS.map(bytesOf)
}

/**
 * @param {string} svg one that src/diagram/export/svg has written
 * @returns {Promise<Uint8Array>} PNG
 */
export async function cardOf(svg) {
  const fontBuffers = await (ready ??= prepare())
  const opening = /<svg [^>]*?width="(\d+)" height="(\d+)"[^>]*>/.exec(svg)
  if (opening === null) throw new Error('the picture has no size')
  const [tag, width, height] = opening
  const viewBox = `0 0 ${width} ${Math.min(Number(height), MOST_HEIGHT)}`
  const inner = `<svg y="${MARGIN}" width="${CARD.width}" height="${CARD.height - 2 * MARGIN}" viewBox="${viewBox}">`
  const card = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
    <rect width="100%" height="100%" fill="#ffffff"/>${svg.slice(svg.indexOf(tag)).replace(tag, inner)}</svg>`
  const drawing = new Resvg(card, {
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Inter Variable' },
  })
  const png = drawing.render().asPng()
  drawing.free()
  return png
}
