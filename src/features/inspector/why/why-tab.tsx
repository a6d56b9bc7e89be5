import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { ms } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { TermText } from '../../../terms/term-text.tsx'
import { Empty } from '../empty.tsx'
import { type Chain, chainOf, linkText, subjectOf } from './chain.ts'
import styles from './why-tab.module.css'

/** Links shown at first; a long transfer goes back a long way. */
const SHOWN = 40

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
        key={chain.links.at(-1)?.fact.index}
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
  readonly chain: Chain
  readonly textOf: (fact: Chain['links'][number]['fact']) => string
}

function Links({ chain, textOf }: LinksProps) {
  const { why: words } = useMessages().inspector
  const [shown, setShown] = useState(SHOWN)
  const { links, root } = chain
  const visible = links.slice(-shown)
  const last = links.at(-1)
  return (
    <ol className={styles.chain} aria-label={words.chain}>
      {visible.length < links.length && (
        <li>
          <button type="button" className={styles.more} onClick={() => setShown(shown + SHOWN)}>
            {words.earlier(links.length - visible.length)}
          </button>
        </li>
      )}
      {visible.length === links.length && root !== null && (
        <li className={styles.root}>
          {root.item === 'app-step' ? words.root['app-step'](root.side ?? 'C') : words.root[root.item]}
        </li>
      )}
      {visible.map((link) => {
        const { fact, isLoss } = link
        const text = textOf(fact)
        const time = ms(fact.tUs)
        return (
          <li key={fact.index}>
            <button
              type="button"
              className={`${styles.link} ${isLoss ? styles.loss : ''} ${link === last ? styles.subject : ''}`}
              aria-label={words.jump(text, time)}
              aria-current={link === last ? 'step' : undefined}
              onClick={() => {
                playback.pause()
                playback.seekStep(fact.step)
              }}
            >
              <span className={styles.time}>{time}</span>
              <span>{text}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
