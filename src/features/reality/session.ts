import { useEffect, useState } from 'react'
import type { Trace } from '../../engine/trace/codec.ts'
import type { CaptureName } from '../../scenario/kernel/matches.ts'
import { runAside } from '../../store/aside.ts'
import { type Captured, fetchCaptured, type Judged } from './captured.ts'

type Loaded = Captured | 'loading' | 'failed'

/** A capture, fetched when it is asked for. */
export function useCaptured(name: CaptureName): { readonly captured: Loaded; readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0)
  const key = `${name} ${attempt}`
  const [answer, setAnswer] = useState<{ readonly to: string; readonly captured: Loaded }>({
    to: '',
    captured: 'loading',
  })
  useEffect(() => {
    let wanted = true
    void fetchCaptured(name).then((found) => wanted && setAnswer({ to: key, captured: found ?? 'failed' }))
    return () => {
      wanted = false
    }
  }, [name, key])
  return { captured: answer.to === key ? answer.captured : 'loading', retry: () => setAttempt(attempt + 1) }
}

/** Our run of what a kernel was given; null while it is computed. */
export function useOurs(captured: Loaded, profile: Judged): Trace | null {
  const [ran, setRan] = useState<{ readonly of: unknown; readonly trace: Trace | null }>({
    of: null,
    trace: null,
  })
  const scenario = typeof captured === 'string' ? null : captured.scenarios[profile]
  useEffect(() => {
    if (scenario === null) return undefined
    let wanted = true
    void runAside(scenario).then((trace) => wanted && setRan({ of: scenario, trace }))
    return () => {
      wanted = false
    }
  }, [scenario])
  return ran.of === scenario ? ran.trace : null
}
