// dist/synscope.html: the studio as one file that runs from a folder. Everything is in it, so its policy names hashes.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { REACT_ARIA_STYLE } from './csp.mjs'

const ROOT = new URL('..', import.meta.url).pathname

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** @param {string} script @param {string} style */
const policy = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    'worker-src blob:',
    `style-src ${hashOf(style)} ${REACT_ARIA_STYLE}`,
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')

/** @param {string[]} target browsers */
async function bundle(target) {
  const result = await build({
    configFile: false,
    root: ROOT,
    base: './',
    logLevel: 'warn',
    plugins: [react()],
    worker: { format: 'iife' },
    publicDir: false,
    build: {
      write: false,
      target,
      cssTarget: target,
      assetsInlineLimit: () => true,
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: Infinity,
      rolldownOptions: { input: 'index.html', output: { codeSplitting: false } },
    },
  })
  const { output } = /** @type {import('vite').Rolldown.RolldownOutput} */ (result)
  const script = output.find((file) => file.type === 'chunk')
  const style = output.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
  if (script?.type !== 'chunk' || style?.type !== 'asset') throw new Error('single file: a part is missing')
  return { script: script.code, style: String(style.source) }
}

/**
 * @param {string} outDir
 * @param {string[]} target
 * @param {string} layerOrder the statement that says which layer of style wins
 */
export async function writeSingleFile(outDir, target, layerOrder) {
  const built = await bundle(target)
  // Inside an element neither may end it.
  const script = built.script.replace(/<\/script/gi, '<\\/script').replace(/<!--/g, '<\\!--')
  const style = `${layerOrder}${built.style}`.replace(/<\/style/gi, '<\\/style')
  const icon = readFileSync(path.join(ROOT, 'public/favicon.svg'), 'utf8')
  const html = readFileSync(path.join(ROOT, 'index.html'), 'utf8')
    .replace(/\s*<link rel="manifest"[^>]*>/, '')
    .replace(/href="\.\/favicon\.svg"/, `href="data:image/svg+xml,${encodeURIComponent(icon)}"`)
    .replace(/\s*<script type="module"[^>]*><\/script>/, '')
    .replace(
      '<meta charset="utf-8" />',
      () =>
        `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy(script, style)}" />`,
    )
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`)
  writeFileSync(path.join(outDir, 'synscope.html'), html)
}
