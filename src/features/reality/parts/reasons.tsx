import { flagsText } from '../../../diagram/segment-text.ts'
import { useSection } from '../../../i18n/use-section.ts'
import type { Section } from '../../../i18n/sections.ts'
import { TermText } from '../../../terms/term-text.tsx'
import type { Difference, Judgement, Reason } from '../differences.ts'
import styles from '../reality.module.css'

interface Props {
  readonly judgement: Judgement
  readonly kernel: string
  readonly shown: Difference | null
  readonly onShow: (difference: Difference) => void
}

/** What the kernel did otherwise, by reason; each leads to its moment. */
export function Reasons({ judgement: { differences, alike, latestUs }, kernel, shown, onShow }: Props) {
  const words = useSection('reality')
  return (
    <section className={styles.reasons} aria-labelledby="differences" data-scrolls="">
      <h2 id="differences">{words.differences}</h2>
      <p>{words.verdict({ same: differences.length === 0, n: alike, us: latestUs })}</p>
      {byReason(differences).map(([why, all]) => (
        <article key={why}>
          <h3>{why === 'unexplained' ? words.unexplained : words.reasons[why].name}</h3>
          <ul>
            {all.map((one) => (
              <li key={differences.indexOf(one)}>
                <button type="button" aria-pressed={one === shown} onClick={() => onShow(one)}>
                  <b aria-hidden>{differences.indexOf(one) + 1}</b>
                  <span className="unseen">{words.mark(differences.indexOf(one) + 1)}: </span>
                  <span>{shownIn(one, words)}</span>
                </button>
              </li>
            ))}
          </ul>
          {why !== 'unexplained' && (
            <p>
              <TermText>{words.reasons[why].text}</TermText>
              {words.reasons[why].source !== '' && <small lang="en">{words.reasons[why].source}</small>}
            </p>
          )}
        </article>
      ))}
      <p className={styles.how}>{words.how(kernel)}</p>
    </section>
  )
}

/** In the order in which the reasons first show; what every capture has comes last. */
function byReason(differences: readonly Difference[]): [Reason, Difference[]][] {
  const groups = new Map<Reason, Difference[]>()
  for (const one of differences) groups.set(one.why, [...(groups.get(one.why) ?? []), one])
  const rank = (why: Reason): number => (why === 'syn-options' ? 2 : why === 'follows' ? 1 : 0)
  return [...groups].toSorted(([a], [b]) => rank(a) - rank(b))
}

function shownIn({ why, kernel, ours, waits, said }: Difference, { shows }: Section<'reality'>): string {
  if (said !== null) return shows.said({ kernel: said[0], ours: said[1] })
  const segment = kernel ?? ours
  if (segment === null) return shows.end
  const name = { flags: flagsText(segment), from: segment.from }
  if (kernel === null) return shows.onlyOurs(name)
  if (ours === null) return shows.onlyKernel(name)
  if (waits === null || why === 'follows') return shows.both(name)
  return shows.waits({ ...name, kernel: waits.kernelUs, ours: waits.oursUs })
}
