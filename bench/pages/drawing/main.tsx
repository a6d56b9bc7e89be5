/// <reference lib="dom" />
/// <reference types="vite/client" />
import '../../../src/ui/layers.css'
import '../../../src/ui/tokens.css'
import '../../../src/ui/base.css'
import { createRoot, type Root } from 'react-dom/client'
import { COMPARE } from '../../../src/diagram/metrics.ts'
import { buildTimeAxis } from '../../../src/diagram/time-axis.ts'
import { Runs } from '../../../src/drawing/runs.tsx'
import { simulate } from '../../../src/engine/sim/run.ts'
import { Trace } from '../../../src/engine/trace/codec.ts'
import { setLocale } from '../../../src/i18n/locale.ts'
import { messages } from '../../scenarios.ts'

// The drawing that several views share, without the studio round it: what mermaid is held against.

const place = document.getElementById('root') as HTMLElement
Object.assign(place.style, { position: 'fixed', inset: '0', display: 'grid' })
const nothing = (): void => {}
let root: Root | null = null
let trace: Trace | null = null

/** The end of the run, so that all of it has happened. */
const clock = (listener: (tUs: number) => void): (() => void) => {
  listener(trace?.endUs ?? 0)
  return nothing
}

Object.assign(window, {
  prepare(count: number) {
    root?.unmount()
    root = createRoot(place)
    const scenario = messages(count)
    trace = new Trace(simulate(scenario))
  },
  draw() {
    if (trace === null || root === null) return
    const hosts = { C: { address: '192.0.2.10', port: 49152 }, S: { address: '198.51.100.20', port: 443 } }
    const run = { trace, title: null, label: 'run', hosts, selected: null, marks: new Map<number, string>() }
    root.render(
      <Runs
        runs={[{ ...run, onSelect: nothing, onSeek: nothing }]}
        axis={buildTimeAxis(trace, COMPARE)}
        metrics={COMPARE}
        showFuture
        clock={clock}
        partingUs={null}
        partingText=""
      />,
    )
  },
})
await setLocale('en')
document.title = 'ready'
