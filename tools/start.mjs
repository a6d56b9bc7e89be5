// `npm start`: builds the site, serves it on this machine and opens it.
// SYNSCOPE_PORT chooses the port; SYNSCOPE_NO_OPEN or CI keeps the browser closed.
import { spawn } from 'node:child_process'
import process from 'node:process'
import { build } from 'vite'
import { serve } from './serve.mjs'

const PREFERRED_PORT = 4173

/** @returns {[command: string, args: string[]]} */
function opener() {
  if (process.platform === 'darwin') return ['open', []]
  if (process.platform === 'win32') return ['cmd', ['/c', 'start', '']]
  return ['xdg-open', []]
}

/** @param {string} url */
function open(url) {
  const { CI, DISPLAY, SYNSCOPE_NO_OPEN, WAYLAND_DISPLAY } = process.env
  const hasScreen = process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY
  if (CI || SYNSCOPE_NO_OPEN || !hasScreen) return
  const [command, args] = opener()
  // No browser is no failure: the address is printed.
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

async function serveSomewhere() {
  const asked = process.env.SYNSCOPE_PORT
  if (asked !== undefined) return serve({ port: Number(asked) })
  return serve({ port: PREFERRED_PORT }).catch(() => serve())
}

await build({ logLevel: 'warn' })
const { url } = await serveSomewhere()
console.log(`Synscope: ${url}  (Ctrl+C stops it)`)
open(url)
