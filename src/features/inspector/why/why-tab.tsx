import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { Trace } from '../../../engine/trace/codec.ts'
import type { Fact } from '../../../engine/trace/trace.ts'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { Empty } from '../empty.tsx'
import { type Chain, chainOf, linkText, subjectOf } from './chain.ts'
import { type CauseMoment, momentsOf } from './moments.ts'
import styles from './why-tab.module.css'

/** Moments shown at first; a long transfer goes back a long way. */
const SHOWN = 25

/** The chain of causes that leads to this moment, each link a jump, and the rule that made the last one so. */
export function WhyTab() {
  const messages = useMessages()
  const { why: words } = messages.inspector
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  const selected = useStudio((studio) => studio.selectedSegment)
  const chain = useMemo(
    () => (trace === null ? null : chainOf(trace, subjectOf(trace, step, selected))),
    [trace, step, selected],
  )
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Only the panel scrolls: scrollIntoView would move what is round it, too.
    const panel = end.current?.closest('[data-scrolls]')
    panel?.scrollTo({ top: panel.scrollHeight })
  }, [chain])
  if (trace === null || chain === null) return <Empty>{words.empty}</Empty>
  return (
    <div className={styles.tab}>
      <Links
        key={chain.links.at(-1)?.fact}
        trace={trace}
        chain={chain}
        textOf={(fact) => linkText(trace, fact, messages)}
      />
      <div ref={end} className={styles.rule}>
        {chain.rule === null ? (
          <p>{words.noRule}</p>
        ) : (
          <>
            <h3>
              {words.rule} <span lang="en">{chain.rule.section}</span>
            </h3>
            <p>
              <Rule text={messages.ruleText(chain.rule.id)} />
            </p>
          </>
        )}
      </div>
    </div>
  )
}

/** Plain until the meanings of terms are here, once. */
function Rule({ text }: { readonly text: string }) {
  return (
    <Suspense fallback={text}>
      <TermText>{text}</TermText>
    </Suspense>
  )
}

interface LinksProps {
  readonly trace: Trace
  readonly chain: Chain
  readonly textOf: (fact: Fact) => string
}

function Links({ trace, chain, textOf }: LinksProps) {
  const { why: words } = useMessages().inspector
  const [shown, setShown] = useState(SHOWN)
  const { links, root } = chain
  const moments = useMemo(() => momentsOf(trace, links), [trace, links])
  const visible = moments.slice(-shown)
  return (
    <ol className={styles.chain} aria-label={words.chain}>
      {visible.length < moments.length && (
        <li>
          <button type="button" className={styles.more} onClick={() => setShown(shown + SHOWN)}>
            {words.earlier(moments.length - visible.length)}
          </button>
        </li>
      )}
      {visible.length === moments.length && root !== null && (
        <li className={styles.root}>
          {root.item === 'app-step' ? words.root['app-step'](root.side ?? 'C') : words.root[root.item]}
        </li>
      )}
      {visible.map((moment) => (
        <li key={moment.links[0].fact}>
          <Moment trace={trace} moment={moment} textOf={textOf} isLast={moment === moments.at(-1)} />
        </li>
      ))}
    </ol>
  )
}

interface MomentProps extends Pick<LinksProps, 'trace' | 'textOf'> {
  readonly moment: CauseMoment
  readonly isLast: boolean
}

/** What happened at an instant, and below it what that led to at once. */
function Moment({ trace, moment: { links, isLoss }, textOf, isLast }: MomentProps) {
  const { why: words } = useMessages().inspector
  const [title, ...details] = links.map(({ fact }) => textOf(trace.fact(fact))) as [string, ...string[]]
  const { tUs, step } = trace.fact(links[0].fact)
  const time = ms(tUs)
  return (
    <button
      type="button"
      className={`${styles.link} ${isLoss ? styles.loss : ''} ${isLast ? styles.subject : ''}`}
      aria-label={words.jump([title, ...details].join(', '), time)}
      aria-current={isLast ? 'step' : undefined}
      onClick={() => {
        playback.pause()
        playback.seekStep(step)
      }}
    >
      <span className={styles.time}>{time}</span>
      <span className={styles.title}>{title}</span>
      {details.length > 0 && <span className={styles.detail}>{details.join(', ')}</span>}
    </button>
  )
}
