// `npm run types [-- name ...]`: checks each project of tsconfig.json, so that one's errors do not hide another's.
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { scriptOf } from './node-bin.mjs'

const PROJECTS = ['engine', 'app', 'worker', 'node', 'test']

const asked = process.argv.slice(2)
const failed = (asked.length > 0 ? asked : PROJECTS).filter((name) => {
  const args = [scriptOf('typescript', 'tsc'), '-p', `tsconfig.${name}.json`]
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) {
  console.error(`types: errors in ${failed.map((name) => `tsconfig.${name}.json`).join(', ')}`)
  process.exitCode = 1
}
