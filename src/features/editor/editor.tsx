import { Suspense, useMemo, useRef, useState } from 'react'
import { scenarioErrorText } from '../../i18n/scenario-error-text.ts'
import { useMessages } from '../../i18n/use-messages.ts'
import { useSection } from '../../i18n/use-section.ts'
import type { SchemaError } from '../../scenario/schema-error.ts'
import { studio, useStudio } from '../../store/store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { type Draft, print, readDraft, useUnrun, writeUnrun } from './draft.ts'
import styles from './editor.module.css'
import { placeInJson, placeOfSyntaxError } from './json-places.ts'
import { Form } from './parts/form.tsx'
import { JsonPane } from './parts/json-pane.tsx'

type Pane = 'form' | 'json'

/** Everything of the scenario on screen: a form and its JSON, which say the same. Runs as one change. */
export function Editor({ onClose }: { readonly onClose: () => void }) {
  const { shell } = useMessages()
  return (
    <Suspense>
      <EditorDialog closeLabel={shell.close} onClose={onClose} />
    </Suspense>
  )
}

function EditorDialog({
  closeLabel,
  onClose,
}: {
  readonly closeLabel: string
  readonly onClose: () => void
}) {
  const words = useSection('editor')
  const { draft, shown, write, isUnrun } = useDraft()
  const [pane, setPane] = useState<Pane>('form')
  const form = useRef<HTMLDivElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const run = () => {
    if (draft.scenario === null) return
    if (isUnrun) studio.getState().change(draft.scenario, 'final')
    write(null)
    onClose()
  }
  const goTo = (error: SchemaError) => {
    const found = showInForm(form.current, error.path)
    setPane(found ? 'form' : 'json')
    if (!found) requestAnimationFrame(() => select(area.current, placeOf(draft.text, error)))
  }
  const marked = useMemo(() => new Set(draft.errors.map((error) => placeOf(draft.text, error).line)), [draft])
  return (
    <Dialog wide title={words.title} closeLabel={closeLabel} onClose={onClose}>
      {/* Ctrl and Enter from any field. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={styles.editor}
        data-pane={pane}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run()
        }}
      >
        <div className={styles.panes}>
          <div ref={form} className={styles.form} data-scrolls inert={draft.value === undefined}>
            <Form value={shown} errors={draft.errors} onChange={(value) => write(print(value))} />
          </div>
          <JsonPane text={draft.text} marked={marked} onChange={write} area={area} />
        </div>
        <Problems draft={draft} onChoose={goTo} />
        <footer className={styles.foot}>
          <div className={styles.choice}>
            <Segmented
              label={words.title}
              options={[
                { value: 'form', label: words.form },
                { value: 'json', label: words.json },
              ]}
              value={pane}
              onChange={setPane}
            />
          </div>
          <p role="status">
            {draft.errors.length > 0
              ? words.problems(draft.errors.length)
              : isUnrun
                ? words.changed
                : words.same}
          </p>
          <Button disabled={!isUnrun} data-tip={words.discardTip} onClick={() => write(null)}>
            {words.discard}
          </Button>
          <Button look="primary" disabled={draft.scenario === null} data-keys="Ctrl Enter" onClick={run}>
            {words.run}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}

/** What is being written: what was written before and not run, else the scenario on screen. */
function useDraft() {
  const scenario = useStudio((state) => state.scenario)
  const unrun = useUnrun((state) => state.text)
  const last = useUnrun((state) => state.value)
  const onScreen = useMemo(() => print(scenario), [scenario])
  const text = unrun ?? onScreen
  const draft = useMemo(() => readDraft(text), [text])
  const write = (next: string | null) => writeUnrun(next === onScreen ? null : next)
  return { draft, shown: draft.value ?? last ?? scenario, write, isUnrun: unrun !== null }
}

interface ProblemsProps {
  readonly draft: Draft
  readonly onChoose: (error: SchemaError) => void
}

/** All that is wrong; each leads to its place. */
function Problems({ draft, onChoose }: ProblemsProps) {
  const messages = useMessages()
  const words = useSection('editor')
  if (draft.errors.length === 0) return null
  return (
    <ul className={styles.problems} aria-label={words.problemList} data-scrolls>
      {draft.errors.map((error, index) => (
        <li key={index}>
          <button type="button" onClick={() => onChoose(error)}>
            <span className="mono">{words.line(placeOf(draft.text, error).line + 1)}</span>
            {scenarioErrorText(messages, error)}
          </button>
        </li>
      ))}
      {draft.value === undefined && <li>{words.notJson}</li>}
    </ul>
  )
}

const START = { from: 0, to: 0, line: 0 }

const placeOf = (text: string, error: SchemaError) =>
  error.code === 'not-json' ? (placeOfSyntaxError(text) ?? START) : placeInJson(text, error.path)

/** Opens what hides the field and gives it the focus; false if the form has none for this path. */
function showInForm(form: HTMLElement | null, path: string): boolean {
  const field = Array.from(form?.querySelectorAll<HTMLElement>('[data-path]') ?? []).find(
    ({ dataset }) => dataset.path === path && path !== '',
  )
  if (field === undefined) return false
  for (let at: Element | null = field; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true
  }
  const target = field instanceof HTMLDetailsElement ? field.querySelector('summary') : field
  requestAnimationFrame(() => {
    target?.focus()
    target?.scrollIntoView({ block: 'center' })
  })
  return true
}

function select(area: HTMLTextAreaElement | null, { from, to, line }: typeof START): void {
  if (area === null) return
  area.focus()
  area.setSelectionRange(from, to)
  area.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(area).lineHeight)
}
