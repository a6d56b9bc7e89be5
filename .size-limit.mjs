// The weight budgets. "Initial" is all JavaScript that a page loads or preloads before anything is asked of it.
import { existsSync, readFileSync } from 'node:fs'

/** @param {string} page */
const initialScripts = (page) =>
  [...readFileSync(`dist/${page}`, 'utf8').matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
    ([, file]) => `dist/${file}`,
  )

const BUDGETS = [
  { page: 'index.html', name: 'studio, initial JavaScript', limit: '120 kB' },
  { page: 'embed.html', name: 'embed, initial JavaScript', limit: '90 kB' },
]

export default BUDGETS.filter(({ page }) => existsSync(`dist/${page}`)).map(({ page, name, limit }) => ({
  name,
  path: initialScripts(page),
  limit,
  gzip: true,
}))
