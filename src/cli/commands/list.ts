import { LOCALES } from '../../base/locale.ts'
import { CATALOGUE } from '../../scenario/catalogue.ts'
import { loadTitles } from '../../scenario/catalogue/texts.ts'
import { argumentsOf, oneOf } from '../arguments.ts'

const HELP = `cli list [--json] [--lang en|zh]

Lists the catalogue: id, number of variants and title, a line each. A variant is run as id/n, n from 1.
  --json        an array of {id, title: {en, zh}, variants}
  --lang        language of the titles in the list (default en)
`

export async function list(args: readonly string[]): Promise<string> {
  const { values } = argumentsOf(args, {
    json: { type: 'boolean' },
    lang: { type: 'string', default: 'en' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) return HELP
  const [en, zh] = [await loadTitles('en'), await loadTitles('zh')]
  if (values.json === true) {
    const entries = CATALOGUE.map(({ id, variants }) => ({
      id,
      title: { en: en[id].title, zh: zh[id].title },
      variants: variants.length,
    }))
    return `${JSON.stringify(entries, null, 2)}\n`
  }
  const titles = oneOf('--lang', values.lang, LOCALES) === 'zh' ? zh : en
  const widest = Math.max(...CATALOGUE.map(({ id }) => id.length))
  return CATALOGUE.map(
    ({ id, variants }) =>
      `${id.padEnd(widest)}  ${String(variants.length).padStart(2)}  ${titles[id].title}\n`,
  ).join('')
}
