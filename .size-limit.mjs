// The weight budgets; 1 kB is 1,000 bytes.
import { existsSync } from 'node:fs'
import { initialScripts } from './tools/initial-scripts.mjs'

const BUDGETS = [
  { page: 'index.html', name: 'studio, initial JavaScript', limit: '120 kB' },
  { page: 'embed.html', name: 'embed, initial JavaScript', limit: '90 kB' },
]

const pages = BUDGETS.filter(({ page }) => existsSync(`dist/${page}`)).map(({ page, name, limit }) => ({
  name,
  path: initialScripts(page),
  limit,
  gzip: true,
}))

export default [
  ...pages,
  // What the pages ask for themselves while the engine starts, and need for their first picture (tools/shared-files.mjs).
  { name: 'studio, first picture', path: 'dist/assets/picture-*.js', limit: '35 kB', gzip: true },
  {
    name: 'embed, first picture',
    path: ['dist/assets/picture-*.js', 'dist/assets/studio-picture-*.js'],
    limit: '52 kB',
    gzip: true,
  },
  { name: 'the engine, in its worker', path: 'dist/assets/engine.worker-*.js', limit: '40 kB', gzip: true },
  { name: 'embed.js for other pages', path: 'dist/embed.js', limit: '3 kB', gzip: true },
]
