import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMessages } from '../../i18n/use-messages.ts'
import { IconButton } from '../../ui/icon-button.tsx'

const SHOWN_MS = 1600
const ICONS = { idle: Copy, done: Check, failed: X } as const

/** Puts a text into the clipboard and says on the spot whether that went well. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const { copied } = useMessages().inspector
  const [outcome, setOutcome] = useState<keyof typeof ICONS>('idle')
  useEffect(() => {
    if (outcome === 'idle') return undefined
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setOutcome('done')
    } catch {
      setOutcome('failed')
    }
  }
  const Icon = ICONS[outcome]
  return (
    <>
      <IconButton label={label} onClick={() => void copy()}>
        <Icon size={14} aria-hidden="true" />
      </IconButton>
      <span role="status" className="unseen">
        {outcome === 'idle' ? '' : copied[outcome]}
      </span>
    </>
  )
}
