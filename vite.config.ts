import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { cataloguePages } from './tools/catalogue-pages.mjs'
import { offline, SERVICE_WORKER } from './tools/offline-plugin.mjs'
import { sharedFiles } from './tools/shared-files.mjs'
import { site } from './tools/site-plugin.mjs'
import { staticPage } from './tools/static-page.mjs'

// Old enough for the supported browsers, new enough that light-dark() stays as written.
const BROWSERS = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

// Other pages name the custom element; browsers know the service worker by its address.
const FIXED_NAMES: Readonly<Record<string, string>> = {
  'src/embed/element.ts': 'embed.js',
  [SERVICE_WORKER]: 'sw.js',
}

export default defineConfig(({ mode }) => {
  const pages = ['index.html', 'embed.html', ...(mode === 'gallery' ? ['gallery.html'] : [])]
  return {
    // Works under any path of any host.
    base: './',
    plugins: [react(), staticPage(), site(), offline(), cataloguePages()],
    // A classic script: the only kind of worker that starts inside a sandboxed frame in every browser.
    worker: {
      format: 'iife',
      // Notes to bundlers, which no bundler reads any more; Vite takes them out of the page's scripts only.
      rolldownOptions: { output: { comments: { annotation: false } } },
    },
    server: { host: '127.0.0.1' },
    build: {
      outDir: 'dist',
      target: BROWSERS,
      cssTarget: BROWSERS,
      // The policy allows no data: scripts or fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [...pages.filter((page) => existsSync(page)), ...Object.keys(FIXED_NAMES)],
        output: {
          // A file of the studio's must not start it in the gallery.
          ...(mode !== 'gallery' && { codeSplitting: sharedFiles() }),
          entryFileNames: ({ facadeModuleId }) =>
            Object.entries(FIXED_NAMES).find(([source]) => facadeModuleId?.endsWith(source))?.[1] ??
            'assets/[name]-[hash].js',
        },
      },
    },
  }
})
