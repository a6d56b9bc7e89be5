import { svgText } from '../diagram/export/svg/still.ts'
import { simulate } from '../engine/sim/run.ts'
import { Trace } from '../engine/trace/codec.ts'
import { en } from '../i18n/en.ts'
import { CATALOGUE } from '../scenario/catalogue.ts'
import { loadLessons, loadTitles } from '../scenario/catalogue/texts.ts'

interface PageEntry {
  readonly id: string
  readonly title: string
  readonly question: string
  readonly lesson: string
  /** SVG of the first variant's run. */
  readonly picture: string
}

/** What the build says of each scenario on its own page (tools/catalogue-pages.mjs). */
export const ENTRIES = await entries()

async function entries(): Promise<PageEntry[]> {
  const titles = await loadTitles('en')
  const lessons = await loadLessons('en')
  return CATALOGUE.map(({ id, variants: [scenario] }) => {
    const { title } = titles[id]
    const { hosts } = scenario
    const picture = svgText(new Trace(simulate(scenario)), {
      title,
      theme: 'light',
      addresses: { C: hosts.C.address, S: hosts.S.address },
      words: en.diagram,
      hostNames: { C: en.shell.client, S: en.shell.server },
    })
    return { id, title, ...lessons[id], picture }
  })
}
