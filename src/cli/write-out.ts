import { writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { Problem } from './problem.ts'

/** Writes to a file what would go to standard output; gives what is left for there. */
export function writeOut(file: string, content: string | Uint8Array): string {
  try {
    writeFileSync(path.resolve(process.env.INIT_CWD ?? '.', file), content)
    return ''
  } catch (error) {
    throw new Problem(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
}
