import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { site } from './tools/site-plugin.mjs'

// Old enough for the supported browsers, new enough that light-dark() stays as written.
const BROWSERS = ['chrome123', 'edge123', 'firefox128', 'safari17.5']

/** The custom element for pages elsewhere. */
const EMBED_SCRIPT = 'src/embed/element.ts'

export default defineConfig(({ mode }) => {
  const pages = ['index.html', 'embed.html', ...(mode === 'gallery' ? ['gallery.html'] : [])]
  return {
    // Works under any path of any host.
    base: './',
    plugins: [react(), site()],
    // A classic script: the only kind of worker that starts inside a sandboxed frame in every browser.
    worker: { format: 'iife' },
    server: { host: '127.0.0.1' },
    build: {
      outDir: 'dist',
      target: BROWSERS,
      cssTarget: BROWSERS,
      // The policy allows no data: scripts or fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [...pages.filter((page) => existsSync(page)), EMBED_SCRIPT],
        output: {
          // Other pages name it, so it has a fixed name.
          entryFileNames: ({ facadeModuleId }) =>
            facadeModuleId?.endsWith(EMBED_SCRIPT) ? 'embed.js' : 'assets/[name]-[hash].js',
        },
      },
    },
  }
})
