import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { lastAtOrBefore } from '../../../base/binary-search.ts'
import { type Side, SIDES } from '../../../engine/tcp/state.ts'
import type { Trace } from '../../../engine/trace/codec.ts'
import { tcpdumpLines } from '../../../engine/trace/print.ts'
import {
  ssLines,
  type SsRow,
  ssRows,
  ssState,
  ssText,
  type SsTimer,
  ssTimer,
} from '../../../engine/trace/print-ss.ts'
import { count } from '../../../i18n/format.ts'
import { useMessages } from '../../../i18n/use-messages.ts'
import { playback } from '../../../store/playback.ts'
import { useStudio } from '../../../store/store.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { textOf } from '../../../ui/state-colour.ts'
import { CopyButton } from '../copy-button.tsx'
import { Empty } from '../empty.tsx'
import styles from './terminal-tab.module.css'

/** Lines of tcpdump that are shown; all of them are copied. */
const SHOWN = 60
const SS = 'ss -tan -o'
const TCPDUMP = 'tcpdump -n tcp'

/** What a reader would see on the two hosts now: their sockets, and what has passed by. */
export function TerminalTab() {
  const { inspector } = useMessages()
  const trace = useStudio((studio) => studio.trace)
  const step = useStudio((studio) => studio.step)
  if (trace === null) return <Empty>{inspector.terminal.nothingYet}</Empty>
  return (
    <div className={styles.tab}>
      {SIDES.map((side) => (
        <Sockets key={side} trace={trace} side={side} step={step} />
      ))}
      <Capture trace={trace} step={step} />
    </div>
  )
}

function useAddresses() {
  const hosts = useStudio((studio) => studio.scenario.hosts)
  return useMemo(() => ({ C: hosts.C.address, S: hosts.S.address }), [hosts])
}

function Sockets({ trace, side, step }: { trace: Trace; side: Side; step: number }) {
  const { terminal: words } = useMessages().inspector
  const addresses = useAddresses()
  const port = useStudio((studio) => studio.scenario.hosts[side].port)
  const rows = useMemo(() => ssRows(trace, side, step, addresses, port), [trace, side, step, addresses, port])
  const [head, ...lines] = ssLines(rows)
  return (
    <section>
      <Command prompt={words.prompt[side]} command={SS} output={() => ssText(rows, playback.tUs)} />
      <pre className={styles.output}>
        {head}
        {rows.map((row, i) => (
          <SocketLine key={`${row.local[1]} ${row.peer[0]} ${row.peer[1]}`} row={row} line={lines[i] ?? ''} />
        ))}
      </pre>
    </section>
  )
}

function SocketLine({ row, line }: { row: SsRow; line: string }) {
  const state = ssState(row.state)
  return (
    <div>
      <b style={{ color: textOf(row.state) }}>{state}</b>
      {line.slice(state.length)}
      {row.timer !== null && <Timer timer={row.timer} />}
    </div>
  )
}

/** Runs with the clock; written straight into the page. */
function Timer({ timer }: { timer: SsTimer }) {
  const element = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      playback.onFrame((tUs) => {
        const text = ` ${ssTimer(timer, tUs)}`
        if (element.current !== null && element.current.textContent !== text)
          element.current.textContent = text
      }),
    [timer],
  )
  return <span ref={element} />
}

function Capture({ trace, step }: { trace: Trace; step: number }) {
  const { terminal: words } = useMessages().inspector
  const addresses = useAddresses()
  const [place, setPlace] = useState<Side>('C')
  const selected = useStudio((studio) => studio.selectedSegment)
  const select = useStudio((studio) => studio.select)
  const all = useMemo(() => tcpdumpLines(trace, addresses, place), [trace, addresses, place])
  const times = useMemo(() => all.map((line) => line.tUs), [all])
  const seen = all.slice(0, lastAtOrBefore(times, trace.stepTimeUs(step)) + 1)
  const shown = seen.slice(-SHOWN)
  return (
    <section>
      <Command
        prompt={words.prompt[place]}
        command={TCPDUMP}
        output={() => seen.map((line) => line.text).join('\n')}
      >
        <Segmented
          label={words.capturePlace}
          options={SIDES.map((side) => ({ value: side, label: words.place[side] }))}
          value={place}
          onChange={setPlace}
        />
      </Command>
      <div className={styles.output}>
        {shown.length < seen.length && <p>{words.earlier(count(seen.length - shown.length))}</p>}
        {seen.length === 0 && <p>{words.nothingYet}</p>}
        {shown.map((line) => (
          <button
            key={line.segment}
            type="button"
            className={line.segment === selected ? styles.selected : undefined}
            aria-pressed={line.segment === selected}
            onClick={() => select(line.segment)}
          >
            {line.text}
          </button>
        ))}
      </div>
    </section>
  )
}

interface CommandProps {
  readonly prompt: string
  readonly command: string
  readonly output: () => string
  readonly children?: ReactNode
}

function Command({ prompt, command, output, children }: CommandProps) {
  const { terminal: words } = useMessages().inspector
  return (
    <header className={styles.command}>
      <code>
        {prompt} {command}
      </code>
      {children}
      <CopyButton label={words.copy(`${prompt} ${command}`)} text={output} />
    </header>
  )
}
