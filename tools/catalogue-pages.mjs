// For each scenario of the catalogue a page that other programs can read without running anything: OpenGraph tags, an
// oEmbed description and a picture. Their addresses must be absolute, so they are made only if SYNSCOPE_URL names the
// site; what stands behind a # never reaches a server, so each scenario needs its own page.
import process from 'node:process'
import { runnerImport } from 'vite'
import { CARD, cardOf } from './card-picture.mjs'
import { policyOf } from './csp.mjs'

const SIZE = { width: 720, height: 480 }

/** @param {string} text */
const escaped = (text) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/**
 * @param {string} site absolute, with a slash at its end
 * @param {{ id: string, title: string, question: string, lesson: string }} entry
 */
export function pageOf(site, { id, title, question, lesson }) {
  const here = `${site}scenario/${id}.html`
  const oembed = `${site}oembed/${id}.json`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policyOf('index')}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)} - Synscope</title>
    <meta name="description" content="${escaped(question)}" />
    <link rel="canonical" href="${escaped(here)}" />
    <link rel="icon" href="../favicon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="../embed-demo.css" />
    <link rel="alternate" type="application/json+oembed" href="${escaped(oembed)}" title="${escaped(title)}" />
    <meta property="og:type" content="article" />
    <meta property="og:site_name" content="Synscope" />
    <meta property="og:title" content="${escaped(title)}" />
    <meta property="og:description" content="${escaped(question)}" />
    <meta property="og:url" content="${escaped(here)}" />
    <meta property="og:image" content="${escaped(`${site}scenario/${id}.png`)}" />
    <meta property="og:image:type" content="image/png" />
    <meta property="og:image:width" content="${CARD.width}" />
    <meta property="og:image:height" content="${CARD.height}" />
    <meta property="og:image:alt" content="${escaped(`${title}: ${question}`)}" />
    <meta name="twitter:card" content="summary_large_image" />
  </head>
  <body>
    <article>
      <h1>${escaped(title)}</h1>
      <p>${escaped(question)}</p>
      <iframe src="../embed.html#${id}" title="${escaped(title)}" width="100%" height="${SIZE.height}"></iframe>
      <p>${escaped(lesson)}</p>
      <p><a href="../index.html#${id}">Open in Synscope</a></p>
    </article>
  </body>
</html>
`
}

/** @param {string} site @param {{ id: string, title: string }} entry */
export function oembedOf(site, { id, title }) {
  const src = `${site}embed.html#${id}`
  const sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox'
  return `${JSON.stringify(
    {
      version: '1.0',
      type: 'rich',
      provider_name: 'Synscope',
      provider_url: site,
      title,
      ...SIZE,
      thumbnail_url: `${site}scenario/${id}.png`,
      thumbnail_width: CARD.width,
      thumbnail_height: CARD.height,
      html: `<iframe src="${escaped(src)}" title="${escaped(title)}" width="${SIZE.width}" height="${SIZE.height}" loading="lazy" sandbox="${sandbox}" referrerpolicy="no-referrer" style="border:0"></iframe>`,
    },
    null,
    2,
  )}\n`
}

/** The address of the site with a slash at its end, or null where none is given. @param {string | undefined} given */
export function siteOf(given) {
  if (given === undefined || given === '') return null
  const url = new URL(given)
  if (!/^https?:$/.test(url.protocol)) throw new Error(`SYNSCOPE_URL: ${given} is no address of the web`)
  return new URL(url.pathname.replace(/\/*$/, '/'), url).href
}

/** @returns {import('vite').Plugin} */
export function cataloguePages() {
  const site = siteOf(process.env.SYNSCOPE_URL)
  return {
    name: 'synscope:catalogue-pages',
    apply: 'build',
    async generateBundle() {
      if (site === null) return
      const { module } = await runnerImport('./src/cli/catalogue-pages.ts')
      const { ENTRIES } = /** @type {typeof import('../src/cli/catalogue-pages.ts')} */ (module)
      for (const entry of ENTRIES) {
        this.emitFile({ type: 'asset', fileName: `scenario/${entry.id}.html`, source: pageOf(site, entry) })
        this.emitFile({ type: 'asset', fileName: `scenario/${entry.id}.svg`, source: entry.picture })
        this.emitFile({
          type: 'asset',
          fileName: `scenario/${entry.id}.png`,
          source: await cardOf(entry.picture),
        })
        this.emitFile({ type: 'asset', fileName: `oembed/${entry.id}.json`, source: oembedOf(site, entry) })
      }
    },
  }
}
