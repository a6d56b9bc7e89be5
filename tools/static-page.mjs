import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

// What stands in index.html where no script runs: the first scenario at its end, as a picture and as a table.

const RUN_TS = fileURLToPath(new URL('run-ts.mjs', import.meta.url))
const CLI = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const SCENARIO = 'close-ack2-lost'
const PICTURE = 'static-run.svg'
const PLACE = '<!-- static page -->'

/** @param {string} format */
function printed(format) {
  const args = [RUN_TS, CLI, 'run', SCENARIO, '--format', format]
  return execFileSync(process.execPath, args, { encoding: 'utf8' })
}

/**
 * Rows of comma-separated values, quoted ones too.
 * @param {string} csv
 */
function rowsOf(csv) {
  const lines = csv.trim().split('\n')
  const rows = lines.map((line) =>
    Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), ([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    ),
  )
  const [names = [], ...cells] = rows
  return cells.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])))
}

const COLUMNS = { sent_ms: 'Sent, ms', from: 'From', flags: 'Flags', seq: 'seq', ack: 'ack', fate: 'Outcome' }

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function tableOf(csv = printed('csv')) {
  const names = [...Object.values(COLUMNS), 'What happens']
  const head = names.map((name) => `<th scope="col">${name}</th>`).join('')
  const rows = rowsOf(csv).map((row) => {
    const cells = [...Object.keys(COLUMNS), 'narration'].map((key) => `<td>${escaped(row[key] ?? '')}</td>`)
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

/**
 * Fills the place in the page and writes the picture beside it, at build only.
 * @returns {import('vite').Plugin}
 */
export function staticPage() {
  return {
    name: 'synscope:static-page',
    apply: 'build',
    transformIndexHtml(html) {
      if (!html.includes(PLACE)) return html
      const picture = `<img src="./${PICTURE}" alt="TCP: the last ACK of a connection is lost" width="820">`
      return html.replace(PLACE, `${picture}${tableOf()}`)
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: PICTURE, source: printed('svg') })
    },
  }
}
