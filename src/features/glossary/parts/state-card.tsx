import { StateSwatch } from '../../../drawing/state-swatch.tsx'
import { PROFILE_IDS, type ProfileId } from '../../../engine/tcp/profiles.ts'
import type { State } from '../../../engine/tcp/state.ts'
import { ssState } from '../../../engine/trace/print-ss.ts'
import { seconds } from '../../../i18n/format.ts'
import type { Section } from '../../../i18n/sections.ts'
import { useSection } from '../../../i18n/use-section.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { textOf } from '../../../ui/state-colour.ts'
import styles from '../glossary.module.css'
import { stayIn } from '../stays.ts'
import { Ways } from './ways.tsx'

/** Names of products: the same in every language. */
const PROFILE_NAMES: Readonly<Record<ProfileId, string>> = {
  rfc9293: 'RFC 9293',
  linux: 'Linux',
  freebsd: 'FreeBSD',
  macos: 'macOS',
  windows: 'Windows',
}

/** All there is to say about one state. */
export function StateCard({ state }: { readonly state: State }) {
  const words = useSection('glossary')
  const { meaning, many } = words.states[state]
  return (
    <li id={state} className={styles.card} tabIndex={-1}>
      <h3 style={{ color: textOf(state) }} lang="en">
        <StateSwatch state={state} />
        {state}
      </h3>
      <p className={styles.meaning}>
        <TermText>{meaning}</TermText>
      </p>
      <dl>
        <dt>{words.howLong}</dt>
        <dd>
          <Stays state={state} />
        </dd>
        <dt>{words.leave}</dt>
        <dd>
          <Ways state={state} />
        </dd>
        <dt>{words.ss}</dt>
        <dd>
          <code lang="en">{ssState(state)}</code>
        </dd>
        <dt>{words.many}</dt>
        <dd>
          <TermText>{many}</TermText>
        </dd>
      </dl>
    </li>
  )
}

/** One line where all systems agree, else one for each. */
function Stays({ state }: { readonly state: State }) {
  const words = useSection('glossary')
  const texts = PROFILE_IDS.map((profile) => ({ profile, text: stayText(state, profile, words) }))
  const [first] = texts
  if (first !== undefined && texts.every(({ text }) => text === first.text)) return first.text
  return (
    <table className={styles.stays}>
      <caption className="unseen">{words.howLong}</caption>
      <tbody>
        {texts.map(({ profile, text }) => (
          <tr key={profile}>
            <th scope="row" lang="en">
              {PROFILE_NAMES[profile]}
            </th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stayText(state: State, profile: ProfileId, { stays }: Section<'glossary'>): string {
  const stay = stayIn(state, profile)
  switch (stay.kind) {
    case 'exactly':
      return stays.exactly(wholeSeconds(stay.us))
    case 'gives-up':
      return stays['gives-up'](wholeSeconds(stay.us))
    case 'gives-up-not-before':
      return stays['gives-up-not-before'](wholeSeconds(stay.us))
    case 'gives-up-after':
      return stays['gives-up-after'](stay.retries)
    case 'orphan':
      return stay.us === null ? stays['never-orphan'] : stays.orphan(wholeSeconds(stay.us))
    case 'open-ended':
      if (state === 'CLOSED') return stays['no-time']
      if (state === 'LISTEN') return stays['as-long-as-listening']
      return state === 'CLOSE-WAIT' ? stays['until-close'] : stays['open-ended']
  }
}

/** People compare these: all of them in seconds. */
const wholeSeconds = (us: number): string => seconds(us, us % 1_000_000 === 0 ? 0 : 1)
