import { lazy, Suspense, useRef, useState } from 'react'
import type { State } from '../engine/tcp/state.ts'
import { useSection } from '../i18n/use-section.ts'
import type { TermId } from './find-terms.ts'
import styles from './terms.module.css'

/** React Aria comes when the first term is asked for. */
const Explanation = lazy(async () => ({ default: (await import('./explanation.tsx')).Explanation }))

export type Explainable = { readonly state: State } | { readonly term: TermId }

interface Props {
  readonly what: Explainable
  readonly text: string
}

/** A word of a sentence that tells its meaning when it is pressed. */
export function Explained({ what, text }: Props) {
  const words = useSection('glossary')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const isState = 'state' in what
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.explained}
        aria-haspopup="dialog"
        aria-expanded={open}
        data-tip={words.explain('state' in what ? what.state : words.terms[what.term].name)}
        lang={isState ? 'en' : undefined}
        onClick={() => setOpen(true)}
      >
        {text}
      </button>
      {open && (
        <Suspense>
          <Explanation what={what} trigger={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
