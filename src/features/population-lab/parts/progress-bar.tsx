import { Pause, Play, RotateCcw } from 'lucide-react'
import { useSection } from '../../../i18n/use-section.ts'
import type { Section } from '../../../i18n/sections.ts'
import { secondsFor, usePopulation } from '../../../store/population.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './progress-bar.module.css'

type Run = ReturnType<typeof usePopulation.getState>

/** How far the run is, and what can be done about it. */
export function ProgressBar() {
  const words = useSection('lab')
  const run = usePopulation()
  const { status, update, spec } = run
  const endUs = spec?.stopUs ?? 0
  const isUnderWay = status === 'running' || status === 'paused'
  const share = update === null || endUs === 0 ? 0 : Math.min(1, update.progress.tUs / endUs)
  const shown = status === 'done' ? 1 : share
  return (
    <footer className={styles.progress}>
      {/* Said once, not with every second that is done. */}
      <p className="unseen" role="status">
        {status === 'running' ? words.started(endUs) : phraseOf(run, words)}
      </p>
      <MainButton run={run} />
      <div className={styles.how}>
        <p>
          <b>{phraseOf(run, words)}</b>
          {update !== null && (
            <span className="mono">{words.counts(update.progress.tried, update.progress.events)}</span>
          )}
          <span className={`${styles.left} mono`}>{leftOf(run, share, words)}</span>
        </p>
        <progress max={1} value={shown} aria-label={words.progress} />
      </div>
      {isUnderWay && <Button onClick={run.cancel}>{words.cancel}</Button>}
    </footer>
  )
}

/** Starts, pauses or goes on, whichever there is to do. */
function MainButton({ run }: { readonly run: Run }) {
  const words = useSection('lab')
  switch (run.status) {
    case 'running':
      return (
        <IconButton className={styles.round ?? ''} label={words.pause} onClick={run.pause}>
          <Pause size={18} fill="currentColor" />
        </IconButton>
      )
    case 'paused':
      return (
        <IconButton className={styles.round ?? ''} label={words.resume} onClick={run.resume}>
          <Play size={18} fill="currentColor" />
        </IconButton>
      )
    case 'asking':
      return (
        <Button look="primary" onClick={run.start}>
          {words.start}
        </Button>
      )
    case 'failed':
      return (
        <Button look="primary" onClick={run.start}>
          {words.retry}
        </Button>
      )
    case 'done':
    case 'cancelled':
      return (
        <IconButton className={styles.round ?? ''} label={words.again} onClick={run.start}>
          <RotateCcw size={18} />
        </IconButton>
      )
    default:
      return <span className={styles.round} data-idle="" />
  }
}

function phraseOf(run: Run, words: Section<'lab'>): string {
  const { status, update, spec, estimate, refusal, failure } = run
  const tUs = Math.round(update?.progress.tUs ?? 0)
  const endUs = spec?.stopUs ?? 0
  // Whole seconds: the rest changes too fast to be read.
  const t = status === 'running' ? Math.floor(tUs / 1e6) * 1e6 : tUs
  switch (status) {
    case 'idle':
    case 'estimating':
      return words.estimating
    case 'asking':
      return estimate === null
        ? words.estimating
        : words.asks(estimate.events, Math.ceil(secondsFor(estimate.events)), estimate.bytes)
    case 'running':
      return words.simulating(t, endUs)
    case 'paused':
      return words.paused(t, endUs)
    case 'cancelled':
      return words.cancelled(t)
    case 'done':
      return update?.end === 'socket-limit' ? words.socketLimit : words.done(t)
    case 'refused':
      return refusal === null ? '' : words.refused({ ...refusal, what: words.limits[refusal.what] })
    case 'failed':
      return `${words.failed} ${failure}`
  }
}

function leftOf({ status, spentMs }: Run, share: number, words: Section<'lab'>): string {
  if (status === 'done') return words.finishedIn(spentMs)
  if (status !== 'running' || share === 0) return ''
  return words.left(Math.floor(share * 100), Math.ceil((spentMs / share - spentMs) / 1_000))
}
