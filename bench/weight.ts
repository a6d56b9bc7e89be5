import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { initialScripts } from '../tools/initial-scripts.mjs'
import type { Row } from './row.ts'

const KILOBYTE = 1000

function weightOf(page: string): string {
  if (!existsSync(`dist/${page}`)) return 'not built'
  const files = initialScripts(page)
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0)
  return `${(bytes / KILOBYTE).toFixed(1)} kB gzip in ${files.length} files`
}

export const WEIGHT: readonly Row[] = [
  { name: 'weight studio', goal: '120 kB', measure: () => weightOf('index.html') },
  { name: 'weight embed', goal: '90 kB', measure: () => weightOf('embed.html') },
]
