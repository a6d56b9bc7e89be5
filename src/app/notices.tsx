import { X } from 'lucide-react'
import { useEffect } from 'react'
import type { Messages } from '../i18n/en.ts'
import { scenarioErrorText } from '../i18n/scenario-error-text.ts'
import { useMessages } from '../i18n/use-messages.ts'
import { LIMITS } from '../scenario/limits.ts'
import type { LinkError } from '../scenario/packed-link.ts'
import type { SchemaError } from '../scenario/schema-error.ts'
import { takeUpdate } from '../store/offline.ts'
import { type Notice, studio, useStudio } from '../store/store.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './notices.module.css'

const FADES_AFTER_MS = 2000

/** One sentence at the foot of the diagram. Those that only confirm something go by themselves. */
export function Notices() {
  const words = useMessages()
  const notice = useStudio((state) =>
    state.playing && state.notice?.kind === 'first-visit' ? null : state.notice,
  )
  const stopped = useStopped(words)
  const dismiss = () => studio.getState().notify(null)
  const fades = notice !== null && FADING.has(notice.kind)
  useEffect(() => {
    if (!fades) return undefined
    const timer = setTimeout(() => studio.getState().notify(null), FADES_AFTER_MS)
    return () => clearTimeout(timer)
  }, [fades, notice])
  return (
    <div className={styles.place} role="status">
      {notice !== null && (
        <p className={styles.notice} data-fades={fades || undefined}>
          {sentenceOf(notice, words)}
          {'original' in notice && (
            <Button onClick={() => void navigator.clipboard.writeText(notice.original)}>
              {words.notices.copyOriginal}
            </Button>
          )}
          {notice.kind === 'update-ready' && <Button onClick={takeUpdate}>{words.notices.update}</Button>}
          {!fades && (
            <IconButton label={words.shell.dismiss} onClick={dismiss}>
              <X size={14} />
            </IconButton>
          )}
        </p>
      )}
      {notice === null && stopped !== null && <p className={styles.notice}>{stopped}</p>}
    </div>
  )
}

/** Why the run was ended before it was over, once the reader is at its end. */
function useStopped({ notices: words }: Messages): string | null {
  const trace = useStudio((state) => state.trace)
  const isAtEnd = useStudio((state) => state.trace !== null && state.step === state.trace.stepCount - 1)
  const limit = useStudio((state) => state.scenario.maxEvents ?? MOST_EVENTS)
  const reason = trace?.data.endReason
  if (!isAtEnd || reason === undefined || !Object.hasOwn(words.stopped, reason)) return null
  const sentence = words.stopped[reason as keyof typeof words.stopped]
  return typeof sentence === 'string' ? sentence : sentence(limit)
}

/** The engine's own limit (invariants L3). */
const MOST_EVENTS = LIMITS.maxEvents.max

const FADING = new Set<Notice['kind']>(['no-difference'])

function sentenceOf(notice: Notice, messages: Messages): string {
  const { notices: words } = messages
  switch (notice.kind) {
    case 'first-visit':
      return words.firstVisit
    case 'no-difference':
      return words.noDifference
    case 'engine-restarted':
      return words.engineRestarted
    case 'engine-failed':
      return words.engineFailed
    case 'file-unread':
      return words.fileUnread
    case 'update-ready':
      return words.updateReady
    case 'captured':
      return words.captured
    case 'engine-crashed':
      return words.engineCrashed(notice.message)
    case 'unknown-scenario':
      return words.linkUnknownScenario(notice.id)
    case 'invalid-scenario':
      return firstError(notice.errors, messages)
    case 'refused-link':
      return refusal(notice.error, messages)
  }
}

function refusal(error: LinkError, messages: Messages): string {
  const { notices: words } = messages
  switch (error.code) {
    case 'too-long':
      return words.linkTooLong(error.limit, error.unit)
    case 'newer-version':
      return words.linkNewer
    case 'damaged':
      return words.linkDamaged
    case 'invalid-scenario':
      return words.linkInvalid(firstError(error.errors, messages))
  }
}

function firstError([first]: readonly SchemaError[], messages: Messages): string {
  return first === undefined ? '' : scenarioErrorText(messages, first)
}
