import { useMemo, useState } from 'react'
import { otherSide, type Side, SIDES } from '../../../engine/tcp/state.ts'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { useStudio } from '../../../store/store.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { CopyButton } from '../copy-button.tsx'
import { c } from './c.ts'
import styles from './code-tab.module.css'
import { go } from './go.ts'
import type { Language } from './language.ts'
import { node } from './node.ts'
import { callTimes, keptState, positionAt, programOf } from './program.ts'
import { python } from './python.ts'

const LANGUAGES = { c, python, node, go } as const satisfies Record<string, Language>
type LanguageId = keyof typeof LANGUAGES
const IDS: readonly LanguageId[] = ['c', 'python', 'node', 'go']

/** Kept while the page is open. */
let preferred: LanguageId = 'c'

/** The programs that make the calls, with the lines that run or block now. */
export function CodeTab() {
  const { code: words } = useMessages().inspector
  const [language, setLanguage] = useState(preferred)
  return (
    <div className={styles.tab}>
      <Segmented
        label={words.language}
        options={IDS.map((value) => ({ value, label: words.languages[value] }))}
        value={language}
        onChange={(next) => {
          preferred = next
          setLanguage(next)
        }}
      />
      {SIDES.map((side) => (
        <Program key={side} side={side} language={LANGUAGES[language]} />
      ))}
    </div>
  )
}

function Program({ side, language }: { side: Side; language: Language }) {
  const { code: words } = useMessages().inspector
  const scenario = useStudio((studio) => studio.scenario)
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  const script = scenario.apps[side]
  const lines = useMemo(() => {
    const peer = scenario.hosts[otherSide(side)]
    const around = { peerAddress: peer.address, peerPort: peer.port, ownPort: scenario.hosts[side].port }
    return programOf(script, language, around)
  }, [scenario, script, side, language])
  const position = trace === null ? null : positionAt(trace, side, step)
  const times = trace === null ? new Map<number, number>() : callTimes(trace, side, step)
  const kept = trace === null ? null : keptState(trace, side, step, script)
  return (
    <section>
      <header className={styles.head}>
        <h3>{words.program(side)}</h3>
        {script.length > 0 && (
          <CopyButton label={words.copy(side)} text={() => lines.map((line) => line.text).join('\n')} />
        )}
      </header>
      {script.length === 0 && <p className={styles.none}>{words.empty}</p>}
      <ol className={styles.lines} lang="en" aria-label={words.program(side)}>
        {lines.map((line, number) => {
          const isHere = line.isCall && line.appStep === position?.appStep
          const time = line.isCall ? times.get(line.appStep) : undefined
          return (
            <li
              // A program does not change while it is shown, so a line is known by its number.
              key={`${number} ${line.text}`}
              className={isHere ? styles.current : undefined}
              aria-current={isHere ? 'step' : undefined}
            >
              <span className={styles.time}>{time === undefined ? '' : ms(time)}</span>
              <code>{line.text}</code>
              {isHere && <span className={styles.state}>{words.doing[position.doing]}</span>}
            </li>
          )
        })}
        {kept !== null && (
          <li className={styles.kept}>
            <span className={styles.time} />
            <code>{language.comment(words.kept(kept))}</code>
          </li>
        )}
      </ol>
    </section>
  )
}
