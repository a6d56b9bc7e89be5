import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { initialScripts } from '../tools/initial-scripts.mjs'
import type { Measured, Row } from './row.ts'

const KILOBYTE = 1000

function weightOf(files: readonly string[]): Measured {
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
  return { unit: 'kB', values: [bytes / KILOBYTE], result: `${files.length} files` }
}

function page(name: string): Measured | string {
  return existsSync(`dist/${name}`) ? weightOf(initialScripts(name)) : 'not built'
}

/** Of the files whose names begin so. */
function assets(...starts: readonly string[]): Measured | string {
  if (!existsSync('dist/assets')) return 'not built'
  const files = readdirSync('dist/assets').filter(
    (name) => name.endsWith('.js') && starts.some((start) => name.startsWith(start)),
  )
  return files.length === 0 ? 'not built' : weightOf(files.map((name) => `dist/assets/${name}`))
}

export const WEIGHT: readonly Row[] = [
  { name: 'weight of the studio, gzip', goal: '120 kB', measure: () => page('index.html') },
  { name: 'weight of the embed, gzip', goal: '90 kB', measure: () => page('embed.html') },
  {
    name: 'beside it, for the first picture of the studio',
    goal: 'none of its own',
    measure: () => assets('picture-'),
  },
  {
    name: 'beside it, for the first picture of the embed',
    goal: 'none of its own',
    measure: () => assets('picture-', 'studio-picture-'),
  },
  { name: 'weight of the engine worker, gzip', goal: '40 kB', measure: () => assets('engine.worker-') },
]
