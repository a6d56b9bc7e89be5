import { useState } from 'react'
import { useLocale } from '../../i18n/use-messages.ts'
import { useSection } from '../../i18n/use-section.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { CopyField } from './copy-field.tsx'
import { elementSnippet, embedUrl, iframeSnippet } from './embed-snippet.ts'
import styles from './share.module.css'

const FORMS = ['iframe', 'element'] as const
const SIZES = {
  full: { width: '100%', height: 480, shown: 720 },
  medium: { width: '720', height: 480, shown: 720 },
  narrow: { width: '390', height: 500, shown: 390 },
} as const
const SIZE_NAMES = ['full', 'medium', 'narrow'] as const
const THEMES = ['auto', 'light', 'dark'] as const
/** Room for the preview, px. */
const PREVIEW = 560

interface Props {
  readonly hash: string
  readonly title: string
}

/** The snippet for other pages, and what it will look like there. */
export function EmbedPanel({ hash, title }: Props) {
  const words = useSection('share')
  const lang = useLocale()
  const [form, setForm] = useState<(typeof FORMS)[number]>('iframe')
  const [size, setSize] = useState<(typeof SIZE_NAMES)[number]>('full')
  const [theme, setTheme] = useState<(typeof THEMES)[number]>('auto')
  const { width, height, shown } = SIZES[size]
  const choice = { site: location.href, hash, title, theme, lang, width, height }
  const scale = Math.min(1, PREVIEW / shown)
  return (
    <>
      <div className={styles.choices}>
        <Segmented
          label={words.form}
          options={FORMS.map((value) => ({ value, label: words.forms[value] }))}
          value={form}
          onChange={setForm}
        />
        {form === 'iframe' && (
          <Segmented
            label={words.size}
            options={SIZE_NAMES.map((value) => ({ value, label: words.sizes[value] }))}
            value={size}
            onChange={setSize}
          />
        )}
        <Segmented
          label={words.theme}
          options={THEMES.map((value) => ({ value, label: words.themes[value] }))}
          value={theme}
          onChange={setTheme}
        />
      </div>
      <CopyField
        label={words.snippet}
        text={form === 'iframe' ? iframeSnippet(choice) : elementSnippet(choice)}
        rows={form === 'iframe' ? 5 : 3}
      />
      <div className={styles.preview} style={{ height: height * scale, width: shown * scale }}>
        <iframe
          key={embedUrl(choice)}
          src={embedUrl(choice)}
          title={words.preview}
          style={{ width: shown, height, transform: `scale(${scale})` }}
        />
      </div>
    </>
  )
}
